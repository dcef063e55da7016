/** How people in general time keys and key pairs: what a user's own timings are compared with. Aggregates only. */
import type { TimingKind } from './timing-scales.ts';

/** One key or pair on its scale: people's mean, the variance between people and within one person. */
export interface TimingPrior {
  readonly mean: number;
  readonly between: number;
  readonly within: number;
}

/** Priors by group: a key slot for dwell, `pairKey` of two slots for the others. */
export interface KindPopulation {
  readonly groups: ReadonlyMap<number, TimingPrior>;
  /** For a key or pair that the population has hardly seen. */
  readonly other: TimingPrior;
}

export type DigraphPopulation = Readonly<Record<TimingKind, KindPopulation>>;
