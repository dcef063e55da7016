/** All that is known of a user: by modality how they type and point, and the window models and limit made of it. */
import type { Modality } from '../../contract/verdict.ts';
import type { KeystrokeColumns } from '../../ml/features/keystrokes.ts';
import type { PointerColumns } from '../../ml/features/pointer-columns.ts';
import { createPointingBehaviour } from '../../ml/models/pointing-behaviour.ts';
import { createTypingBehaviour } from '../../ml/models/typing-behaviour.ts';
import type { Population } from '../../ml/population/population.ts';
import type { BehaviourStore } from '../store/behaviour-store.ts';
import { createBehaviourLearner, type BehaviourLearner } from './behaviour-learner.ts';
import { createLearner, type Learner } from './learner.ts';

export type Learners = Readonly<Record<Modality, Learner>>;

export interface Behaviours {
  readonly keyboard: BehaviourLearner<KeystrokeColumns>;
  readonly pointer: BehaviourLearner<PointerColumns>;
}

export interface Knowledge {
  readonly learners: Learners;
  readonly behaviours: Behaviours;
}

export interface KnowledgeOptions {
  readonly store: BehaviourStore;
  readonly user: string;
  readonly population: Population;
  readonly seed: number;
}

const YOUNG_ACTIONS: Readonly<Record<Modality, number>> = { keyboard: 5_000, pointer: 1_500 };

/** Whether a profile still takes shape: then every training is what later learning is held to, not only the first. */
export const isYoung = (behaviours: Behaviours, modality: Modality): boolean =>
  behaviours[modality].actions < YOUNG_ACTIONS[modality];

/** Reads what the store has. */
export const createKnowledge = ({ store, user, population, seed }: KnowledgeOptions): Knowledge => {
  const behaviours: Behaviours = {
    keyboard: createBehaviourLearner({
      user,
      modality: 'keyboard',
      store,
      behaviour: createTypingBehaviour(population.keyboard),
    }),
    pointer: createBehaviourLearner({
      user,
      modality: 'pointer',
      store,
      behaviour: createPointingBehaviour(population.pointer),
    }),
  };
  const learnerOf = (modality: Modality): Learner =>
    createLearner({
      modality,
      user,
      store,
      typicalSpread: population.typicalSpread[modality],
      decision: population.decision[modality],
      isBehaviourKnown: () => behaviours[modality].model !== null,
      seed,
    });
  return { learners: { keyboard: learnerOf('keyboard'), pointer: learnerOf('pointer') }, behaviours };
};
