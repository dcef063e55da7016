/**
 * The indices of an audit log held against its records while these are walked through, which is exact, and faster than
 * SQLite's own check by far. It does not say what is wrong, and gives up where an index would have to be sorted.
 */
import type { Database } from '../store/database.ts';
import type { AuditRow } from './record-row.ts';

const BATCH = 2_000;
/** Kinds that are followed; a log has some sixty. */
const MOST_KINDS = 200;

export interface IndexCheck {
  /** The next record, in the order of their numbers. */
  row(row: AuditRow): void;
  /** Once all have been told of: whether the indices hold them and nothing else, and no page is free. */
  areSound(): boolean;
}

/** Values that a query gives in their order, some at a time, each compared with one that is expected. */
const createFollower = <T>(more: (last: T | null) => readonly T[], areSame: (a: T, b: T) => boolean) => {
  let batch: readonly T[] = [];
  let index = 0;
  let last: T | null = null;
  const next = (): T | null => {
    if (index === batch.length) {
      batch = more(last);
      index = 0;
      last = batch.at(-1) ?? null;
    }
    const value = batch[index] ?? null;
    index += 1;
    return value;
  };
  return {
    isNext: (expected: T): boolean => {
      const value = next();
      return value !== null && areSame(value, expected);
    },
    isAtEnd: (): boolean => next() === null,
  };
};

const BY_TIME =
  'SELECT at, seq FROM records INDEXED BY records_by_time WHERE (at, seq) > (?, ?) ORDER BY at, seq LIMIT ?';
const BY_KIND = 'SELECT seq FROM records INDEXED BY records_by_kind WHERE kind = ? AND seq > ? ORDER BY seq LIMIT ?';
const COUNT = 'SELECT count(*) FROM records INDEXED BY records_by_kind';

type Place = Pick<AuditRow, 'seq' | 'at'>;

/** Nothing that it reads throws: what cannot be read is not sound. */
export const createIndexCheck = (db: Database): IndexCheck => {
  const times = createFollower<Place>(
    (last) => db.prepare<[string, number, number], Place>(BY_TIME).all(last?.at ?? '', last?.seq ?? 0, BATCH),
    (a, b) => a.seq === b.seq && a.at === b.at,
  );
  const kinds = new Map<string, ReturnType<typeof createFollower<number>>>();
  const followerOf = (kind: string): ReturnType<typeof createFollower<number>> => {
    const known = kinds.get(kind);
    if (known !== undefined) return known;
    const follower = createFollower<number>(
      (last) =>
        db
          .prepare<[string, number, number], number>(BY_KIND)
          .pluck()
          .all(kind, last ?? 0, BATCH),
      (a, b) => a === b,
    );
    kinds.set(kind, follower);
    return follower;
  };
  let records = 0;
  let isSound = true;

  const attempt = (check: () => boolean): void => {
    try {
      isSound = isSound && check();
    } catch {
      isSound = false;
    }
  };

  return {
    row: (row) => {
      if (!isSound) return;
      records += 1;
      attempt(() => times.isNext(row) && followerOf(row.kind).isNext(row.seq) && kinds.size <= MOST_KINDS);
    },
    areSound: () => {
      attempt(
        () =>
          times.isAtEnd() &&
          [...kinds.values()].every((follower) => follower.isAtEnd()) &&
          db.prepare<[], number>(COUNT).pluck().get() === records &&
          db.pragma('freelist_count', { simple: true }) === 0,
      );
      return isSound;
    },
  };
};
