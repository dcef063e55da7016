/** Error rates of a detector from its scores (ISO/IEC 19795-1): higher scores speak for the genuine user. */

/** One operating point: accept when score ≥ threshold. */
export interface OperatingPoint {
  readonly threshold: number;
  /** False match rate: share of impostor scores accepted. */
  readonly fmr: number;
  /** False non-match rate: share of genuine scores refused. */
  readonly fnmr: number;
}

const ascending = (values: ArrayLike<number>): Float64Array => Float64Array.from(values).sort();

/** How many of the ascending values are below `limit`. */
const countBelow = (values: Float64Array, limit: number): number => {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
};

/**
 * Every operating point of the detector, from accepting all to refusing all.
 *
 * @param genuine at least one score. @param impostor at least one score.
 */
export const detCurve = (genuine: ArrayLike<number>, impostor: ArrayLike<number>): readonly OperatingPoint[] => {
  const own = ascending(genuine);
  const other = ascending(impostor);
  const thresholds = [...new Set([...own, ...other])].sort((a, b) => a - b);
  const at = (threshold: number): OperatingPoint => ({
    threshold,
    fmr: 1 - countBelow(other, threshold) / other.length,
    fnmr: countBelow(own, threshold) / own.length,
  });
  return [...thresholds.map(at), { threshold: Infinity, fmr: 0, fnmr: 1 }];
};

/** Where the two rates cross, by linear interpolation between the operating points beside it. */
export interface EqualErrorPoint {
  readonly rate: number;
  /** Score at which the false match rate is no more than the false non-match rate. */
  readonly threshold: number;
}

/** @param genuine at least one score. @param impostor at least one score. */
export const equalErrorPoint = (genuine: ArrayLike<number>, impostor: ArrayLike<number>): EqualErrorPoint => {
  let before: OperatingPoint = { threshold: -Infinity, fmr: 1, fnmr: 0 };
  for (const point of detCurve(genuine, impostor)) {
    const gap = point.fnmr - point.fmr;
    if (gap >= 0) {
      const gapBefore = before.fmr - before.fnmr;
      const share = gapBefore / (gapBefore + gap || 1);
      return { rate: before.fmr + share * (point.fmr - before.fmr), threshold: point.threshold };
    }
    before = point;
  }
  return { rate: 0, threshold: Infinity };
};

/** Equal error rate, see {@link equalErrorPoint}. */
export const equalErrorRate = (genuine: ArrayLike<number>, impostor: ArrayLike<number>): number =>
  equalErrorPoint(genuine, impostor).rate;

/**
 * False non-match rate at each false match rate: that of the lowest threshold that keeps it. Scores of few impostors
 * show no rate lower than one of them makes; below it the rate at a threshold that no impostor reaches is given.
 */
export const fnmrAtEach = (
  genuine: ArrayLike<number>,
  impostor: ArrayLike<number>,
  fmrs: readonly number[],
): readonly number[] => {
  const curve = detCurve(genuine, impostor);
  return fmrs.map((fmr) => curve.find((point) => point.fmr <= fmr)?.fnmr ?? 1);
};

/** Share of the scores that a threshold accepts. */
export const shareAccepted = (scores: ArrayLike<number>, threshold: number): number =>
  1 - countBelow(ascending(scores), threshold) / scores.length;

/** Area under the ROC curve: the chance that a genuine score beats an impostor's, ties counted half (Mann–Whitney). */
export const areaUnderRoc = (genuine: ArrayLike<number>, impostor: ArrayLike<number>): number => {
  const other = ascending(impostor);
  let wins = 0;
  for (const score of Float64Array.from(genuine)) {
    const below = countBelow(other, score);
    let ties = 0;
    while (other[below + ties] === score) ties += 1;
    wins += below + ties / 2;
  }
  return wins / (genuine.length * other.length);
};
