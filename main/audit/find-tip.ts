/** Where an audit log that is opened is to be carried on, by what is in the database and what its head says. */
import { leafOf, linkOf, recordText } from '../audit-proof/chain.ts';
import type { AuditAnchor } from './anchor.ts';
import type { HeadFound } from './head-file.ts';
import type { Head, HeadFault } from './head-slot.ts';
import type { RecordRows } from './record-rows.ts';
import type { SealRow, SealRows } from './seal-rows.ts';
import { nextSeed, rootKeyText, sha256, signingKey } from './signing-key.ts';

/** The end of a log whose chain can go on. */
export interface Tip {
  readonly seq: number;
  readonly link: Uint8Array;
  readonly chain: number;
  /** Of the next seal, and the seed of its key. */
  readonly number: number;
  readonly seed: Uint8Array;
  /** The last record that is signed. */
  readonly sealedSeq: number;
}

/** A chain that has to begin, over the records that are there. */
export interface Beginning {
  readonly chain: number;
  /** The first number that it gives out comes after this one. */
  readonly given: number;
  /** Null: there was no chain before. */
  readonly fault: HeadFault | null;
}

export type Found =
  { readonly kind: 'tip'; readonly tip: Tip } | { readonly kind: 'beginning'; readonly beginning: Beginning };

const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

const linkAt = (records: RecordRows, seals: SealRows, seq: number): Uint8Array | null => {
  const sealed = seals.upTo(seq);
  return records.linkAt(seq) ?? (sealed?.seq === seq ? sealed.link : null);
};

/** The link after the records that follow `seq`, or null where one of them does not chain. */
const follow = (records: RecordRows, seals: SealRows, { seq, link }: Head): Uint8Array | null => {
  const stored = linkAt(records, seals, seq);
  if (seq > 0 && (stored === null || !same(stored, link))) return null;
  let reached = link;
  for (const row of records.after(seq)) {
    reached = linkOf(sha256, reached, leafOf(sha256, recordText(row)));
    if (row.link === null || !same(row.link, reached)) return null;
  }
  return reached;
};

/** The seed of the seal after the newest, or null where the seals are not those of the head's keys. */
const evolve = (seals: SealRows, { chain, number, seed }: Head, newest: SealRow): Uint8Array | null => {
  let reached = seed;
  for (const seal of seals.from(chain, number)) {
    if (!same(signingKey(reached).publicKey, seal.key)) return null;
    reached = nextSeed(reached);
  }
  return same(signingKey(reached).publicKey, newest.next) ? reached : null;
};

/** Whether what the keychain knows is still there. What was removed by the policy can no longer be compared. */
const holds = (records: RecordRows, seals: SealRows, anchor: AuditAnchor, lastSeq: number): boolean => {
  if (anchor.seq > lastSeq || !seals.roots().some(({ key }) => rootKeyText(key) === anchor.root)) return false;
  const stored = linkAt(records, seals, anchor.seq);
  return stored === null || Buffer.from(stored).toString('base64') === anchor.link;
};

/**
 * The database is written first, then the head: after a crash the database may be ahead of the head by what chains from
 * it, and never behind. `anchor`: what the keychain knows of the log, if anything. Throws the driver's errors.
 */
export const findTip = (records: RecordRows, seals: SealRows, found: HeadFound, anchor: AuditAnchor | null): Found => {
  const last = records.last();
  const lastSeq = last?.seq ?? 0;
  const newest = seals.newest();
  const head = found.kind === 'read' ? found.head : null;
  const given = Math.max(records.given(), lastSeq, newest?.seq ?? 0, head?.given ?? 0, anchor?.seq ?? 0);
  const beginning = (chain: number, fault: HeadFault | null): Found => ({
    kind: 'beginning',
    beginning: { chain, given, fault },
  });

  if (head === null) {
    if (newest !== null) return beginning(newest.chain + 1, 'head');
    return anchor === null ? beginning(0, null) : beginning(1, 'replayed');
  }
  // It was interrupted before the first seal.
  if (head.number === 0 && head.chain > (newest?.chain ?? -1)) return beginning(head.chain, head.fault);
  if (newest === null) return beginning(head.chain + 1, 'truncated');
  const restarted = (fault: HeadFault): Found => beginning(Math.max(head.chain, newest.chain) + 1, fault);
  const isBehind = head.chain > newest.chain || (head.chain === newest.chain && head.number > newest.number + 1);
  if (isBehind || head.seq > lastSeq || records.given() > lastSeq) return restarted('truncated');
  if (head.chain < newest.chain) return restarted('head');
  const seed = evolve(seals, head, newest);
  if (seed === null) return restarted('head');
  const link = follow(records, seals, head);
  if (link === null) return restarted('link');
  if (anchor !== null && !holds(records, seals, anchor, lastSeq)) return restarted('replayed');
  const { chain, number, seq: sealedSeq } = newest;
  return { kind: 'tip', tip: { seq: lastSeq, link, chain, number: number + 1, seed, sealedSeq } };
};
