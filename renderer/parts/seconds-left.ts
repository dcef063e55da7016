/** Whole seconds until a moment, never below zero: what a clock that counts down shows. */
export const secondsLeft = (untilIso: string, nowMs: number): number =>
  Math.max(0, Math.ceil((Date.parse(untilIso) - nowMs) / 1_000));
