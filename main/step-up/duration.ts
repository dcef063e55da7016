/** Lengths of time as people say them. */

const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 3_600;

const counted = (count: number, unit: string): string => `${String(count)} ${unit}${count === 1 ? '' : 's'}`;

/** In the unit that leaves a number easy to read, rounded. */
export const describeSeconds = (seconds: number): string => {
  if (seconds < 1.5 * MINUTE_SECONDS) return counted(Math.round(seconds), 'second');
  if (seconds < 1.5 * HOUR_SECONDS) return counted(Math.round(seconds / MINUTE_SECONDS), 'minute');
  return counted(Math.round(seconds / HOUR_SECONDS), 'hour');
};

/** @param seconds the authenticator's clock against the workstation's */
export const describeDrift = (seconds: number): string =>
  `The authenticator’s clock is about ${describeSeconds(Math.abs(seconds))} ${seconds < 0 ? 'behind' : 'ahead of'} this workstation’s. Correct the clock that is wrong.`;
