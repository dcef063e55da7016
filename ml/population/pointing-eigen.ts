/** Symmetric matrices of how vectors scatter, and the directions in which one scatter stands out against another. */
import { CholeskyDecomposition, EigenvalueDecomposition, inverse, Matrix } from 'ml-matrix';

/** Sum over the vectors of their outer products, divided by `divisor`. */
export const scatter = (vectors: readonly Float64Array[], width: number, divisor: number): Matrix => {
  const sum = new Float64Array(width * width);
  for (const vector of vectors) {
    for (let i = 0; i < width; i += 1) {
      const value = vector[i] ?? 0;
      if (value === 0) continue;
      for (let j = i; j < width; j += 1) sum[i * width + j] = (sum[i * width + j] ?? 0) + value * (vector[j] ?? 0);
    }
  }
  const matrix = Matrix.zeros(width, width);
  for (let i = 0; i < width; i += 1) {
    for (let j = i; j < width; j += 1) {
      const value = (sum[i * width + j] ?? 0) / divisor;
      matrix.set(i, j, value);
      matrix.set(j, i, value);
    }
  }
  return matrix;
};

/** The matrix with its entries off the diagonal times `1 − shrink`, and `ridge` added to the diagonal. */
export const shrinkTowardsDiagonal = (matrix: Matrix, shrink: number, ridge: number): Matrix => {
  const shrunk = matrix.clone().mul(1 - shrink);
  for (let i = 0; i < matrix.rows; i += 1) shrunk.set(i, i, matrix.get(i, i) + ridge);
  return shrunk;
};

export interface Direction {
  readonly vector: Float64Array;
  /** Scatter along it in units of the other's. */
  readonly value: number;
}

/**
 * Directions v with between·v = λ·within·v and vᵀ·within·v = 1, largest λ first: by the Cholesky factor of `within`,
 * which must be positive definite.
 */
export const standingOut = (between: Matrix, within: Matrix, most: number): readonly Direction[] => {
  const factor = inverse(new CholeskyDecomposition(within).lowerTriangularMatrix);
  const whitened = factor.mmul(between).mmul(factor.transpose());
  // What rounding made unsymmetric would make the decomposition complex.
  const symmetric = Matrix.add(whitened, whitened.transpose()).mul(0.5);
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(symmetric, { assumeSymmetric: true });
  const vectors = factor.transpose().mmul(eigenvectorMatrix);
  return realEigenvalues
    .map((value, i) => ({ value, vector: Float64Array.from(vectors.getColumn(i)) }))
    .sort((a, b) => b.value - a.value)
    .slice(0, most);
};

/** vᵀ·matrix·v. */
export const along = (matrix: Matrix, vector: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < matrix.rows; i += 1) {
    for (let j = 0; j < matrix.columns; j += 1) sum += (vector[i] ?? 0) * matrix.get(i, j) * (vector[j] ?? 0);
  }
  return sum;
};
