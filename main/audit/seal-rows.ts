/** Seals as the database has them. */
import type { Seal } from '../../contract/audit-proof.ts';
import type { Database } from '../store/database.ts';

export interface SealRow {
  readonly chain: number;
  readonly number: number;
  readonly seq: number;
  readonly at: string;
  readonly link: Uint8Array;
  readonly key: Uint8Array;
  readonly next: Uint8Array;
  readonly signature: Uint8Array;
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

export const sealOf = ({ chain, number, seq, at, link, key, next, signature }: SealRow): Seal => ({
  chain,
  number,
  seq,
  at,
  link: text(link),
  key: text(key),
  next: text(next),
  signature: text(signature),
});

/** All throw the driver's errors. */
export interface SealRows {
  readonly insert: (seal: SealRow) => void;
  readonly newest: () => SealRow | null;
  /** Of one chain, from a number on, in their order. */
  readonly from: (chain: number, number: number) => readonly SealRow[];
  /** The newest that signs up to this record or one before it. */
  readonly upTo: (seq: number) => SealRow | null;
  /** The first of every chain, in their order. */
  readonly roots: () => readonly SealRow[];
}

export const createSealRows = (db: Database): SealRows => {
  const insert = db.prepare('INSERT INTO seals VALUES (@chain, @number, @seq, @at, @link, @key, @next, @signature)');
  const newest = db.prepare<[], SealRow>('SELECT * FROM seals ORDER BY chain DESC, number DESC LIMIT 1');
  const from = db.prepare<[number, number], SealRow>(
    'SELECT * FROM seals WHERE chain = ? AND number >= ? ORDER BY number',
  );
  const upTo = db.prepare<[number], SealRow>(
    'SELECT * FROM seals WHERE seq <= ? ORDER BY chain DESC, number DESC LIMIT 1',
  );
  const roots = db.prepare<[], SealRow>('SELECT * FROM seals WHERE number = 0 ORDER BY chain');
  return {
    insert: (seal) => void insert.run(seal),
    newest: () => newest.get() ?? null,
    from: (chain, number) => from.all(chain, number),
    upTo: (seq) => upTo.get(seq) ?? null,
    roots: () => roots.all(),
  };
};
