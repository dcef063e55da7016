/** How much is stored about a user, by kind, and since when. */
import type { Database } from './database.ts';

export const STORED_KINDS = ['profile', 'windows', 'verdicts', 'sessions', 'hours'] as const;
export type StoredKindName = (typeof STORED_KINDS)[number];

/** Times are whole seconds since 1970; null where there is nothing, or no time is kept. */
export interface StoredCount {
  readonly records: number;
  readonly oldest: number | null;
  readonly newest: number | null;
}

export interface Inventory {
  readonly of: (userId: string) => Readonly<Record<StoredKindName, StoredCount>>;
}

const COUNTS: Readonly<Record<StoredKindName, string>> = {
  profile: 'count(*) AS records, min(trained_at) AS oldest, max(trained_at) AS newest FROM profiles',
  windows: 'count(*) AS records, min(started_at) AS oldest, max(ended_at) AS newest FROM windows',
  verdicts: 'count(*) AS records, min(at) AS oldest, max(at) AS newest FROM verdicts',
  sessions:
    'count(*) AS records, min(started_at) AS oldest, max(coalesce(ended_at, last_activity_at, started_at)) AS newest FROM sessions',
  hours: 'count(*) AS records, NULL AS oldest, NULL AS newest FROM time_of_day',
};
const NOTHING: StoredCount = { records: 0, oldest: null, newest: null };

export const createInventory = (db: Database): Inventory => {
  const counts = STORED_KINDS.map(
    (kind) => [kind, db.prepare<[string], StoredCount>(`SELECT ${COUNTS[kind]} WHERE user_id = ?`)] as const,
  );
  return {
    of: (userId) =>
      Object.fromEntries(counts.map(([kind, select]) => [kind, select.get(userId) ?? NOTHING])) as Record<
        StoredKindName,
        StoredCount
      >,
  };
};
