/** People in general, estimated from recorded people: what the shipped file is made by, and what a cross-fit uses. */
import type { Modality } from '../../contract/verdict.ts';
import { MIN_EVIDENCE } from '../../ml/features/window.ts';
import type { PointingFusion, PointingPopulation } from '../../ml/population/pointing-population.ts';
import { estimatePointingPopulation } from '../../ml/population/pointing-estimate.ts';
import { estimateTypingPopulation } from '../../ml/population/estimate-typing.ts';
import { estimateWindowPopulation } from '../../ml/population/estimate-window-population.ts';
import type { Population } from '../../ml/population/population.ts';
import type { TypingWeights } from '../../ml/population/typing-population.ts';
import type { WindowPopulation } from '../../ml/population/window-population.ts';
import { createRandom } from '../../ml/random.ts';
import type { RecordedSession } from './recorded-session.ts';

/** All sessions of one person, enrolment and test. */
export interface PopulationPerson {
  readonly sessions: readonly RecordedSession[];
  /** Of a person who points: the sessions as a pointer would show them that is reported every 110 ms. */
  readonly coarse: readonly RecordedSession[];
}

export type PopulationPeople = Readonly<Record<Modality, readonly PopulationPerson[]>>;

/** What is fitted once, on enrolment sessions that were held back, and goes with every population. */
export interface PopulationConstants {
  readonly weights: TypingWeights;
  readonly fusion: Readonly<Record<'fine' | 'coarse', PointingFusion>>;
  readonly decision: Population['decision'];
  readonly typicalSpread: Population['typicalSpread'];
}

/** Vectors of the windows that say enough to be scored. */
const vectorsOf = ({ sessions }: PopulationPerson, modality: Modality): Float32Array[] =>
  sessions.flatMap(({ windows }) =>
    windows
      .filter((window) => window.modality === modality && window.evidence >= MIN_EVIDENCE)
      .map(({ vector }) => vector),
  );

const estimatePointing = (
  people: readonly PopulationPerson[],
  clock: 'fine' | 'coarse',
  fusion: PointingFusion,
  seed: number,
): PointingPopulation =>
  estimatePointingPopulation(
    people.map(({ sessions, coarse }) => (clock === 'fine' ? sessions : coarse).map(({ pointing }) => pointing)),
    clock,
    createRandom(seed),
    { fusion },
  );

/** What is known of people in general in one modality. */
export interface ModalityPopulation<Name extends Modality> {
  readonly behaviour: Population[Name];
  readonly windows: WindowPopulation;
}

/** @throws RangeError when there are too few people, or they did too little, to say anything about people in general. */
export const estimateTyping = (
  people: readonly PopulationPerson[],
  { weights }: Pick<PopulationConstants, 'weights'>,
): ModalityPopulation<'keyboard'> => ({
  behaviour: estimateTypingPopulation(
    people.map(({ sessions }) => sessions.map(({ keystrokes }) => keystrokes)),
    weights,
  ),
  windows: estimateWindowPopulation(people.map((person) => vectorsOf(person, 'keyboard'))),
});

/**
 * @param people who points natively through a slow clock has no fine sessions and is left out there.
 * @throws RangeError as {@link estimateTyping}.
 */
export const estimatePointer = (
  people: readonly PopulationPerson[],
  { fusion }: Pick<PopulationConstants, 'fusion'>,
  seed: number,
): ModalityPopulation<'pointer'> => {
  const finely = people.filter(({ sessions }) => sessions.length > 0);
  return {
    behaviour: {
      fine: estimatePointing(finely, 'fine', fusion.fine, seed),
      coarse: estimatePointing(people, 'coarse', fusion.coarse, seed),
    },
    windows: estimateWindowPopulation(finely.map((person) => vectorsOf(person, 'pointer'))),
  };
};

/** @throws RangeError as {@link estimateTyping}. */
export const estimatePopulation = (
  people: PopulationPeople,
  constants: PopulationConstants,
  seed: number,
): Population => {
  const keyboard = estimateTyping(people.keyboard, constants);
  const pointer = estimatePointer(people.pointer, constants, seed);
  const { decision, typicalSpread } = constants;
  return {
    keyboard: keyboard.behaviour,
    pointer: pointer.behaviour,
    windows: { keyboard: keyboard.windows, pointer: pointer.windows },
    decision,
    typicalSpread,
  };
};
