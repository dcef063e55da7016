/** How long the agent could not see since it started. */

export interface BlindTime {
  /** Notes at `nowMs` whether the sensor runs from now on. */
  note(running: boolean, nowMs: number): void;
  /** Milliseconds without a running sensor up to `nowMs`. */
  total(nowMs: number): number;
}

export const createBlindTime = (startMs: number): BlindTime => {
  let sum = 0;
  let blindSince: number | null = startMs;
  return {
    note: (running, nowMs) => {
      if (running && blindSince !== null) {
        sum += Math.max(0, nowMs - blindSince);
        blindSince = null;
      } else if (!running) blindSince ??= nowMs;
    },
    total: (nowMs) => sum + (blindSince === null ? 0 : Math.max(0, nowMs - blindSince)),
  };
};
