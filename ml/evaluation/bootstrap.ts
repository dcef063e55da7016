/** Uncertainty of a mean over people. */
import type { Random } from '../random.ts';

export interface Estimate {
  readonly mean: number;
  readonly median: number;
  /** Percentile bootstrap interval of the mean. */
  readonly ci95: readonly [low: number, high: number];
}

const RESAMPLES = 2_000;

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The value below which a share of the ascending values lies (type 7 of Hyndman and Fan). */
export const quantileOf = (values: readonly number[], share: number): number => {
  const ordered = values.toSorted((a, b) => a - b);
  const position = (ordered.length - 1) * share;
  const low = ordered[Math.floor(position)] ?? NaN;
  return low + (position % 1) * ((ordered[Math.ceil(position)] ?? low) - low);
};

/**
 * Mean and median over people with a 95 % interval: people are resampled, not scores, as scores of one person hang
 * together (Efron and Tibshirani 1993).
 *
 * @param values one a person; null when there are none.
 */
export const estimateMean = (values: readonly number[], random: Random): Estimate | null => {
  if (values.length === 0) return null;
  const means = Array.from({ length: RESAMPLES }, () => {
    const drawn = values.map(() => values[Math.floor(random() * values.length)] ?? 0);
    return meanOf(drawn);
  });
  return {
    mean: meanOf(values),
    median: quantileOf(values, 0.5),
    ci95: [quantileOf(means, 0.025), quantileOf(means, 0.975)],
  };
};

/** A sum over people in relation to another, such as wrong locks to actions. */
export interface Ratio {
  readonly value: number;
  readonly ci95: readonly [low: number, high: number];
}

/**
 * The ratio of the sums with a 95 % interval, people resampled as in {@link estimateMean}; null where the divisor is 0. Of
 * events that nobody had it knows no better than that: the interval is 0 to 0.
 */
export const estimateRatio = (
  people: readonly { readonly count: number; readonly of: number }[],
  random: Random,
): Ratio | null => {
  const ratioOf = (some: readonly { readonly count: number; readonly of: number }[]): number =>
    some.reduce((sum, { count }) => sum + count, 0) / some.reduce((sum, { of }) => sum + of, 0);
  const value = ratioOf(people);
  if (!Number.isFinite(value)) return null;
  const ratios = Array.from({ length: RESAMPLES }, () =>
    ratioOf(people.map(() => people[Math.floor(random() * people.length)] ?? { count: 0, of: 0 })),
  ).filter(Number.isFinite);
  return { value, ci95: [quantileOf(ratios, 0.025), quantileOf(ratios, 0.975)] };
};
