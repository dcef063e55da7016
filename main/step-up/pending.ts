/** What waits to be confirmed by a code: in memory only, for ten minutes and five tries. */
import { startStopwatch, type Clocks } from './stopwatch.ts';

export const PENDING_MS = 10 * 60_000;
const TRIES = 5;

export interface Pending {
  /** The new secret, or the new address. */
  readonly value: string;
  /** Who began it, for the audit log. */
  readonly by: string;
  isWaiting(): boolean;
  /** A code of it was wrong. */
  failed(): void;
}

export const createPending = (value: string, by: string, clocks: Clocks): Pending => {
  const age = startStopwatch(clocks);
  let triesLeft = TRIES;
  return {
    value,
    by,
    isWaiting: () => triesLeft > 0 && age() <= PENDING_MS,
    failed: () => {
      triesLeft -= 1;
    },
  };
};
