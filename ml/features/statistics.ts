/** Location and spread of small samples that clock rounding fills with ties. Segments `[from, to)` hold one value or more. */

/**
 * `centre` is the mean of the middle three tenths: as deaf to outliers as the median on heavy tails, yet smooth
 * where a 10–16 ms clock leaves few distinct values (a trimmed mean; Huber and Ronchetti, Robust Statistics, 2009). `spread` is the mean
 * distance from it over the middle four fifths. `lower` and `upper` are quartiles. All but `mean` need sorted values.
 */
export type Statistic = 'centre' | 'lower' | 'upper' | 'spread' | 'mean';

/** Sorts a segment in place. By insertion: segments are short, and nothing is allocated. */
export const sortSegment = (values: Float64Array, from: number, to: number): void => {
  for (let i = from + 1; i < to; i += 1) {
    const value = values[i] ?? 0;
    let j = i - 1;
    while (j >= from && (values[j] ?? 0) > value) {
      values[j + 1] = values[j] ?? 0;
      j -= 1;
    }
    values[j + 1] = value;
  }
};

/** Quantile of a sorted segment, interpolated between neighbours (type 7 of Hyndman and Fan 1996). */
export const quantile = (sorted: Float64Array, from: number, to: number, share: number): number => {
  const place = from + (to - from - 1) * share;
  const below = Math.floor(place);
  const low = sorted[below] ?? 0;
  const high = sorted[Math.min(below + 1, to - 1)] ?? 0;
  return low + (high - low) * (place - below);
};

/** Arithmetic mean of a segment. */
export const mean = (values: Float64Array, from: number, to: number): number => {
  let sum = 0;
  for (let i = from; i < to; i += 1) sum += values[i] ?? 0;
  return sum / (to - from);
};

/** Mean of a sorted segment without the `trim` share at either end; values on the border count in part. */
export const trimmedMean = (sorted: Float64Array, from: number, to: number, trim: number): number => {
  const count = to - from;
  const cut = count * trim;
  const whole = Math.floor(cut);
  const border = 1 - (cut - whole);
  const first = from + whole;
  const last = to - 1 - whole;
  if (first >= last) return quantile(sorted, from, to, 0.5);
  let sum = border * ((sorted[first] ?? 0) + (sorted[last] ?? 0));
  for (let i = first + 1; i < last; i += 1) sum += sorted[i] ?? 0;
  return sum / (count - 2 * cut);
};

const CENTRE_TRIM = 0.35;
const SPREAD_TRIM = 0.1;

/** Mean of the middle three tenths of a sorted segment. */
export const centre = (sorted: Float64Array, from: number, to: number): number =>
  trimmedMean(sorted, from, to, CENTRE_TRIM);

/** Mean distance of the middle four fifths of a sorted segment from its centre. */
export const spread = (sorted: Float64Array, from: number, to: number): number => {
  const middle = centre(sorted, from, to);
  const cut = Math.floor((to - from) * SPREAD_TRIM);
  let sum = 0;
  for (let i = from + cut; i < to - cut; i += 1) sum += Math.abs((sorted[i] ?? 0) - middle);
  return sum / (to - from - 2 * cut);
};

const LOWER_SHARE = 0.25;
const UPPER_SHARE = 0.75;

/** Statistics by name, of a segment that is sorted where the statistic needs it. */
export const STATISTICS: Readonly<Record<Statistic, (values: Float64Array, from: number, to: number) => number>> = {
  centre,
  spread,
  lower: (sorted, from, to) => quantile(sorted, from, to, LOWER_SHARE),
  upper: (sorted, from, to) => quantile(sorted, from, to, UPPER_SHARE),
  mean,
};
