/**
 * Velocity of people in general as a mixture of Gaussians, and of one user as the same mixture moved towards their own
 * segments (D. A. Reynolds, T. F. Quatieri, R. B. Dunn, "Speaker verification using adapted Gaussian mixture models",
 * Digital Signal Processing 10, 2000).
 */
import type { PointerColumns } from '../features/pointer-columns.ts';
import type { SpeedPopulation } from '../population/pointing-population.ts';
import { createProjection } from './pointing-projection.ts';
import { createSegmenter, SEGMENT_VALUES } from './speed-mixture-segments.ts';

/** Of a movement's segments every second is looked at: neighbours share most of their steps. */
const STRIDE = 2;
/** Components that are looked at for a segment: those beyond hardly add to its likelihood. */
const BEST = 5;
/** Dimensions, the first ones, by which it is seen that most components cannot be among the best. */
const GLIMPSE = 4;
/** Segments of the population that count for a component's mean, and for each component's share, against the user's own. */
const MEAN_PRIOR = 6;
const SHARE_PRIOR = 48;
/** One segment says no more than this, in nats. */
const MOST_SEGMENT = 3;
/** A movement counts by its segments, up to so many, in units of a typical movement's. */
const MOST_SEGMENTS = 40;
const TYPICAL_SEGMENTS = 20;

/** Sums over a user's segments: how many belong to each component, and the sum of those that do. */
export interface SpeedSums {
  readonly count: Float64Array;
  /** A row of `dimensions` a component. */
  readonly sum: Float64Array;
}

/** The user's mixture: log ratio of each component's share to the population's, and the components' means. */
export interface SpeedModel {
  readonly logShare: Float64Array;
  readonly means: Float64Array;
  /** What a movement of people in general is expected to give. */
  readonly ofOthers: number;
}

export interface SpeedMixture {
  readonly components: number;
  readonly dimensions: number;
  emptySums(): SpeedSums;
  /** Adds an action's segments to `sums`, and says how much likelier they are under `user` (0 without one). */
  take(columns: PointerColumns, row: number, user: SpeedModel | null, sums: SpeedSums | null): number;
  adapt(sums: SpeedSums): SpeedModel;
  /** Sums whose adapted means lie within `most` standard deviations of the reference's, their shares within a factor. */
  holdNear(sums: SpeedSums, reference: SpeedSums, most: number): SpeedSums;
}

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

