/** How long to wait after a failure: ever longer, and never all machines at the same time. */
import type { Failure } from './receiver.ts';

const SECOND_MS = 1_000;
export const SHORTEST_WAIT_MS = 5 * SECOND_MS;
export const LONGEST_WAIT_MS = 3_600 * SECOND_MS;
/** Before the jitter, which doubles at most. */
const LONGEST_BASE_MS = LONGEST_WAIT_MS / 2;

/**
 * Between a base and its double: the base doubles with each failure in a row. A receiver that comes back after an outage
 * is so asked by a fleet over half an hour, not at once.
 *
 * @param failures in a row, from 1
 * @param random from 0 to 1
 */
export const waitAfter = (failures: number, { isPassing, retryAfterMs }: Failure, random: number): number => {
  const grown = isPassing ? Math.min(SHORTEST_WAIT_MS * 2 ** (failures - 1), LONGEST_BASE_MS) : LONGEST_BASE_MS;
  const asked = retryAfterMs === null ? grown : Math.min(Math.max(retryAfterMs, SHORTEST_WAIT_MS), LONGEST_BASE_MS);
  return Math.round(asked * (1 + random));
};
