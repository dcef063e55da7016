/** What is kept of how a user points: sums over actions. No action, no order, no time of day. */
import type { PointerClock } from '../population/pointing-population.ts';
import type { ChunkSums } from './movement-sitting.ts';
import type { PointingReference } from './pointing-reference.ts';
import type { SpeedSums } from './speed-mixture.ts';

/** Consecutive actions that are gathered until they make a chunk. */
export interface PointingChunk {
  readonly actions: number;
  /** Sum of the actions' normal scores. */
  readonly scores: Float64Array;
  /** Sum of what the speed model said of each before it was learned; NaN where there was none. */
  readonly speed: number;
}

/** Scores of the user's own chunks, each given before the chunk was learned: `weight` chunks, sums, sums of squares. */
export interface HeldScores {
  readonly weight: number;
  readonly movement: number;
  readonly movementSquares: number;
  readonly speed: number;
  readonly speedSquares: number;
}

/** Sums against what is known of people on one clock. */
export interface ClockProfile {
  /** Actions it was learned from. */
  readonly actions: number;
  /** Actions that the sums count for, and the sum of its squares sitting by sitting. */
  readonly weight: number;
  readonly squares: number;
  /** Sum of the actions' normal scores. */
  readonly scores: Float64Array;
  readonly speed: SpeedSums;
  readonly chunks: ChunkSums;
  readonly held: HeldScores;
  /** The sitting that goes on: its actions, what they count for, and those that are no chunk yet. */
  readonly current: { readonly actions: number; readonly weight: number };
  readonly open: PointingChunk;
}

/** Every action is in the sums of both clocks, so that it can be compared on either. */
export interface PointingProfile {
  readonly by: Readonly<Record<PointerClock, ClockProfile>>;
  /** Of what the sums count for, so much was on a coarse clock. */
  readonly onCoarse: number;
}

export type PointingReferences = Readonly<Record<PointerClock, PointingReference>>;

export const emptyChunk = (width: number): PointingChunk => ({ actions: 0, scores: new Float64Array(width), speed: 0 });

export const emptyClockProfile = ({ scores, sitting, speed }: PointingReference): ClockProfile => ({
  actions: 0,
  weight: 0,
  squares: 0,
  scores: new Float64Array(scores.width),
  speed: speed.emptySums(),
  chunks: { weight: 0, sum: new Float64Array(sitting.dimensions), squares: new Float64Array(sitting.dimensions) },
  held: { weight: 0, movement: 0, movementSquares: 0, speed: 0, speedSquares: 0 },
  current: { actions: 0, weight: 0 },
  open: emptyChunk(scores.width),
});

/** A value for each clock. */
export const eachClock = <T>(make: (clock: PointerClock) => T): Readonly<Record<PointerClock, T>> => ({
  fine: make('fine'),
  coarse: make('coarse'),
});

export const actionsOf = ({ by }: PointingProfile): number => by.fine.actions;

/** Sittings of equal length that would have told as much. */
export const sittingsOf = ({ weight, squares }: ClockProfile): number =>
  squares > 0 ? Math.max(1, (weight * weight) / squares) : 1;
