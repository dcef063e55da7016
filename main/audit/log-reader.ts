/** Answers questions about an open audit log, in steps, so that none has to wait for the whole of another. */
import type { AuditFilter, AuditPage } from '../../contract/audit-reading.ts';
import type { AuditRecord } from '../../contract/audit.ts';
import type { Database } from '../store/database.ts';
import { isOpen, secondsOf } from './filter.ts';
import type { Matches } from './matches.ts';
import { createMatchingLists } from './matching-lists.ts';
import { MOST_AFTER, type AuditExtent, type AuditSlice } from './reading.ts';
import { recordOf, type AuditRow } from './record-row.ts';

/** Every `yield` is a place at which another question may be answered. */
export type Steps<T> = Generator<undefined, T, void>;

/** All throw the driver's errors. */
export interface LogReader {
  query(filter: AuditFilter, offset: number, limit: number): Steps<AuditPage>;
  after(filter: AuditFilter, afterSeq: number, limit: number): Steps<AuditSlice>;
  between(kinds: readonly string[], from: string, to: string, limit: number): readonly AuditRecord[];
  extent(): AuditExtent;
}

interface Ends {
  readonly first: number;
  readonly last: number;
}

interface Measured extends Ends {
  readonly total: number;
}

const isWhole = ({ first, last, total }: Measured): boolean => last - first + 1 === total;

const areConsecutive = (rows: readonly AuditRow[]): boolean =>
  rows.every((row, index) => index === 0 || row.seq === (rows[index - 1] as AuditRow).seq - 1);

export const createLogReader = (db: Database): LogReader => {
  const lists = createMatchingLists(db);
  const safe = String(Number.MAX_SAFE_INTEGER);
  const ends = db.prepare<[], Ends>(
    `SELECT coalesce((SELECT min(seq) FROM records WHERE seq >= 1), 0) AS first,
            coalesce((SELECT max(seq) FROM records WHERE seq <= ${safe}), 0) AS last`,
  );
  const countAll = db.prepare<[], number>('SELECT count(*) FROM records').pluck();
  const countAfter = db.prepare<[number], number>('SELECT count(*) FROM records WHERE seq > ?').pluck();
  const one = db.prepare<[number], AuditRow>('SELECT * FROM records WHERE seq = ?');
  const down = db.prepare<[number, number], AuditRow>(
    'SELECT * FROM records WHERE seq <= ? AND seq >= 1 ORDER BY seq DESC LIMIT ?',
  );
  const up = db.prepare<[number, number], AuditRow>(
    `SELECT * FROM records WHERE seq > ? AND seq <= ${safe} ORDER BY seq LIMIT ?`,
  );
  const within = db.prepare<[string, string, string, number], AuditRow>(
    `SELECT * FROM records INDEXED BY records_by_time
     WHERE at >= ? AND at <= ? AND kind IN (SELECT value FROM json_each(?)) ORDER BY at, seq LIMIT ?`,
  );

  /** Counting takes a tenth of a second for a million records; after that only new ones are counted. */
  let counted: { readonly upTo: number; readonly records: number } | null = null;
  const count = (last: number): number => {
    const records = counted === null ? (countAll.get() ?? 0) : counted.records + (countAfter.get(counted.upTo) ?? 0);
    counted = { upTo: last, records };
    return records;
  };

  /** In one transaction: a record that is added in between would not be in both numbers. */
  const measure = db.transaction((): Measured => {
    const { first, last } = ends.get() ?? { first: 0, last: 0 };
    return { first, last, total: count(last) };
  });

  const bringUpTo = function* (filter: AuditFilter, last: number): Steps<Matches> {
    const matches = lists.of(filter);
    while (!matches.reaches(last)) {
      matches.step(last);
      if (!matches.reaches(last)) yield;
    }
    return matches;
  };

  const recordsOf = (seqs: readonly number[]): readonly AuditRecord[] =>
    seqs.flatMap((seq) => {
      const row = one.get(seq);
      return row === undefined ? [] : [recordOf(row)];
    });

  /** Where no number is missing, a place in the log is a number; null where one turns out to be missing. */
  const pageByNumber = ({ last, total }: Measured, offset: number, limit: number): readonly AuditRow[] | null => {
    const rows = down.all(last - offset, limit);
    const expected = Math.max(0, Math.min(limit, total - offset));
    return rows.length === expected && areConsecutive(rows) ? rows : null;
  };

  return {
    query: function* (filter, offset, limit) {
      const measured = measure();
      if (isOpen(filter) && isWhole(measured)) {
        const rows = pageByNumber(measured, offset, limit);
        if (rows !== null) return { total: measured.total, offset, records: rows.map(recordOf) };
        counted = null;
        lists.clear();
      }
      const { seqs } = yield* bringUpTo(filter, measured.last);
      return { total: seqs.length(), offset, records: [...recordsOf(seqs.newest(offset, limit))] };
    },

    after: function* (filter, afterSeq, limit) {
      const most = Math.min(limit, MOST_AFTER);
      const { last, total } = measure();
      if (isOpen(filter)) return { total, records: up.all(afterSeq, most).map(recordOf) };
      const { seqs } = yield* bringUpTo(filter, last);
      return { total: seqs.length(), records: recordsOf(seqs.after(afterSeq, most)) };
    },

    between: (kinds, from, to, limit) => {
      const seconds = secondsOf({ kinds: [], from, to, text: '' });
      return within.all(seconds.from ?? '', seconds.to ?? '', JSON.stringify(kinds), limit).map(recordOf);
    },

    extent: () => {
      const { first, last, total } = measure();
      return { records: total, oldestAt: one.get(first)?.at ?? null, newestAt: one.get(last)?.at ?? null };
    },
  };
};
