/** Small samples of times, kept sorted in stretches of one flat array, and where a new time lies among them. */
import type { Random } from '../random.ts';

/** Most values in a sample. */
export const SAMPLE_CAPACITY = 48;

/** `groups` samples of up to {@link SAMPLE_CAPACITY} values each, changed in place. */
export interface SortedSamples {
  /** Whole milliseconds, ascending within each group. */
  readonly values: Int16Array;
  /** Values in each group. */
  readonly count: Uint8Array;
}

const LARGEST_MS = 0x7fff;

export const createSamples = (groups: number): SortedSamples => ({
  values: new Int16Array(groups * SAMPLE_CAPACITY),
  count: new Uint8Array(groups),
});

/** To whole milliseconds: coarse enough to keep no more of a clock than needed, fine enough for hands. */
const quantise = (ms: number): number => Math.max(-LARGEST_MS, Math.min(LARGEST_MS, Math.round(ms)));

/**
 * Adds a time. In a full sample it takes the place of a random one, so that a value stays for 48 additions on average:
 * the sample follows the user as habits change, while a reservoir over all time would stiffen.
 */
export const addSample = ({ values, count }: SortedSamples, group: number, ms: number, random: Random): void => {
  const value = quantise(ms);
  const start = group * SAMPLE_CAPACITY;
  const held = count[group] ?? 0;
  const full = held === SAMPLE_CAPACITY;
  let at = start + (full ? Math.floor(random() * SAMPLE_CAPACITY) : held);
  if (!full) count[group] = held + 1;
  const last = start + (full ? held : held + 1) - 1;
  // The hole wanders from where a value left to where the new one belongs.
  for (; at > start && (values[at - 1] ?? 0) > value; at--) values[at] = values[at - 1] ?? 0;
  for (; at < last && (values[at + 1] ?? 0) < value; at++) values[at] = values[at + 1] ?? 0;
  values[at] = value;
};

/**
 * Index of the first value of values[start…end) that is at least `value`. Halved without branches: which way the search
 * goes is chance, and a processor that guesses wrong half of the time loses more than it saves.
 */
const lowerBound = (values: Int16Array, start: number, end: number, value: number): number => {
  let low = start;
  let left = end - start;
  while (left > 1) {
    const half = left >> 1;
    low += half & -Number((values[low + half - 1] ?? 0) < value);
    left -= half;
  }
  return left === 1 ? low + Number((values[low] ?? 0) < value) : low;
};

/**
 * Tail area of a time among a group's values: F(x) up to the median, 1 − F(x) above it. F counts ties by half (mid-rank),
 * since clocks of 10–16 ms make most values ties. 0 outside all values, at most 0.5; NaN for an empty group.
 */
export const tailArea = ({ values, count }: SortedSamples, group: number, ms: number): number => {
  const value = quantise(ms);
  const start = group * SAMPLE_CAPACITY;
  const held = count[group] ?? 0;
  const below = lowerBound(values, start, start + held, value);
  const through = lowerBound(values, start, start + held, value + 1);
  const rank = (below + through) / 2 - start;
  return Math.min(rank, held - rank) / held;
};
