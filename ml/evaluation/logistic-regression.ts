/** Logistic regression: turns scores into log-likelihood ratios (Brümmer and du Preez 2006, "Application-independent evaluation of speaker detection"). */
import { Matrix, solve } from 'ml-matrix';

export interface LogisticModel {
  readonly bias: number;
  readonly weights: readonly number[];
}

/** Penalty on the squared weights (not the bias): keeps the answer finite when classes separate perfectly. */
const RIDGE = 1e-3;
const MAX_STEPS = 50;
const TOLERANCE = 1e-8;

const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));

/**
 * Fits by iteratively reweighted least squares. With weights that add up to the same for both classes, the linear
 * predictor is the natural-log likelihood ratio of class 1 to class 0.
 *
 * @param rows one row a sample, all of equal length.
 * @param labels 1 or 0 a row.
 * @param sampleWeights positive, a row each.
 */
export const fitLogistic = (
  rows: readonly (readonly number[])[],
  labels: readonly number[],
  sampleWeights: readonly number[],
): LogisticModel => {
  const cols = (rows[0]?.length ?? 0) + 1;
  const total = sampleWeights.reduce((sum, weight) => sum + weight, 0);
  let beta = new Float64Array(cols);
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const hessian = Matrix.zeros(cols, cols);
    const gradient = Matrix.zeros(cols, 1);
    rows.forEach((row, i) => {
      const x = [1, ...row];
      const predicted = sigmoid(x.reduce((sum, value, j) => sum + value * (beta[j] ?? 0), 0));
      const weight = (sampleWeights[i] ?? 0) / total;
      const residual = ((labels[i] ?? 0) - predicted) * weight;
      const curvature = predicted * (1 - predicted) * weight;
      for (let j = 0; j < cols; j += 1) {
        gradient.set(j, 0, gradient.get(j, 0) + residual * (x[j] ?? 0));
        for (let k = 0; k < cols; k += 1) hessian.set(j, k, hessian.get(j, k) + curvature * (x[j] ?? 0) * (x[k] ?? 0));
      }
    });
    for (let j = 0; j < cols; j += 1) {
      const penalty = j === 0 ? 1e-9 : RIDGE;
      hessian.set(j, j, hessian.get(j, j) + penalty);
      gradient.set(j, 0, gradient.get(j, 0) - penalty * (beta[j] ?? 0));
    }
    const change = solve(hessian, gradient);
    beta = beta.map((value, j) => value + change.get(j, 0));
    if (change.to1DArray().every((value) => Math.abs(value) < TOLERANCE)) break;
  }
  const [bias = 0, ...weights] = beta;
  return { bias, weights };
};
