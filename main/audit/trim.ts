/** What of the log may go, as the policy has it: whole stretches up to a seal, from which the rest can still be proved. */
import type { Database } from '../store/database.ts';

export interface TrimRule {
  /** ISO 8601: what was sealed before this may go. */
  readonly olderThan: string;
  /** Beyond this size the oldest go, however young. */
  readonly mostBytes: number;
  /** Nothing after this record goes: it is still needed elsewhere. */
  readonly keepAfter: number;
}

export interface TrimPlan {
  readonly upTo: number;
  readonly records: number;
  /** ISO 8601: all that goes was sealed before this. */
  readonly olderThan: string;
}

/** Deleting holds up the agent: more than this goes at another time, unless one stretch is longer. */
const MOST_AT_ONCE = 5_000;

const bytesOf = (db: Database): number => {
  const pragma = (name: string): number => db.pragma(name, { simple: true }) as number;
  return (pragma('page_count') - pragma('freelist_count')) * pragma('page_size');
};

const one = (db: Database, sql: string, ...values: readonly (number | string)[]): number | null =>
  db
    .prepare<(number | string)[], number | null>(sql)
    .pluck()
    .get(...values) ?? null;

/** The last record that is too many, by the size that records have on average; 0 where none is. */
const tooManyUpTo = (db: Database, first: number, mostBytes: number): number => {
  const bytes = bytesOf(db);
  if (bytes <= mostBytes) return 0;
  const records = one(db, 'SELECT count(*) FROM records') ?? 0;
  return first - 1 + Math.ceil(((bytes - mostBytes) / bytes) * records);
};

/** Null where nothing is to go. Throws the driver's errors. */
export const planTrim = (db: Database, { olderThan, mostBytes, keepAfter }: TrimRule): TrimPlan | null => {
  const first = one(db, 'SELECT min(seq) FROM records');
  if (first === null) return null;
  // Seals in their order up to the first that is young: a clock that was wrong once lets nothing young go.
  const young = one(db, 'SELECT min(seq) FROM seals WHERE at >= ? AND seq >= ?', olderThan, first);
  const lastOld = one(db, 'SELECT max(seq) FROM seals WHERE seq < ?', young ?? Number.MAX_SAFE_INTEGER) ?? 0;
  const excess = tooManyUpTo(db, first, mostBytes);
  const lastExcess = excess === 0 ? 0 : (one(db, 'SELECT min(seq) FROM seals WHERE seq >= ?', excess) ?? 0);
  const allowed = Math.min(Math.max(lastOld, lastExcess), keepAfter);
  const nearest = one(db, 'SELECT min(seq) FROM seals WHERE seq >= ?', first) ?? 0;
  const most = Math.min(allowed, Math.max(first - 1 + MOST_AT_ONCE, nearest));
  const upTo = one(db, 'SELECT max(seq) FROM seals WHERE seq <= ? AND seq >= ?', most, first);
  if (upTo === null) return null;
  const records = one(db, 'SELECT count(*) FROM records WHERE seq <= ?', upTo) ?? 0;
  if (upTo <= lastOld) return { upTo, records, olderThan };
  const sealedAt = db.prepare<[number], string>('SELECT at FROM seals WHERE seq = ?').pluck().get(upTo);
  return { upTo, records, olderThan: sealedAt ?? olderThan };
};
