/** Trains the cohort forest of a profile: a tree a step, as it takes many times as long as all other models. */
import { holdOut, splitFolds } from './folds.ts';
import { rowOf } from './matrix.ts';
import { fitCalibration, type ScoreCalibration } from './models/calibration.ts';
import {
  assembleCohortForest,
  fillMissing,
  scoreCohortForest,
  type CohortForest,
  type CohortTree,
} from './models/cohort-forest.ts';
import { growCohortTree } from './models/cohort-forest-trees.ts';
import { drawWindows, type WindowPopulation } from './population/window-population.ts';
import type { ModalityProfile } from './profile.ts';
import { createRandom, sampleWithoutReplacement } from './random.ts';
import type { TrainingWindow } from './training.ts';

/** Sixty for each of five folds: with more, error rates change by less than chance does. */
const TREES = 300;
/** Windows of the user that a tree sees, and as many draws: the library's time grows with the square of it. */
const ROWS_PER_TREE = 64;
/** Features that a tree sees, near the square root of all (Breiman 2001). */
const FEATURES_PER_TREE = 8;
const MAX_SEED = 0x7fff_ffff;

export interface CohortOptions {
  readonly seed: number;
  /** Standard deviation that held-back genuine scores of the model have in the population. */
  readonly typicalSpread: number;
  /** Windows either side of a held-back one that share actions with it. */
  readonly overlap: number;
}

export interface TrainedCohort {
  readonly forest: CohortForest;
  readonly calibration: ScoreCalibration;
}

/**
 * Every tree leaves one fold of sittings out and gets draws of its own from the population. Each fold is scored by the
 * trees that left it out, and those scores calibrate the forest of all trees.
 *
 * @param windows at least two, in order of time, raw vectors as long as the population's.
 * @throws RangeError with fewer windows or vectors of another length.
 */
export function* trainCohort(
  windows: readonly TrainingWindow[],
  population: WindowPopulation,
  { seed, typicalSpread, overlap }: CohortOptions,
): Generator<void, TrainedCohort> {
  if (windows.length < 2) throw new RangeError('a cohort forest needs at least two windows');
  const random = createRandom(seed);
  const centre = Float32Array.from(population.mean);
  const fill = (vector: Float32Array): Float32Array => fillMissing(centre, vector, new Float32Array(centre.length));
  const own = windows.map(({ vector }) => fill(vector));
  const features = Math.min(FEATURES_PER_TREE, centre.length);

  const grow = (rest: readonly Float32Array[]): CohortTree => {
    const rows = Math.min(ROWS_PER_TREE, rest.length);
    const user = Array.from(sampleWithoutReplacement(rest.length, rows, random), (at) => rest[at] ?? centre);
    const draws = drawWindows(population, rows, random);
    const others = user.map((_, row) => fill(rowOf(draws, row)));
    return growCohortTree(user, others, features, Math.floor(random() * MAX_SEED));
  };

  const folds = splitFolds(windows.map(({ session }) => session));
  const all: CohortTree[] = [];
  const heldBack: number[] = [];
  yield;
  for (const fold of folds) {
    const rest = holdOut(own, fold, overlap);
    const trees: CohortTree[] = [];
    while (trees.length < TREES / folds.length) {
      trees.push(grow(rest));
      yield;
    }
    const part = assembleCohortForest(centre, trees);
    for (const vector of own.slice(fold.start, fold.end)) heldBack.push(scoreCohortForest(part, vector));
    all.push(...trees);
    yield;
  }
  return { forest: assembleCohortForest(centre, all), calibration: fitCalibration(heldBack, typicalSpread) };
}

/** The profile with the cohort forest as one of its models. */
export const withCohort = (profile: ModalityProfile, { forest, calibration }: TrainedCohort): ModalityProfile => ({
  ...profile,
  cohort: forest,
  calibration: { ...profile.calibration, 'cohort-forest': calibration },
});
