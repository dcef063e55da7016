/** The lines of a proof out of a log: all seals in their order, and the leaves of what a filter leaves out. */
import type { ProofLine, Seal } from '../../contract/audit-proof.ts';
import { bytesToBase64 } from '../audit-proof/bytes.ts';
import { canonicalJson } from '../audit-proof/canonical-json.ts';
import { recordText } from '../audit-proof/chain.ts';
import type { Database } from '../store/database.ts';
import { bytesOfHex, leafHexOf } from './chain-hash.ts';
import type { ProofCursor, ProofPiece, ProofRange } from './reading.ts';
import type { AuditRow } from './record-row.ts';
import { sealOf, type SealRow } from './seal-rows.ts';
import type { SeqList } from './seq-list.ts';

/** Records and seals in a piece, about. */
const PIECE = 2_000;
const MOST_LEAVES = 1_000;

const lineOf = (line: ProofLine): string => canonicalJson(line);

/** Collects the leaves of records that follow each other into lines. */
const createOmitted = (lines: string[]) => {
  let from = 0;
  let leaves: string[] = [];
  const flush = (): void => {
    if (leaves.length > 0) lines.push(lineOf({ omitted: { from, leaves } }));
    leaves = [];
  };
  return {
    add: (seq: number, leaf: Uint8Array): void => {
      if (leaves.length === MOST_LEAVES || (leaves.length > 0 && seq !== from + leaves.length)) flush();
      if (leaves.length === 0) from = seq;
      leaves.push(bytesToBase64(leaf));
    },
    flush,
  };
};

type Seqs = Pick<SeqList, 'after'>;

/** `matches`: numbers of the records that the filter lets through; null: all. What it answers throws the driver's errors. */
export const createProofReader = (
  db: Database,
): ((matches: Seqs | null, range: ProofRange, from: ProofCursor | null) => ProofPiece) => {
  const seals = db.prepare<[number, number, number], SealRow>(
    'SELECT * FROM seals WHERE (chain, number) >= (?, ?) ORDER BY chain, number LIMIT ?',
  );
  const sealBefore = db
    .prepare<[number, number], number>(
      'SELECT seq FROM seals WHERE (chain, number) < (?, ?) ORDER BY chain DESC, number DESC LIMIT 1',
    )
    .pluck();
  const rows = db.prepare<[number, number, number], AuditRow>(
    'SELECT seq, at, kind, body FROM records WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?',
  );

  return (matches, { first, last }, from) => {
    const lines: string[] = [];
    const leaves: Uint8Array[] = [];
    const omitted = createOmitted(lines);

    /** Of the records that the export has, the next ones after this. */
    const exportedAfter = (seq: number, limit: number): readonly number[] | null =>
      matches?.after(seq, limit).filter((each) => each <= last) ?? null;
    const isAnyWithin = (after: number, upTo: number): boolean => {
      if (after >= last || upTo < first) return false;
      const next = exportedAfter(after, 1);
      return next === null || (next[0] ?? Infinity) <= upTo;
    };

    /** Looks at some records of a stretch; answers the last of them, or null when there are no more. */
    const takeRecords = (after: number, upTo: number, limit: number): number | null => {
      const some = rows.all(after, upTo, limit);
      const within = exportedAfter(after, limit);
      const exported = within === null ? null : new Set(within);
      for (const row of some) {
        const leaf = bytesOfHex(leafHexOf(recordText(row)));
        if (row.seq <= last && (exported === null || exported.has(row.seq))) {
          omitted.flush();
          leaves.push(leaf);
        } else {
          omitted.add(row.seq, leaf);
        }
      }
      omitted.flush();
      return some.length < limit ? null : (some.at(-1)?.seq ?? null);
    };

    let room = PIECE;
    let newest: Seal | null = null;
    let { chain, number } = from ?? { chain: 0, number: 0 };
    let before = sealBefore.get(chain, number) ?? 0;
    let after = from === null ? 0 : from.afterSeq;
    const piece = (afterSeq: number, isEnd: boolean): ProofPiece => ({
      lines,
      leaves: Buffer.concat(leaves),
      seal: newest,
      next: { chain, number, afterSeq },
      isEnd,
    });

    for (const row of seals.all(chain, number, PIECE)) {
      ({ chain, number } = row);
      const isBegun = after > before;
      if (isBegun || isAnyWithin(Math.max(before, first - 1), row.seq)) {
        // Tells a stretch of which all was exported from one of which nothing was.
        if (!isBegun) lines.push(lineOf({ omitted: { from: before + 1, leaves: [] } }));
        const reached = takeRecords(Math.max(before, after), row.seq, Math.max(1, room));
        if (reached !== null) return piece(reached, false);
        room -= row.seq - Math.max(before, after);
      }
      newest = sealOf(row);
      lines.push(lineOf({ seal: newest }));
      before = row.seq;
      after = row.seq;
      number += 1;
      room -= 1;
      if (room <= 0) return piece(after, false);
    }
    return piece(after, true);
  };
};
