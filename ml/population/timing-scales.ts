/** The scales on which key timings are close to normal (log-normal holds and intervals; flight goes negative on rollover). */

const SHORTEST_MS = 8;
const LONGEST_MS = 1_500;
const EARLIEST_FLIGHT_MS = -800;
/** Where the flight scale turns from linear to logarithmic. */
const FLIGHT_SCALE_MS = 60;

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** Natural log of a dwell or press-to-press time, clipped to 8…1,500 ms. */
export const scaleInterval = (ms: number): number => Math.log(clamp(ms, SHORTEST_MS, LONGEST_MS));

/** Inverse hyperbolic sine of a flight time in units of 60 ms, clipped to −800…1,500 ms. */
export const scaleFlight = (ms: number): number =>
  Math.asinh(clamp(ms, EARLIEST_FLIGHT_MS, LONGEST_MS) / FLIGHT_SCALE_MS);

export const TIMING_KINDS = ['dwell', 'downDown', 'flight'] as const;
export type TimingKind = (typeof TIMING_KINDS)[number];

export const SCALES: Readonly<Record<TimingKind, (ms: number) => number>> = {
  dwell: scaleInterval,
  downDown: scaleInterval,
  flight: scaleFlight,
};
