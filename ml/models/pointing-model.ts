/** What is known of how a user points on one clock, ready to compare with people in general. */
import type { PointingFusion, Score } from '../population/pointing-population.ts';
import { BLOCK_ACTIONS, createMovementModel, type MovementModel } from './movement-likelihood.ts';
import { createSittingModel, type SittingModel } from './movement-sitting.ts';
import { clippedMean } from './pointing-normal.ts';
import { sittingsOf, type ClockProfile } from './pointing-profile.ts';
import type { PointingReference } from './pointing-reference.ts';
import { DURATION } from './pointing-scores.ts';
import type { SpeedModel } from './speed-mixture.ts';

/** Fewer actions than this say too little of a user. */
export const LEAST_LEARNED = 100;
/** Fewer measured actions than this say too little of who acts. */
export const LEAST_COMPARED = 4;
/** A window, and a sitting, says no more than this, in nats. */
const MOST_WINDOW = 6;
/** Standard deviations within which a sitting's scores count. */
const LOWEST_SCORE = -8;
const HIGHEST_SCORE = 4;
/** Chunks of people in general that count for location and spread of the user's own scores. */
const HELD_PRIOR = 4;

export interface ClockModel {
  readonly reference: PointingReference;
  readonly movement: MovementModel;
  readonly speed: SpeedModel;
  readonly sitting: SittingModel;
  /** Mean normal score of how long the user's movements take. */
  readonly duration: number;
  /** What the user's own chunks give. */
  readonly held: { readonly movement: Score; readonly speed: Score };
  /** Evidence an action, in nats, that other people are expected to give; negative. */
  readonly ofOthers: number;
}

/** Evidence by model; they add up to the ratio. */
export interface PointingEvidence {
  readonly movement: number;
  readonly speed: number;
}

/** Fuses what the models say of ten actions. The bias is shared; beyond the most that counts both shrink alike. */
export const fuseWindow = (fusion: PointingFusion, movement: number, speed: number): PointingEvidence => {
  const a = fusion.movement * movement + fusion.bias / 2;
  const b = fusion.speed * speed + fusion.bias / 2;
  const shrink = Math.min(1, MOST_WINDOW / Math.max(Math.abs(a + b), MOST_WINDOW));
  return { movement: a * shrink, speed: b * shrink };
};

export const standardise = (value: number, { mean, sd }: Score): number =>
  Math.min(HIGHEST_SCORE, Math.max(LOWEST_SCORE, (value - mean) / sd));

/** Fuses what the models say of a whole sitting, each against what the user's own chunks give. */
export const fuseSitting = ({ reference, held }: ClockModel, movement: number, speed: number): PointingEvidence => {
  const { weight, bias } = reference.population.fusion.sitting;
  return {
    movement: weight * standardise(movement, held.movement) + bias / 2,
    speed: weight * standardise(speed, held.speed) + bias / 2,
  };
};

/** Location and spread, shrunk towards those of people in general. */
const shrinkScore = (weight: number, sum: number, squares: number, typical: Score): Score => {
  const mean = (sum + HELD_PRIOR * typical.mean) / (weight + HELD_PRIOR);
  const apart = weight > 0 ? sum / weight - typical.mean : 0;
  const scatter = weight > 0 ? Math.max(0, squares - (sum * sum) / weight) : 0;
  const between = ((weight * HELD_PRIOR) / (weight + HELD_PRIOR)) * apart * apart;
  return { mean, sd: Math.sqrt((scatter + between + HELD_PRIOR * typical.sd ** 2) / (weight + HELD_PRIOR)) };
};

/** What a movement of other people gives varies by so much, in nats a segment. */
const SPEED_SPREAD = 0.3;
/** Nobody is expected to be no different at all. */
const LEAST_OF_OTHERS = 1e-3;

/** Evidence an action, from the scores that ten actions of other people are expected to have, cut off as they are. */
const expectedOfOthers = (fusion: PointingFusion, movement: MovementModel, speed: SpeedModel): number => {
  const mean = fusion.movement * movement.ofOthers.mean + fusion.speed * speed.ofOthers + fusion.bias;
  const sd = Math.hypot(fusion.movement * Math.sqrt(movement.ofOthers.variance), fusion.speed * SPEED_SPREAD);
  return Math.min(-LEAST_OF_OTHERS, clippedMean(mean, sd, MOST_WINDOW) / BLOCK_ACTIONS);
};

/** Null while too little is known. */
export const createClockModel = (reference: PointingReference, profile: ClockProfile): ClockModel | null => {
  const { weight, scores, held } = profile;
  if (profile.actions < LEAST_LEARNED || weight < 1) return null;
  const { population } = reference;
  const { fusion } = population;
  const mean = new Float64Array(reference.movement.dimensions);
  const action = scores.map((value) => value / weight);
  reference.movement.project(action, 0, mean, 0);
  const sittings = sittingsOf(profile);
  const movement = createMovementModel(population.movement, { mean, actions: weight, sittings });
  const speed = reference.speed.adapt(profile.speed);
  return {
    reference,
    movement,
    speed,
    sitting: createSittingModel(population.sitting, profile.chunks, sittings),
    duration: action[DURATION] ?? 0,
    held: {
      movement: shrinkScore(held.weight, held.movement, held.movementSquares, fusion.sitting.movement),
      speed: shrinkScore(held.weight, held.speed, held.speedSquares, fusion.sitting.speed),
    },
    ofOthers: expectedOfOthers(fusion, movement, speed),
  };
};
