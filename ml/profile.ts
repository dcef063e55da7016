/** All that is learned of a user in one modality from feature windows. The digraph profile learns by the keystroke and is kept apart. */
import type { Modality, ModelName } from '../contract/verdict.ts';
import { FEATURE_VERSION } from './features/catalogue.ts';
import type { ScoreCalibration } from './models/calibration.ts';
import { scoreCentroid, type CentroidModel } from './models/centroid.ts';
import type { ModelScores } from './models/fusion.ts';
import { scoreIsolationForest, type IsolationForest } from './models/isolation-forest.ts';
import { scaleInto, type Scaler } from './models/scaler.ts';
import type { ChosenLimit } from './trust/choose-limit.ts';

export interface ModalityModels {
  readonly scaler: Scaler;
  readonly forest: IsolationForest;
  readonly centroid: CentroidModel;
}

export interface ModalityProfile extends ModalityModels {
  readonly modality: Modality;
  /** Grows by one with every training. */
  readonly version: number;
  readonly featureVersion: number;
  /** Windows it was trained on. */
  readonly windows: number;
  /** Per model; a model without held-back scores has none and stays silent. */
  readonly calibration: Partial<Readonly<Record<ModelName, ScoreCalibration>>>;
  /** When doubt becomes a lock for this user; null when the held-back windows do not tell the user from others. */
  readonly sequential: ChosenLimit | null;
  /** ISO 8601. */
  readonly trainedAt: string;
}

/** A window exactly on a centre would have an infinite score. */
const MIN_DISTANCE_RATIO = 1e-6;

/** Whether this version can score with the profile: features must mean the same. */
export const isCurrent = (profile: ModalityProfile): boolean => profile.featureVersion === FEATURE_VERSION;

/**
 * Scores windows by the window models; raw scores, higher = more like the user: the negative anomaly score of the
 * isolation forest and the negative log of the centroid's distance ratio. Allocates its scratch vector once, as it runs
 * for every window.
 */
export const createWindowScorer = (models: ModalityModels, length: number): ((vector: Float32Array) => ModelScores) => {
  const scaled = new Float32Array(length);
  return (vector) => {
    scaleInto(models.scaler, vector, scaled);
    return {
      'isolation-forest': -scoreIsolationForest(models.forest, scaled),
      centroid: -Math.log(Math.max(scoreCentroid(models.centroid, scaled), MIN_DISTANCE_RATIO)),
    };
  };
};
