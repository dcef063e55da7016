/** How usual an hour is for a user. */

/** With fewer windows an hour without any says nothing. */
const ENOUGH_WINDOWS = 200;
const HOURS = 24;
/** People are an hour early or late. */
const NEIGHBOUR = 0.5;

/**
 * 1 in hours at least as busy as half the mean, less in rarer ones, 0 in hours with nothing near them.
 *
 * @param hours windows learned, by hour of the day, 24 counts.
 * @param hour 0–23, local.
 * @returns null while too little is known.
 */
export const timeOfDayScore = (hours: readonly number[], hour: number): number | null => {
  const total = hours.reduce((sum, count) => sum + count, 0);
  if (total < ENOUGH_WINDOWS) return null;
  const at = (offset: number): number => hours[(hour + offset + HOURS) % HOURS] ?? 0;
  const smoothed = (at(0) + NEIGHBOUR * (at(-1) + at(1))) / (1 + 2 * NEIGHBOUR);
  return Math.min(1, smoothed / (total / HOURS / 2));
};
