/** How long to wait before trying again: twice as long each time, from the start again after a long success. */

export const FIRST_DELAY_MS = 250;
export const LONGEST_DELAY_MS = 30_000;
export const RECOVERED_AFTER_MS = 60_000;

/** Gives the next delay, in ms, after an attempt that held for `aliveMs` (0 when it never ran). */
export const createBackoff = (): ((aliveMs: number) => number) => {
  let next = FIRST_DELAY_MS;
  return (aliveMs) => {
    if (aliveMs >= RECOVERED_AFTER_MS) next = FIRST_DELAY_MS;
    const delay = next;
    next = Math.min(2 * next, LONGEST_DELAY_MS);
    return delay;
  };
};
