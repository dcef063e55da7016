/** What evidence of each kind of time is worth: logistic regression over blocks of sittings that were held back. */
import type { Behaviour, BehaviourModel } from '../behaviour.ts';
import { fitLogistic } from '../evaluation/logistic-regression.ts';
import { sliceKeystrokes, type KeystrokeColumns } from '../features/keystrokes.ts';
import { estimateTypingPopulation } from '../population/estimate-typing.ts';
import { TIMING_KINDS, type TimingKind } from '../population/timing-scales.ts';
import type { TypingWeights } from '../population/typing-population.ts';
import { forEachKind, type TypingProfile } from './typing-profile.ts';
import { createTypingBehaviour } from './typing-behaviour.ts';

export interface TypingPerson {
  /** People are compared within a set only: between sets the clocks differ too. */
  readonly set: string;
  /** Enrolment sessions; each is held back in turn, so that there must be two. */
  readonly sessions: readonly KeystrokeColumns[];
}

/** Keystrokes in a block, and from one to the next. */
const BLOCK = 50;
const HOP = 25;
/** The people scored and those whom their population is made from are apart. */
const FOLDS = 3;

const UNWEIGHTED: TypingWeights = { dwell: 1, downDown: 1, flight: 1, bias: 0 };

const learnAll = (
  behaviour: Behaviour<KeystrokeColumns, TypingProfile>,
  sessions: readonly KeystrokeColumns[],
): BehaviourModel<KeystrokeColumns> | null => {
  const profile = sessions.reduce((known, columns) => {
    const sitting = behaviour.startSitting(known);
    sitting.gather(columns, columns.count);
    return behaviour.learn(known, sitting, { goesOn: false, mostShare: 1 });
  }, behaviour.create());
  return behaviour.model(profile);
};

/** Evidence of each kind in each block of a session, by a watch of its own. */
const blocksOf = (model: BehaviourModel<KeystrokeColumns>, session: KeystrokeColumns): readonly number[][] => {
  const count = Math.max(0, Math.floor((session.count - BLOCK) / HOP) + 1);
  return Array.from({ length: count }, (_, i) => {
    const block = sliceKeystrokes(session, i * HOP, i * HOP + BLOCK);
    return model
      .watch()
      .weigh(block, BLOCK)
      .parts.map(({ llr }) => llr);
  });
};

/**
 * Weights and bias with which the evidence of 50 keystrokes is a log-likelihood ratio. A person, and those who play
 * impostors to them, are never in the population that scores them.
 *
 * @param people those whose population the weights go with; only enrolment sessions.
 * @returns null when there are too few people or sessions to tell.
 */
export const fitTypingWeights = (people: readonly TypingPerson[]): TypingWeights | null => {
  const places = new Map<string, number>();
  const folds = people.map(({ set }) => {
    const place = places.get(set) ?? 0;
    places.set(set, place + 1);
    return place % FOLDS;
  });
  const rows: (readonly number[])[] = [];
  const labels: number[] = [];
  const sampleWeights: number[] = [];
  const add = (blocks: readonly (readonly number[])[], label: number): void => {
    for (const block of blocks) {
      rows.push(block);
      labels.push(label);
      sampleWeights.push(1 / blocks.length);
    }
  };

  for (let fold = 0; fold < FOLDS; fold += 1) {
    const scored = people.filter((_, i) => folds[i] === fold);
    const others = people.filter((_, i) => folds[i] !== fold);
    if (scored.length === 0 || others.length === 0) continue;
    const population = estimateTypingPopulation(
      others.map(({ sessions }) => sessions),
      UNWEIGHTED,
    );
    const behaviour = createTypingBehaviour(population);
    for (const user of scored) {
      const impostors = scored.filter((person) => person !== user && person.set === user.set);
      user.sessions.forEach((held, session) => {
        const model = learnAll(behaviour, user.sessions.toSpliced(session, 1));
        if (model === null || impostors.length === 0) return;
        add(blocksOf(model, held), 1);
        add(
          impostors.flatMap(({ sessions }) => blocksOf(model, sessions[session % sessions.length] ?? held)),
          0,
        );
      });
    }
  }
  if (!labels.includes(1) || !labels.includes(0)) return null;
  const { weights, bias } = fitLogistic(rows, labels, sampleWeights);
  const weightOf = (kind: TimingKind): number => Math.max(0, weights[TIMING_KINDS.indexOf(kind)] ?? 0);
  return { ...forEachKind(weightOf), bias };
};
