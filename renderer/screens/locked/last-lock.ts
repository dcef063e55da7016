/** When the lock came that is in force, as the history has it. */
import type { HistoryEvent } from '../../../contract/history.ts';

/** ISO 8601; null where the last thing known is not a lock. */
export const lastLock = (events: readonly HistoryEvent[]): string | null => {
  const last = events.findLast(({ kind }) => kind === 'session-locked' || kind === 'session-unlocked');
  return last?.kind === 'session-locked' ? last.at : null;
};