export const createSpeedMixture = (population: SpeedPopulation): SpeedMixture => {
  const { shares, axes } = population;
  const components = shares.length;
  const dimensions = axes.length;
  const projection = createProjection(population.mean, axes);
  const segmenter = createSegmenter();
  const means = Float64Array.from(population.means.flat());
  const variances = Float64Array.from(population.variances.flat());
  const halfPrecision = variances.map((variance) => 0.5 / variance);
  /** Log density of each component at its own mean, times its share; what all have in common left out. */
  const height = Float64Array.from(
    shares,
    (share, k) => Math.log(share) - 0.5 * (population.variances[k] ?? []).reduce((sum, v) => sum + Math.log(v), 0),
  );
  /** Root of half the precision, and each mean times it. */
  const steepness = halfPrecision.map(Math.sqrt);
  const scaledMeans = means.map((mean, i) => mean * (steepness[i] ?? 0));
  /** Of each component the steepness and scaled mean of the first dimensions, in turn. */
  const glimpse = Float64Array.from({ length: components * 2 * GLIMPSE }, (_, place) => {
    const d = (place % (2 * GLIMPSE)) >> 1;
    const i = Math.floor(place / (2 * GLIMPSE)) * dimensions + d;
    if (d >= dimensions) return 0;
    return (place % 2 === 0 ? steepness[i] : scaledMeans[i]) ?? 0;
  });
  const second = Math.min(2 * GLIMPSE, dimensions);
  const segment = new Float64Array(SEGMENT_VALUES);
  const x = new Float64Array(dimensions);
  const best = new Int32Array(BEST);
  const bestLog = new Float64Array(BEST);
  const tried = new Int32Array(BEST);
  const isTried = new Uint8Array(components);

  /** Half the squared distance of `x` from a mean of component `k`, in its standard deviations. */
  const distance = (centres: Float64Array, k: number): number => {
    let sum = 0;
    for (let d = 0, i = k * dimensions; d < dimensions; d += 1, i += 1) {
      const off = (x[d] ?? 0) - (centres[i] ?? 0);
      sum += off * off * (halfPrecision[i] ?? 0);
    }
    return sum;
  };

  /** `log` less what dimensions `from` to `to` (exclusive) take off the density of component `k` at `x`. */
  const lower = (log: number, k: number, from: number, to: number): number => {
    let left = log;
    for (let d = from, i = k * dimensions + from; d < to; d += 1, i += 1) {
      const off = (x[d] ?? 0) * (steepness[i] ?? 0) - (scaledMeans[i] ?? 0);
      left -= off * off;
    }
    return left;
  };

  /** Puts component `k` among the best, which are in order. */
  const rank = (k: number, log: number): void => {
    let place = BEST - 1;
    for (; place > 0 && (bestLog[place - 1] ?? 0) < log; place -= 1) {
      bestLog[place] = bestLog[place - 1] ?? 0;
      best[place] = best[place - 1] ?? 0;
    }
    bestLog[place] = log;
    best[place] = k;
  };

  /**
   * Finds the likeliest components for `x`, likeliest first. Those of the segment before are tried first: neighbours are
   * alike, and the sooner the best are known the sooner the others are left.
   */
  const findBest = (): void => {
    tried.set(best);
    bestLog.fill(-Infinity);
    for (let i = 0; i < BEST; i += 1) {
      const k = tried[i] ?? 0;
      if (isTried[k] === 1) continue;
      isTried[k] = 1;
      rank(k, lower(height[k] ?? 0, k, 0, dimensions));
    }
    let worst = bestLog[BEST - 1] ?? -Infinity;
    const x0 = x[0] ?? 0;
    const x1 = x[1] ?? 0;
    const x2 = x[2] ?? 0;
    const x3 = x[3] ?? 0;
    for (let k = 0, i = 0; k < components; k += 1, i += 2 * GLIMPSE) {
      const off0 = x0 * (glimpse[i] ?? 0) - (glimpse[i + 1] ?? 0);
      const off1 = x1 * (glimpse[i + 2] ?? 0) - (glimpse[i + 3] ?? 0);
      const off2 = x2 * (glimpse[i + 4] ?? 0) - (glimpse[i + 5] ?? 0);
      const off3 = x3 * (glimpse[i + 6] ?? 0) - (glimpse[i + 7] ?? 0);
      const most = (height[k] ?? 0) - off0 * off0 - off1 * off1 - off2 * off2 - off3 * off3;
      if (most <= worst || isTried[k] === 1) continue;
      const less = lower(most, k, GLIMPSE, second);
      if (less <= worst) continue;
      const log = lower(less, k, second, dimensions);
      if (log <= worst) continue;
      rank(k, log);
      worst = bestLog[BEST - 1] ?? -Infinity;
    }
    for (let i = 0; i < BEST; i += 1) isTried[tried[i] ?? 0] = 0;
  };

  /** Log ratio of the user's to the population's likelihood of `x`, over its best components. */
  const ratioOf = ({ logShare, means: own }: SpeedModel): number => {
    const top = bestLog[0] ?? 0;
    let general = 0;
    let user = 0;
    for (let place = 0; place < BEST; place += 1) {
      const k = best[place] ?? 0;
      const log = bestLog[place] ?? 0;
      if (log === -Infinity) break;
      general += Math.exp(log - top);
      user += Math.exp((height[k] ?? 0) + (logShare[k] ?? 0) - distance(own, k) - top);
    }
    return user > 0 ? clamp(Math.log(user / general), -MOST_SEGMENT, MOST_SEGMENT) : -MOST_SEGMENT;
  };

  const gather = ({ count, sum }: SpeedSums): void => {
    const top = bestLog[0] ?? 0;
    let total = 0;
    for (let place = 0; place < BEST; place += 1) total += Math.exp((bestLog[place] ?? 0) - top);
    for (let place = 0; place < BEST; place += 1) {
      const k = best[place] ?? 0;
      const weight = Math.exp((bestLog[place] ?? 0) - top) / total;
      count[k] = (count[k] ?? 0) + weight;
      for (let d = 0, i = k * dimensions; d < dimensions; d += 1, i += 1) {
        sum[i] = (sum[i] ?? 0) + weight * (x[d] ?? 0);
      }
    }
  };

  const shareOf = (count: number, k: number, total: number): number =>
    (count + SHARE_PRIOR * (shares[k] ?? 0)) / (total + SHARE_PRIOR);

  const meanOf = ({ count, sum }: SpeedSums, k: number, i: number): number =>
    ((sum[i] ?? 0) + MEAN_PRIOR * (means[i] ?? 0)) / ((count[k] ?? 0) + MEAN_PRIOR);

  const totalOf = ({ count }: SpeedSums): number => count.reduce((sum, value) => sum + value, 0);

  /** A segment of people in general, component by component, at the component's mean and its spread about it. */
  const expectedOfOthers = (logShare: Float64Array, own: Float64Array): number => {
    let expected = 0;
    for (let k = 0; k < components; k += 1) {
      let moved = 0;
      for (let i = k * dimensions; i < (k + 1) * dimensions; i += 1) {
        moved += ((own[i] ?? 0) - (means[i] ?? 0)) ** 2 * (halfPrecision[i] ?? 0);
      }
      expected += (shares[k] ?? 0) * Math.max((logShare[k] ?? 0) - moved, -MOST_SEGMENT);
    }
    return Math.min(expected, 0);
  };

  const adapt = (sums: SpeedSums): SpeedModel => {
    const total = totalOf(sums);
    const logShare = sums.count.map((count, k) => Math.log(shareOf(count, k, total) / (shares[k] ?? 1)));
    const own = means.map((_, i) => meanOf(sums, Math.floor(i / dimensions), i));
    return { logShare, means: own, ofOthers: expectedOfOthers(logShare, own) };
  };

  return {
    components,
    dimensions,
    adapt,
    emptySums: () => ({ count: new Float64Array(components), sum: new Float64Array(components * dimensions) }),
    take: (columns, row, user, sums) => {
      const segments = segmenter.load(columns, row);
      let total = 0;
      let taken = 0;
      for (let i = 0; i < segments; i += STRIDE) {
        segmenter.copy(i, segment);
        projection.project(segment, 0, x, 0);
        findBest();
        if (user !== null) total += ratioOf(user);
        if (sums !== null) gather(sums);
        taken += 1;
      }
      return taken === 0 ? 0 : ((total / taken) * Math.min(STRIDE * taken, MOST_SEGMENTS)) / TYPICAL_SEGMENTS;
    },
    holdNear: (sums, reference, most) => {
      const total = totalOf(sums);
      const before = totalOf(reference);
      const count = sums.count.map((value, k) => {
        const share = shareOf(reference.count[k] ?? 0, k, before);
        const held = clamp(shareOf(value, k, total), share * (1 - most), share * (1 + most));
        return Math.max(0, held * (total + SHARE_PRIOR) - SHARE_PRIOR * (shares[k] ?? 0));
      });
      const sum = sums.sum.map((_, i) => {
        const k = Math.floor(i / dimensions);
        const middle = meanOf(reference, k, i);
        const reach = most * Math.sqrt(variances[i] ?? 0);
        const held = clamp(meanOf(sums, k, i), middle - reach, middle + reach);
        return held * ((count[k] ?? 0) + MEAN_PRIOR) - MEAN_PRIOR * (means[i] ?? 0);
      });
      return { count, sum };
    },
  };
};
