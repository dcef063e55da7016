/** What is known of how people in general move a pointer: aggregates over people, plain numbers that can be kept as JSON. */

/** Means of ten actions: how they differ between people, between sittings of one person, and within a sitting. */
export interface MovementPopulation {
  /** Mean over people of each normal score, in the order of `POINTING_MEASURES`. */
  readonly mean: readonly number[];
  /** Directions in which people differ most, a row each; what follows has a value a direction. */
  readonly directions: readonly (readonly number[])[];
  /** Variance within a sitting of means of ten actions, between sittings, between people. */
  readonly within: readonly number[];
  readonly session: readonly number[];
  readonly between: readonly number[];
}

/** Means of seventy actions, in directions in which their variance within a person is 1. */
export interface SittingPopulation {
  readonly mean: readonly number[];
  readonly directions: readonly (readonly number[])[];
  readonly between: readonly number[];
}

/** A mixture of Gaussians with diagonal covariances of velocity over 0.2 s (`speed-mixture-segments.ts`). */
export interface SpeedPopulation {
  readonly mean: readonly number[];
  /** Principal axes that whiten, a row each. */
  readonly axes: readonly (readonly number[])[];
  /** Share of each component in the mixture. */
  readonly shares: readonly number[];
  readonly means: readonly (readonly number[])[];
  readonly variances: readonly (readonly number[])[];
}

/** Location and spread of scores. */
export interface Score {
  readonly mean: number;
  readonly sd: number;
}

/** How the two models' scores become evidence in nats. */
export interface PointingFusion {
  /** Of ten actions: a weight for each model and a bias. */
  readonly movement: number;
  readonly speed: number;
  readonly bias: number;
  /** Of a sitting: what people's own held-back stretches of seventy actions give, and the weight of a standard deviation. */
  readonly sitting: { readonly movement: Score; readonly speed: Score; readonly weight: number; readonly bias: number };
}

export interface PointingPopulation {
  /** Checksum of all that profiles are learned against. */
  readonly id: number;
  readonly people: number;
  /** Of each measure in the order of `POINTING_MEASURES` its quantiles at (i + ½) / n, ascending. */
  readonly quantiles: readonly (readonly number[])[];
  readonly movement: MovementPopulation;
  readonly sitting: SittingPopulation;
  readonly speed: SpeedPopulation;
  readonly fusion: PointingFusion;
}

/** By how often the pointer is reported, see `clockOf`. */
export const POINTER_CLOCKS = ['fine', 'coarse'] as const;
export type PointerClock = (typeof POINTER_CLOCKS)[number];
export type PointingPopulations = Readonly<Record<PointerClock, PointingPopulation>>;
