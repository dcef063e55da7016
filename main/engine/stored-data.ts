/** What the engine's database holds about its user. */
import type { StoredKind, StoredSession } from '../../contract/stored-data.ts';
import type { Policy } from '../../contract/policy.ts';
import { unwrap } from '../../contract/result.ts';
import type { BehaviourStore } from '../store/behaviour-store.ts';
import { STORED_KINDS, type StoredKindName } from '../store/inventory.ts';
import type { Session } from '../store/sessions.ts';
import type { VerdictPage } from '../store/verdicts.ts';
import type { StoredWindow } from '../store/windows.ts';

/** Plain data, as it may cross threads. */
export interface StoredByEngine {
  readonly user: string;
  readonly kinds: readonly StoredKind[];
  /** Newest first. */
  readonly sessions: readonly StoredSession[];
}

export interface WindowPage {
  readonly windows: readonly StoredWindow[];
  /** Where to go on; null at the end. */
  readonly next: number | null;
}

/** Rows of one page: some milliseconds. */
const PAGE_ROWS = 250;

const iso = (seconds: number): string => new Date(seconds * 1_000).toISOString();
const isoOrNull = (seconds: number | null): string | null => (seconds === null ? null : iso(seconds));

const keptDays = (kind: StoredKindName, { windowDays, verdictDays, sessionDays }: Policy['retention']): number | null =>
  ({ profile: null, windows: windowDays, verdicts: verdictDays, sessions: sessionDays, hours: null })[kind];

const sessionOf = ({ startedAt, endedAt, counts, windows, prompts, locks, risk }: Session): StoredSession => ({
  startedAt: iso(startedAt),
  endedAt: isoOrNull(endedAt),
  keystrokes: counts.keyDown,
  pointerEvents: counts.pointerMove + counts.buttonDown + counts.buttonUp + counts.wheel,
  windows,
  prompts,
  locks,
  lowestTrust: Math.min(100, Math.max(0, 100 * (1 - risk))),
});

/** @throws CodedError `storage-unavailable`. */
export const storedByEngine = (
  store: BehaviourStore,
  user: string,
  policy: Policy,
  mostSessions: number,
): StoredByEngine =>
  unwrap(
    store.transaction(({ inventory, sessions }) => {
      const counts = inventory.of(user);
      return {
        user,
        kinds: STORED_KINDS.map((kind) => ({
          kind,
          records: counts[kind].records,
          oldestAt: isoOrNull(counts[kind].oldest),
          newestAt: isoOrNull(counts[kind].newest),
          keptDays: keptDays(kind, policy.retention),
        })),
        sessions: sessions.list(user, mostSessions).map(sessionOf),
      };
    }),
  );

/** @throws CodedError `storage-unavailable`. */
export const verdictPage = (store: BehaviourStore, user: string, from: number): VerdictPage =>
  unwrap(store.transaction(({ verdicts }) => verdicts.page(user, from, PAGE_ROWS)));

/** @throws CodedError `storage-unavailable`. */
export const windowPage = (store: BehaviourStore, user: string, from: number): WindowPage =>
  unwrap(store.transaction(({ windows }) => windows.page(user, from, PAGE_ROWS)));
