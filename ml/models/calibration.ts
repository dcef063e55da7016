/** From a model's raw score to how unusual it is for this user. */

/** Held-back genuine scores of one model: where they lie and how far they spread. */
export interface ScoreCalibration {
  readonly mean: number;
  readonly spread: number;
  /** How many held-back windows it rests on. */
  readonly windows: number;
}

/** Windows that the population's typical spread counts for against the user's own. */
const PRIOR_WINDOWS = 20;
/** Standardised scores are held within these bounds, so that one window cannot speak for many. */
const Z_MIN = -8;
const Z_MAX = 4;

/**
 * Calibrates a model on genuine scores it had not learned. The variance is shrunk towards the population's, as the few
 * windows of a new user understate how much the user varies.
 *
 * @param scores raw scores, higher = more like the user; at least one.
 * @param typicalSpread standard deviation that genuine scores of this model have in the population.
 */
export const fitCalibration = (scores: ArrayLike<number>, typicalSpread: number): ScoreCalibration => {
  const n = scores.length;
  let mean = 0;
  for (let i = 0; i < n; i += 1) mean += (scores[i] ?? 0) / n;
  let squares = 0;
  for (let i = 0; i < n; i += 1) squares += ((scores[i] ?? 0) - mean) ** 2;
  const variance = (squares + PRIOR_WINDOWS * typicalSpread ** 2) / (n + PRIOR_WINDOWS);
  return { mean, spread: Math.sqrt(variance), windows: n };
};

/** The score in spreads from the user's own mean, clipped to −8…4. */
export const standardise = (score: number, { mean, spread }: ScoreCalibration): number =>
  Math.min(Z_MAX, Math.max(Z_MIN, (score - mean) / spread));
