/** All that is learned of a user in one modality from feature windows. What decides is learned by the action and is kept apart. */
import type { Modality, ModelName } from '../contract/verdict.ts';
import { FEATURE_VERSION } from './features/catalogue.ts';
import type { ScoreCalibration } from './models/calibration.ts';
import { scoreCentroid, type CentroidModel } from './models/centroid.ts';
import { fillMissing, scoreCohortForest, type CohortForest } from './models/cohort-forest.ts';
import { scoreIsolationForest, type IsolationForest } from './models/isolation-forest.ts';
import { scaleInto, type Scaler } from './models/scaler.ts';

/** What each model says of a window; higher = more like the user. */
export type ModelScores = Partial<Record<ModelName, number>>;

export interface ModalityModels {
  readonly scaler: Scaler;
  readonly forest: IsolationForest;
  readonly centroid: CentroidModel;
  /** Trained afterwards, in the background; null until then. */
  readonly cohort: CohortForest | null;
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
  /** ISO 8601. */
  readonly trainedAt: string;
}

/** A window exactly on a centre would have an infinite score. */
const MIN_DISTANCE_RATIO = 1e-6;

/** Whether this version can score with the profile: features must mean the same. */
export const isCurrent = (profile: ModalityProfile): boolean => profile.featureVersion === FEATURE_VERSION;

/**
 * Scores windows by the window models; raw scores, higher = more like the user: the negative anomaly score of the
 * isolation forest, the negative log of the centroid's distance ratio and the cohort forest's share of votes. Allocates
 * its scratch vectors once, as it runs for every window.
 */
export const createWindowScorer = (models: ModalityModels, length: number): ((vector: Float32Array) => ModelScores) => {
  const { scaler, forest, centroid, cohort } = models;
  const scaled = new Float32Array(length);
  const filled = new Float32Array(length);
  return (vector) => {
    scaleInto(scaler, vector, scaled);
    const scores: ModelScores = {
      'isolation-forest': -scoreIsolationForest(forest, scaled),
      centroid: -Math.log(Math.max(scoreCentroid(centroid, scaled), MIN_DISTANCE_RATIO)),
    };
    if (cohort === null) return scores;
    return { ...scores, 'cohort-forest': scoreCohortForest(cohort, fillMissing(cohort.centre, vector, filled)) };
  };
};
