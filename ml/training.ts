/** Trains a modality's profile from feature windows, in steps short enough to leave room for scoring between them. */
import type { Modality, ModelName } from '../contract/verdict.ts';
import { MODELS } from '../contract/verdict.ts';
import { FEATURE_VERSION } from './features/catalogue.ts';
import { holdOut, splitFolds } from './folds.ts';
import { matrixFromRows } from './matrix.ts';
import { fitCalibration, standardise, type ScoreCalibration } from './models/calibration.ts';
import { fitCentroid } from './models/centroid.ts';
import { fuse, type ModelScores, type PopulationCalibration } from './models/fusion.ts';
import { fitIsolationForest } from './models/isolation-forest.ts';
import { fitScaler, scaleAll } from './models/scaler.ts';
import { createWindowScorer, type ModalityModels, type ModalityProfile } from './profile.ts';
import { createRandom } from './random.ts';
import { chooseLimit, type Evidence } from './trust/choose-limit.ts';

/** A window as training needs it, in order of time. */
export interface TrainingWindow {
  readonly vector: Float32Array;
  /** Windows of one sitting are held back together. */
  readonly session: string;
  /** Score of the digraph profile before it had learned these keystrokes; absent when it could not say. */
  readonly digraph?: number | undefined;
  /** Evidence of the digraph likelihood for the window's new keystrokes, before it had learned them. */
  readonly evidence?: number | undefined;
}

export interface TrainingOptions {
  readonly modality: Modality;
  readonly version: number;
  readonly trainedAt: string;
  readonly seed: number;
  readonly population: PopulationCalibration;
  /** Windows either side of a held-back one that share actions with it. */
  readonly overlap: number;
  /** Actions in a window, and those of them that are new. */
  readonly length: number;
  readonly hop: number;
  /** Evidence an action expected of other people's hands, in nats. */
  readonly ofOthers: number;
  readonly actionsPerDay: number;
  readonly budgetPerDay: number;
}

function* fitModels(windows: readonly TrainingWindow[], seed: number): Generator<void, ModalityModels> {
  const random = createRandom(seed);
  const raw = matrixFromRows(windows.map(({ vector }) => vector));
  const scaler = fitScaler(raw);
  const scaled = scaleAll(scaler, raw);
  yield;
  const forest = fitIsolationForest(scaled, {}, random);
  yield;
  return { scaler, forest, centroid: yield* fitCentroid(scaled, seed) };
}

const calibrate = (
  scores: readonly ModelScores[],
  typicalSpread: PopulationCalibration['typicalSpread'],
): Partial<Record<ModelName, ScoreCalibration>> => {
  const calibration: Partial<Record<ModelName, ScoreCalibration>> = {};
  for (const model of MODELS) {
    const own = scores.flatMap((score) => score[model] ?? []);
    const typical = typicalSpread[model];
    if (own.length > 0 && typical !== undefined) calibration[model] = fitCalibration(own, typical);
  }
  return calibration;
};

const toEvidence = (ratios: readonly (number | undefined)[], actions: number): Evidence[] =>
  ratios.flatMap((llr) => (llr === undefined ? [] : [{ llr, actions }]));

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
 * A generator so that the caller decides when the next step (part of a fit, the scores of a fold, the estimate) runs.
 * Each fold's windows are scored by models that have not seen their sitting; those scores calibrate the final models,
 * which are fitted on all windows, and feed the estimate of wrong locks.
 *
 * @param windows at least two, in order of time, all of the current feature version.
 */
export function* trainProfile(
  windows: readonly TrainingWindow[],
  options: TrainingOptions,
): Generator<void, ModalityProfile> {
  const folds = splitFolds(windows.map(({ session }) => session));
  const heldBack: ModelScores[][] = [];
  for (const fold of folds) {
    const models = yield* fitModels(holdOut(windows, fold, options.overlap), options.seed);
    const score = createWindowScorer(models, models.scaler.median.length);
    heldBack.push(
      windows.slice(fold.start, fold.end).map(({ vector, digraph }) => ({
        ...score(vector),
        ...(digraph === undefined ? {} : { digraph }),
      })),
    );
    yield;
  }
  const calibration = calibrate(heldBack.flat(), options.population.typicalSpread);
  const models = yield* fitModels(windows, options.seed);
  yield;
  const { hop, length, ofOthers, actionsPerDay, budgetPerDay, seed } = options;
  const genuine = folds.map((fold, i) => {
    const own = windows.slice(fold.start, fold.end).map(({ evidence }) => evidence);
    const fused = (heldBack[i] ?? []).map(
      (scores) => fuse(standardiseAll(scores, calibration), options.population)?.llr ?? 0,
    );
    return toEvidence(
      options.population.likelihood === undefined ? fused.map((llr) => (llr * hop) / length) : own,
      hop,
    );
  });
  const sequential = yield* chooseLimit({ genuine, ofOthers, actionsPerDay, budgetPerDay }, createRandom(seed));
  return {
    ...models,
    modality: options.modality,
    version: options.version,
    featureVersion: FEATURE_VERSION,
    windows: windows.length,
    calibration,
    sequential,
    trainedAt: options.trainedAt,
  };
}
