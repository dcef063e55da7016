/** Shrinkage of a covariance that few people make uncertain (Ledoit and Wolf 2004, *A well-conditioned estimator*). */

/** Share of the target that is always mixed in, so that the result has an inverse however few people there are. */
const LEAST_SHRINKAGE = 0.01;
/** Mean variance below which nothing varies at all. */
const LEAST_VARIANCE = 1e-6;

/** Cells of a symmetric matrix, its lower triangle row by row. */
export type LowerTriangle = Float64Array;

/** Place of row `i`, column `j` ≤ `i`. */
export const triangleAt = (i: number, j: number): number => (i * (i + 1)) / 2 + j;

/** Squared Frobenius norm of the difference over the order: cells off the diagonal count twice. */
const squaredDistance = (a: ArrayLike<number>, b: ArrayLike<number>, order: number): number => {
  let sum = 0;
  for (let i = 0; i < order; i++) {
    for (let j = 0; j <= i; j++) {
      const at = triangleAt(i, j);
      sum += (i === j ? 1 : 2) * ((a[at] ?? 0) - (b[at] ?? 0)) ** 2;
    }
  }
  return sum / order;
};

export interface Shrunk {
  readonly covariance: LowerTriangle;
  /** Share of the target in it, 0–1. */
  readonly shrinkage: number;
}

/**
 * Mean of the people's matrices, drawn towards the multiple of the identity with the same mean variance. A person is
 * what was sampled, not a window: windows of one person hang together, and the formula needs independent draws.
 *
 * @param people per person the mean outer product of the vectors around the common mean.
 * @param order rows of the matrix.
 * @throws RangeError without people.
 */
export const shrinkCovariance = (people: readonly LowerTriangle[], order: number): Shrunk => {
  if (people.length === 0) throw new RangeError('a covariance needs at least one person');
  const mean = new Float64Array(triangleAt(order, 0));
  for (const person of people) person.forEach((value, at) => (mean[at] = (mean[at] ?? 0) + value / people.length));
  let trace = 0;
  for (let i = 0; i < order; i++) trace += mean[triangleAt(i, i)] ?? 0;
  const variance = Math.max(trace / order, LEAST_VARIANCE);
  const target = new Float64Array(mean.length);
  for (let i = 0; i < order; i++) target[triangleAt(i, i)] = variance;
  const dispersion = squaredDistance(mean, target, order);
  const error = people.reduce((sum, person) => sum + squaredDistance(person, mean, order), 0) / people.length ** 2;
  const shrinkage = Math.max(LEAST_SHRINKAGE, dispersion > 0 ? Math.min(1, error / dispersion) : 1);
  return { covariance: mean.map((value, at) => shrinkage * (target[at] ?? 0) + (1 - shrinkage) * value), shrinkage };
};
