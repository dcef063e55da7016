/** Answers questions about an open audit log, in steps, so that none has to wait for the whole of another. */
import type { AuditFilter, AuditPage } from '../../contract/audit-reading.ts';
import type { AuditRecord } from '../../contract/audit.ts';
import type { Database } from '../store/database.ts';
import { isOpen, secondsOf } from './filter.ts';
import type { Matches } from './matches.ts';
import { createMatchingLists } from './matching-lists.ts';
import { createProofReader } from './proof-reader.ts';
import {
  MOST_AFTER,
  type AuditExtent,
  type AuditSlice,
  type ProofCursor,
  type ProofPiece,
  type ProofRange,
  type ProvedRecord,
} from './reading.ts';
import { createRecordProver } from './record-prover.ts';
import { recordOf, type AuditRow } from './record-row.ts';

/** Every `yield` is a place at which another question may be answered. */
export type Steps<T> = Generator<undefined, T, void>;

/** All throw the driver's errors. */
export interface LogReader {
  query(filter: AuditFilter, offset: number, limit: number): Steps<AuditPage>;
  after(filter: AuditFilter, afterSeq: number, limit: number, upTo: number | null): Steps<AuditSlice>;
  record(seq: number): ProvedRecord | null;
  proof(filter: AuditFilter, range: ProofRange, from: ProofCursor | null): Steps<ProofPiece>;
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
  const proveRecord = createRecordProver(db);
  const readProof = createProofReader(db);
  const safe = String(Number.MAX_SAFE_INTEGER);
  const ends = db.prepare<[], Ends>(
    `SELECT coalesce((SELECT min(seq) FROM records WHERE seq >= 1), 0) AS first,
            coalesce((SELECT max(seq) FROM records WHERE seq <= ${safe}), 0) AS last`,
  );
  const countAll = db.prepare<[], number>('SELECT count(*) FROM records').pluck();
  const countAfter = db.prepare<[number], number>('SELECT count(*) FROM records WHERE seq > ?').pluck();
  const one = db.prepare<[number], AuditRow>('SELECT seq, at, kind, body FROM records WHERE seq = ?');
  const down = db.prepare<[number, number], AuditRow>(
    'SELECT seq, at, kind, body FROM records WHERE seq <= ? AND seq >= 1 ORDER BY seq DESC LIMIT ?',
  );
  const up = db.prepare<[number, number, number], AuditRow>(
    'SELECT seq, at, kind, body FROM records WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?',
  );
  const countUpTo = db.prepare<[number], number>('SELECT count(*) FROM records WHERE seq BETWEEN 1 AND ?').pluck();
  const within = db.prepare<[string, string, string, number], AuditRow>(
    `SELECT seq, at, kind, body FROM records INDEXED BY records_by_time
     WHERE at >= ? AND at <= ? AND kind IN (SELECT value FROM json_each(?)) ORDER BY at, seq LIMIT ?`,
  );

  /** Counting takes a tenth of a second for a million records; after that only new ones are counted. */
  let counted: { readonly upTo: number; readonly records: number } | null = null;
  /** The first record when it was last looked. */
  let begins = 0;
  const count = (last: number): number => {
    const records = counted === null ? (countAll.get() ?? 0) : counted.records + (countAfter.get(counted.upTo) ?? 0);
    counted = { upTo: last, records };
    return records;
  };

  /** In one transaction: a record that is added in between would not be in both numbers. */
  const measure = db.transaction((): Measured => {
    const { first, last } = ends.get() ?? { first: 0, last: 0 };
    // Records were trimmed: what was found of them is no longer there.
    if (first !== begins) {
      begins = first;
      counted = null;
      lists.clear();
    }
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

  /** Where no number is missing there is nothing to count. */
  const countTo = (measured: Measured, end: number): number =>
    isWhole(measured) ? Math.max(0, end - measured.first + 1) : (countUpTo.get(end) ?? 0);

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

    after: function* (filter, afterSeq, limit, upTo) {
      const most = Math.min(limit, MOST_AFTER);
      const measured = measure();
      const end = Math.min(upTo ?? Infinity, measured.last);
      if (isOpen(filter)) {
        const total = end < measured.last ? countTo(measured, end) : measured.total;
        return { total, records: up.all(afterSeq, end, most).map(recordOf) };
      }
      const { seqs } = yield* bringUpTo(filter, measured.last);
      const found = seqs.after(afterSeq, most).filter((seq) => seq <= end);
      return { total: seqs.countTo(end), records: recordsOf(found) };
    },

    record: (seq) => {
      const row = one.get(seq);
      return row === undefined ? null : proveRecord(row);
    },

    proof: function* (filter, range, from) {
      const matches = isOpen(filter) ? null : (yield* bringUpTo(filter, range.last)).seqs;
      return readProof(matches, range, from);
    },

    between: (kinds, from, to, limit) => {
      const seconds = secondsOf({ kinds: [], from, to, text: '' });
      return within.all(seconds.from ?? '', seconds.to ?? '', JSON.stringify(kinds), limit).map(recordOf);
    },

    extent: () => {
      const { first, last, total } = measure();
      return {
        records: total,
        firstSeq: first,
        lastSeq: last,
        oldestAt: one.get(first)?.at ?? null,
        newestAt: one.get(last)?.at ?? null,
      };
    },
  };
};
