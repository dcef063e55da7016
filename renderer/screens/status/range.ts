/** The stretch of time that the curve shows. */

export const SPANS = ['day', 'hour'] as const;
export type Span = (typeof SPANS)[number];

export interface Range {
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
}

const HOUR_MS = 3_600_000;

/**
 * The last hour, or a day of the reader's calendar, `daysBack` before today; today ends now. Days are as long as the
 * calendar has them, so that those with a change of clocks are whole.
 */
export const rangeOf = (span: Span, daysBack: number, now: number): Range => {
  if (span === 'hour') return { from: now - HOUR_MS, to: now };
  const today = new Date(now);
  const midnight = (shift: number): number =>
    new Date(today.getFullYear(), today.getMonth(), today.getDate() - daysBack + shift).getTime();
  return { from: midnight(0), to: daysBack === 0 ? now : midnight(1) };
};
