/** How fast long work goes, and how long it still takes. */

export interface Pace {
  /** A second; 0 as long as nothing is known. */
  readonly rate: number;
  /** Seconds; null as long as nothing is known. */
  readonly left: number | null;
}

/** @param done since it began or was gone on with, `elapsedMs` ago. */
export const paceOf = (done: number, remaining: number, elapsedMs: number): Pace => {
  if (done <= 0 || elapsedMs <= 0) return { rate: 0, left: null };
  const rate = (done / elapsedMs) * 1_000;
  return { rate, left: Math.max(0, remaining) / rate };
};

export const secondsInWords = (seconds: number | null): string => {
  if (seconds === null) return '?';
  const whole = Math.ceil(seconds);
  return whole < 60 ? `${String(whole)} s` : `${String(Math.floor(whole / 60))} min ${String(whole % 60)} s`;
};
