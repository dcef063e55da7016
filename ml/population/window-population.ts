/** How feature windows of people in general are spread: aggregates only, from which windows of nobody can be drawn. */
import { CholeskyDecomposition, Matrix as Square } from 'ml-matrix';
import { createMatrix, type Matrix } from '../matrix.ts';
import { normal, type Random } from '../random.ts';
import { triangleAt } from './ledoit-wolf.ts';

/** Scaled values beyond it are clipped, in estimating and in drawing. */
export const FARTHEST = 6;

/** Plain JSON, a value a feature but for the covariance. */
export interface WindowPopulation {
  /** In the feature's own unit. */
  readonly mean: readonly number[];
  /** The feature's unit of spread, robust; 0 where it is constant. */
  readonly scale: readonly number[];
  /** Share of windows without evidence for the feature, 0–1. */
  readonly missing: readonly number[];
  /** Lower triangle, row by row, of features in units of `scale` around `mean`; every person weighs the same. */
  readonly covariance: readonly number[];
}

const factorOf = ({ mean, covariance }: WindowPopulation): Square => {
  const square = new Square(mean.length, mean.length);
  for (let i = 0; i < mean.length; i++) {
    for (let j = 0; j <= i; j++) {
      const value = covariance[triangleAt(i, j)] ?? NaN;
      square.set(i, j, value);
      square.set(j, i, value);
    }
  }
  const factor = new CholeskyDecomposition(square);
  if (!factor.isPositiveDefinite()) throw new RangeError('the covariance of the population is not positive definite');
  return factor.lowerTriangularMatrix;
};

/**
 * Draws windows from the normal distribution of the population, raw features in catalogue order, NaN where a feature is
 * missing. What is missing is drawn feature by feature.
 *
 * @throws RangeError when the covariance has no Cholesky factor.
 */
export const drawWindows = (population: WindowPopulation, count: number, random: Random): Matrix => {
  const { mean, scale, missing } = population;
  const factor = factorOf(population);
  const cols = mean.length;
  const drawn = createMatrix(count, cols);
  const independent = new Float64Array(cols);
  for (let row = 0; row < count; row++) {
    for (let col = 0; col < cols; col++) independent[col] = normal(random);
    for (let col = 0; col < cols; col++) {
      let scaled = 0;
      for (let k = 0; k <= col; k++) scaled += factor.get(col, k) * (independent[k] ?? 0);
      const clipped = Math.min(FARTHEST, Math.max(-FARTHEST, scaled));
      const absent = random() < (missing[col] ?? 0);
      drawn.data[row * cols + col] = absent ? NaN : (mean[col] ?? 0) + (scale[col] ?? 0) * clipped;
    }
  }
  return drawn;
};
