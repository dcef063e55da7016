/** The cohort forest for comparison: trained on the enrolment's windows, as it is no part of what decides. */
import type { Modality } from '../../contract/verdict.ts';
import { trainCohort } from '../../ml/cohort-training.ts';
import { MIN_EVIDENCE } from '../../ml/features/window.ts';
import { fillMissing, scoreCohortForest } from '../../ml/models/cohort-forest.ts';
import type { WindowPopulation } from '../../ml/population/window-population.ts';
import { finish } from '../../ml/steps.ts';
import { overlapOf } from '../engine/window-shape.ts';
import type { RecordedSession } from './recorded-session.ts';

/** The share of votes for the user, 0–1. */
export type WindowScorer = (vector: Float32Array) => number;

/** Fewer windows cannot be held back from each other. */
const LEAST_WINDOWS = 2;
/** Only the votes are used, not their calibration. */
const ANY_SPREAD = 0.1;

/** Null where there is too little to train on. */
export const fitCohortScorer = (
  modality: Modality,
  sessions: readonly RecordedSession[],
  population: WindowPopulation,
  seed: number,
): WindowScorer | null => {
  const windows = sessions.flatMap((session) =>
    session.windows
      .filter((window) => window.modality === modality && window.evidence >= MIN_EVIDENCE)
      .map(({ vector }) => ({ vector, session: session.name })),
  );
  if (windows.length < LEAST_WINDOWS) return null;
  const options = { seed, typicalSpread: ANY_SPREAD, overlap: overlapOf(modality) };
  const { forest } = finish(trainCohort(windows, population, options));
  const filled = new Float32Array(forest.centre.length);
  return (vector) => scoreCohortForest(forest, fillMissing(forest.centre, vector, filled));
};
