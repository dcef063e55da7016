/** Fits a mixture of Gaussians with diagonal covariances (A. P. Dempster, N. M. Laird, D. B. Rubin, 1977). */
import { sampleWithoutReplacement, type Random } from '../random.ts';

/** Rows of equal length, one after the other. */
export interface Rows {
  readonly count: number;
  readonly width: number;
  readonly data: Float64Array;
}

/** A row of `width` means and variances a component. */
export interface Mixture {
  readonly shares: Float64Array;
  readonly means: Float64Array;
  readonly variances: Float64Array;
}

export interface MixtureOptions {
  readonly components: number;
  /** Rounds of k-means to begin with, and of expectation and maximisation. */
  readonly firstRounds: number;
  readonly rounds: number;
  /** Added to every variance. */
  readonly ridge: number;
}

/** Log of how little a component may have of a row to be left out. */
const NEGLIGIBLE = -14;

interface Sums {
  readonly count: Float64Array;
  readonly sum: Float64Array;
  readonly squares: Float64Array;
}

const createSums = (components: number, width: number): Sums => ({
  count: new Float64Array(components),
  sum: new Float64Array(components * width),
  squares: new Float64Array(components * width),
});

const addRow = ({ count, sum, squares }: Sums, { width, data }: Rows, row: number, k: number, share: number): void => {
  count[k] = (count[k] ?? 0) + share;
  for (let d = 0, at = row * width, i = k * width; d < width; d += 1, at += 1, i += 1) {
    const value = data[at] ?? 0;
    sum[i] = (sum[i] ?? 0) + share * value;
    squares[i] = (squares[i] ?? 0) + share * value * value;
  }
};

/** A component that nothing belongs to keeps its mean, and has the variance of 1 that whitened rows have. */
const maximise = ({ count, sum, squares }: Sums, before: Float64Array, rows: Rows, ridge: number): Mixture => {
  const { width } = rows;
  const total = rows.count + count.length * 1e-3;
  const shares = count.map((value) => (value + 1e-3) / total);
  const means = sum.map((value, i) => {
    const n = count[Math.floor(i / width)] ?? 0;
    return n > 1e-3 ? value / n : (before[i] ?? 0);
  });
  const variances = squares.map((value, i) => {
    const n = count[Math.floor(i / width)] ?? 0;
    return n > 1e-3 ? Math.max(0, value / n - (means[i] ?? 0) ** 2) + ridge : 1;
  });
  return { shares, means, variances };
};

/** Assigns each row to the nearest mean. */
const assign = (rows: Rows, means: Float64Array, components: number): Sums => {
  const { width, data } = rows;
  const sums = createSums(components, width);
  for (let row = 0; row < rows.count; row += 1) {
    let nearest = 0;
    let least = Infinity;
    for (let k = 0; k < components; k += 1) {
      let distance = 0;
      for (let d = 0; d < width && distance < least; d += 1) {
        const off = (data[row * width + d] ?? 0) - (means[k * width + d] ?? 0);
        distance += off * off;
      }
      if (distance >= least) continue;
      least = distance;
      nearest = k;
    }
    addRow(sums, rows, row, nearest, 1);
  }
  return sums;
};

/** Shares each row among the components by their likelihoods. */
const expect = (rows: Rows, { shares, means, variances }: Mixture): Sums => {
  const { width, data } = rows;
  const components = shares.length;
  const sums = createSums(components, width);
  const precision = variances.map((variance) => 0.5 / variance);
  const height = shares.map((share, k) => {
    let log = Math.log(share);
    for (let i = k * width; i < (k + 1) * width; i += 1) log -= 0.5 * Math.log(variances[i] ?? 1);
    return log;
  });
  const logs = new Float64Array(components);
  for (let row = 0; row < rows.count; row += 1) {
    let top = -Infinity;
    for (let k = 0; k < components; k += 1) {
      let log = height[k] ?? 0;
      for (let d = 0, at = row * width, i = k * width; d < width; d += 1, at += 1, i += 1) {
        const off = (data[at] ?? 0) - (means[i] ?? 0);
        log -= off * off * (precision[i] ?? 0);
      }
      logs[k] = log;
      if (log > top) top = log;
    }
    let total = 0;
    for (let k = 0; k < components; k += 1) {
      const log = (logs[k] ?? 0) - top;
      const share = log > NEGLIGIBLE ? Math.exp(log) : 0;
      logs[k] = share;
      total += share;
    }
    for (let k = 0; k < components; k += 1) {
      const share = logs[k] ?? 0;
      if (share > 0) addRow(sums, rows, row, k, share / total);
    }
  }
  return sums;
};

/** @throws RangeError when there are fewer rows than components. */
export const fitMixture = (rows: Rows, options: MixtureOptions, random: Random): Mixture => {
  const { components, firstRounds, rounds, ridge } = options;
  const { width, data } = rows;
  const first = sampleWithoutReplacement(rows.count, components, random);
  let means = new Float64Array(components * width);
  first.forEach((row, k) => {
    means.set(data.subarray(row * width, (row + 1) * width), k * width);
  });
  let mixture = maximise(assign(rows, means, components), means, rows, ridge);
  for (let round = 1; round < firstRounds; round += 1) {
    means = Float64Array.from(mixture.means);
    mixture = maximise(assign(rows, means, components), means, rows, ridge);
  }
  for (let round = 0; round < rounds; round += 1) {
    mixture = maximise(expect(rows, mixture), mixture.means, rows, ridge);
  }
  return mixture;
};
