/** Removes what the policy says is kept no longer. */
import type { Policy } from '../../contract/policy.ts';
import type { Repositories } from './repositories.ts';

const DAY_S = 86_400;

export interface Removed {
  readonly windows: number;
  readonly verdicts: number;
  readonly sessions: number;
}

/** `now` is whole seconds since 1970; `maxWindows` counts for each user and modality. */
export const applyRetention = (
  { windows, verdicts, sessions }: Repositories,
  retention: Pick<Policy['retention'], 'windowDays' | 'verdictDays' | 'sessionDays'>,
  maxWindows: number,
  now: number,
): Removed => ({
  verdicts: verdicts.prune(now - retention.verdictDays * DAY_S),
  windows: windows.prune(now - retention.windowDays * DAY_S) + windows.pruneToNewest(maxWindows),
  // Last, because a session stays for as long as something refers to it.
  sessions: sessions.prune(now - retention.sessionDays * DAY_S),
});
