/** Pearson's correlation of pairs as they come, without keeping them. */

/** Fewer pairs say nothing of a correlation. */
const FEWEST_PAIRS = 10;
/** Variance below which values count as all equal. */
const LEAST_VARIANCE = 1e-9;

export interface Correlation {
  /** Adds a pair; one with a NaN in it is left out. */
  add(x: number, y: number): void;
  /** Correlation of the pairs added, NaN when they are too few or do not vary; then starts anew. */
  finish(): number;
}

export const createCorrelation = (): Correlation => {
  // Count, Σx, Σy, Σx², Σy², Σxy; in a typed array because a closure's variables would be boxed at every write.
  const sums = new Float64Array(6);
  const mean = (place: number): number => (sums[place] ?? 0) / (sums[0] ?? 0);

  const current = (): number => {
    if ((sums[0] ?? 0) < FEWEST_PAIRS) return Number.NaN;
    const varX = mean(3) - mean(1) ** 2;
    const varY = mean(4) - mean(2) ** 2;
    if (varX < LEAST_VARIANCE || varY < LEAST_VARIANCE) return Number.NaN;
    const correlation = (mean(5) - mean(1) * mean(2)) / Math.sqrt(varX * varY);
    return Math.max(-1, Math.min(1, correlation));
  };

  return {
    add: (x, y) => {
      const xy = x * y;
      if (Number.isNaN(xy)) return;
      sums[0] = (sums[0] ?? 0) + 1;
      sums[1] = (sums[1] ?? 0) + x;
      sums[2] = (sums[2] ?? 0) + y;
      sums[3] = (sums[3] ?? 0) + x * x;
      sums[4] = (sums[4] ?? 0) + y * y;
      sums[5] = (sums[5] ?? 0) + xy;
    },
    finish: () => {
      const value = current();
      sums.fill(0);
      return value;
    },
  };
};
