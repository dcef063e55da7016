/** Records as the log's writer stores and finds them. */
import type { ChainedRecord } from '../audit-proof/chain.ts';
import type { Database } from '../store/database.ts';

export interface LinkedRow extends ChainedRecord {
  /** Null for a record of before there was a chain. */
  readonly link: Uint8Array | null;
}

/** All throw the driver's errors. */
export interface RecordRows {
  /** All or none. */
  readonly insert: (rows: readonly LinkedRow[]) => void;
  readonly last: () => LinkedRow | null;
  readonly linkAt: (seq: number) => Uint8Array | null;
  readonly after: (seq: number) => Iterable<LinkedRow>;
  /** The last number that was ever given out. */
  readonly given: () => number;
  /** The next number is beyond this one. */
  readonly goOnAfter: (seq: number) => void;
  readonly count: () => number;
}

export const createRecordRows = (db: Database): RecordRows => {
  const insert = db.prepare('INSERT INTO records (seq, at, kind, body, link) VALUES (@seq, @at, @kind, @body, @link)');
  const insertAll = db.transaction((rows: readonly LinkedRow[]) => {
    for (const row of rows) insert.run(row);
  });
  const last = db.prepare<[], LinkedRow>('SELECT * FROM records ORDER BY seq DESC LIMIT 1');
  const linkAt = db.prepare<[number], Uint8Array | null>('SELECT link FROM records WHERE seq = ?').pluck();
  const after = db.prepare<[number], LinkedRow>('SELECT * FROM records WHERE seq > ? ORDER BY seq');
  const given = db.prepare<[], number>(`SELECT seq FROM sqlite_sequence WHERE name = 'records'`).pluck();
  const count = db.prepare<[], number>('SELECT count(*) FROM records').pluck();
  const raise = db.prepare<[number]>(`UPDATE sqlite_sequence SET seq = ? WHERE name = 'records'`);
  const begin = db.prepare<[number]>(`INSERT INTO sqlite_sequence (name, seq) VALUES ('records', ?)`);
  return {
    insert: (rows) => {
      const [only] = rows;
      if (rows.length === 1 && only !== undefined) insert.run(only);
      else insertAll(rows);
    },
    last: () => last.get() ?? null,
    linkAt: (seq) => linkAt.get(seq) ?? null,
    after: (seq) => after.iterate(seq),
    given: () => given.get() ?? 0,
    goOnAfter: (seq) => {
      if (raise.run(seq).changes === 0) begin.run(seq);
    },
    count: () => count.get() ?? 0,
  };
};
