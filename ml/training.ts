/** Trains a modality's profile from feature windows, in steps short enough to leave room for scoring between them. */
import { MODELS, type Modality, type ModelName } from '../contract/verdict.ts';
import { FEATURE_VERSION } from './features/catalogue.ts';
import { holdOut, splitFolds } from './folds.ts';
import { matrixFromRows } from './matrix.ts';
import { fitCalibration, standardise, type ScoreCalibration } from './models/calibration.ts';
import { fitCentroid } from './models/centroid.ts';
import { fitIsolationForest } from './models/isolation-forest.ts';
import { fitScaler, scaleAll } from './models/scaler.ts';
import { createWindowScorer, type ModalityModels, type ModalityProfile, type ModelScores } from './profile.ts';
import { createRandom } from './random.ts';

/** A window as training needs it, in order of time. */
export interface TrainingWindow {
  readonly vector: Float32Array;
  /** Windows of one sitting are held back together. */
  readonly session: string;
}

/** Standard deviation that held-back genuine scores of each model have in the population. */
export type TypicalSpread = Readonly<Partial<Record<ModelName, number>>>;

export interface TrainingOptions {
  readonly modality: Modality;
  readonly version: number;
  readonly trainedAt: string;
  readonly seed: number;
  readonly typicalSpread: TypicalSpread;
  /** Windows either side of a held-back one that share actions with it. */
  readonly overlap: number;
}

function* fitModels(windows: readonly TrainingWindow[], seed: number): Generator<void, ModalityModels> {
  const random = createRandom(seed);
  const raw = matrixFromRows(windows.map(({ vector }) => vector));
  const scaler = fitScaler(raw);
  const scaled = scaleAll(scaler, raw);
  yield;
  const forest = fitIsolationForest(scaled, {}, random);
  yield;
  return { scaler, forest, centroid: yield* fitCentroid(scaled, seed), cohort: null };
}

const calibrate = (
  scores: readonly ModelScores[],
  typicalSpread: TypicalSpread,
): Partial<Record<ModelName, ScoreCalibration>> => {
  const calibration: Partial<Record<ModelName, ScoreCalibration>> = {};
  for (const model of MODELS) {
    const own = scores.flatMap((score) => score[model] ?? []);
    const typical = typicalSpread[model];
    if (own.length > 0 && typical !== undefined) calibration[model] = fitCalibration(own, typical);
  }
  return calibration;
};

/** Standardised scores of the models that answered and are calibrated. */
export const standardiseAll = (scores: ModelScores, calibration: ModalityProfile['calibration']): ModelScores => {
  const z: ModelScores = {};
  for (const model of MODELS) {
    const score = scores[model];
    const own = calibration[model];
    if (score !== undefined && own !== undefined) z[model] = standardise(score, own);
  }
  return z;
};

/**
 * A generator so that the caller decides when the next step (part of a fit, the scores of a fold) runs. Each fold's
 * windows are scored by models that have not seen their sitting; those scores calibrate the final models, which are
 * fitted on all windows. The cohort forest is trained apart (`cohort-training.ts`): the profile comes without one.
 *
 * @param windows at least two, in order of time, all of the current feature version.
 */
export function* trainProfile(
  windows: readonly TrainingWindow[],
  options: TrainingOptions,
): Generator<void, ModalityProfile> {
  const { modality, version, trainedAt, seed, typicalSpread, overlap } = options;
  const heldBack: ModelScores[] = [];
  for (const fold of splitFolds(windows.map(({ session }) => session))) {
    const models = yield* fitModels(holdOut(windows, fold, overlap), seed);
    const score = createWindowScorer(models, models.scaler.median.length);
    for (const { vector } of windows.slice(fold.start, fold.end)) heldBack.push(score(vector));
    yield;
  }
  const models = yield* fitModels(windows, seed);
  return {
    ...models,
    modality,
    version,
    featureVersion: FEATURE_VERSION,
    windows: windows.length,
    calibration: calibrate(heldBack, typicalSpread),
    trainedAt,
  };
}
