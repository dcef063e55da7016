/** Draws from the distributions that human timing follows. */
import { normal, type Random } from '../random.ts';

/** Share of draws in {@link tailed} that come from the wide component, and how much wider that is. */
const WIDE_SHARE = 0.05;
const WIDE_FACTOR = 2.5;
/** Brings the mixture back to a standard deviation of 1. */
const UNIT = 1 / Math.sqrt(1 - WIDE_SHARE + WIDE_SHARE * WIDE_FACTOR * WIDE_FACTOR);

/**
 * A variate of mean 0 and standard deviation 1 with heavier tails than a normal one (kurtosis about 5.7): log times
 * of real keystrokes have now and then a value that no normal distribution would give.
 */
export const tailed = (random: Random): number => normal(random) * (random() < WIDE_SHARE ? UNIT * WIDE_FACTOR : UNIT);

/** A log-normal variate with this median, in the median's unit; `spread` is the standard deviation of its logarithm. */
export const logNormal = (median: number, spread: number, random: Random): number =>
  median * Math.exp(spread * normal(random));

/** A geometric variate from 1 with this mean (≥ 1): how many of something come in one go. */
export const geometric = (mean: number, random: Random): number =>
  mean <= 1 ? 1 : 1 + Math.floor(Math.log(1 - random()) / Math.log(1 - 1 / mean));
