/** Scales that tame heavy tails. None of them yields an infinite value for a finite time. */

/**
 * Shortest time told apart, ms: nobody presses, or moves from key to key, faster than a coarse clock ticks, so
 * anything below, down to the 0 of two events in one tick, is the clock and not the hand.
 */
const SHORTEST_MS = 8;
/** Scale of signed times, ms: about a typical flight. */
const SIGNED_SCALE_MS = 60;

/** Log of a duration in ms; NaN stays NaN. */
export const logMs = (ms: number): number => Math.log(ms < SHORTEST_MS ? SHORTEST_MS : ms);

/** asinh of a time in ms that may be negative (release to press under rollover), in units of 60 ms. */
export const signedMs = (ms: number): number => Math.asinh(ms / SIGNED_SCALE_MS);

/** Log of a quantity that is zero or more, floored at `least`. */
export const logAtLeast = (value: number, least: number): number => Math.log(value < least ? least : value);
