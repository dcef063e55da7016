/** All records of a log, oldest first, some at a time, with what cannot be read narrowed down to the records it is about. */
import type { Database } from '../store/database.ts';
import { describeStorageFault } from '../store/storage-fault.ts';
import type { AuditRow } from './record-row.ts';
import { leaveSnapshot } from './snapshot.ts';

/** A record with its place in the hash chain. */
export interface HexRow extends AuditRow {
  /** Hexadecimal; empty: it was written before there was a chain. */
  readonly link: string;
}

interface Unreadable {
  readonly type: 'unreadable';
  readonly from: number;
  readonly to: number;
  readonly reason: string;
}

export type Stretch = { readonly type: 'rows'; readonly rows: readonly HexRow[] } | Unreadable;

const BATCH = 1_000;

const extended = (before: Unreadable | null, next: Unreadable): Unreadable => ({
  ...next,
  from: before?.from ?? next.from,
});

/** Makes one of unreadable stretches that follow each other. */
const joined = function* (stretches: Iterable<Stretch>): Generator<Stretch, void, void> {
  let unreadable: Unreadable | null = null;
  for (const stretch of stretches) {
    if (stretch.type === 'unreadable') {
      unreadable = extended(unreadable, stretch);
    } else if (stretch.rows.length > 0) {
      if (unreadable !== null) yield unreadable;
      unreadable = null;
      yield stretch;
    }
  }
  if (unreadable !== null) yield unreadable;
};

/** After record `first` and up to `last`. Rows come in ascending order; neighbouring unreadable records come as one stretch. */
export const walkRecords = function* (db: Database, first: number, last: number): Generator<Stretch, void, void> {
  const select = db.prepare<[number, number, number], HexRow>(
    'SELECT seq, at, kind, body, lower(hex(link)) AS link FROM records WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?',
  );

  /** Halves what fails until single records are left. */
  const salvage = function* (after: number, upTo: number): Generator<Stretch, void, void> {
    try {
      yield { type: 'rows', rows: select.all(after, upTo, BATCH) };
    } catch (error) {
      const reason = describeStorageFault(error);
      leaveSnapshot(db);
      if (upTo - after <= 1) {
        yield { type: 'unreadable', from: upTo, to: upTo, reason };
        return;
      }
      const middle = Math.floor((after + upTo) / 2);
      yield* salvage(after, middle);
      yield* salvage(middle, upTo);
    }
  };

  const stretches = function* (): Generator<Stretch, void, void> {
    let after = first;
    while (after < last) {
      try {
        const rows = select.all(after, last, BATCH);
        if (rows.length === 0) return;
        yield { type: 'rows', rows };
        after = rows.at(-1)?.seq ?? last;
      } catch (error) {
        describeStorageFault(error);
        leaveSnapshot(db);
        const upTo = Math.min(last, after + BATCH);
        yield* salvage(after, upTo);
        after = upTo;
      }
    }
  };

  yield* joined(stretches());
};
