/** Looks through records and seals of an audit log in their order. Needs no more memory for more of them. */
import type { Seal } from '../../contract/audit-proof.ts';
import { base64ToBytes } from '../audit-proof/bytes.ts';
import { firstLink, recordText } from '../audit-proof/chain.ts';
import { createLinkChain, type Digests } from '../audit-proof/link-chain.ts';
import { createSealChain, type SealChain } from '../audit-proof/seal-chain.ts';
import { hexOf, leafHexOf, linkHexOf } from './chain-hash.ts';
import type { FaultList } from './fault-list.ts';
import { createGaps, recordsAtStart, recordsFromTo } from './gaps.ts';
import { recordFaults } from './record-faults.ts';
import type { AuditRow } from './record-row.ts';
import { sha256, verifySignature } from './signing-key.ts';
import type { HexRow, Stretch } from './walk-records.ts';

export interface Seen {
  readonly records: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
}

/** A link that was noted elsewhere: in the head file, in the keychain. */
export interface NotedLink {
  readonly seq: number;
  /** Hexadecimal. */
  readonly link: string;
  /** Told where another link is there. */
  readonly onOther: (firstSeq: number) => void;
}

export interface SequenceInput {
  readonly stretches: Iterable<Stretch>;
  readonly seals: Iterable<Seal>;
  /** The first record that should be there. */
  readonly first: number;
  /** The last number that was ever given out, as far as anything says it. */
  readonly given: number;
  readonly noted: readonly NotedLink[];
  /** Told of every record. */
  readonly onRow: (row: AuditRow) => void;
}

const LINK_DIGITS = 64;

const DIGESTS: Digests<string> = { linkOf: linkHexOf, areSame: (a, b) => a === b };

/**
 * Adds the faults of all records and seals, and yields the number reached after every stretch. A gap, or a stretch that
 * cannot be read, counts as one fault.
 */
export const verifySequence = function* (
  { stretches, seals, first, given, noted, onRow }: SequenceInput,
  faults: FaultList,
): Generator<number, Seen & { readonly sealed: SealChain }, void> {
  const remaining: Iterator<Seal, unknown> = seals[Symbol.iterator]();
  const nextSeal = (): Seal | null => {
    const next = remaining.next();
    return next.done === true ? null : next.value;
  };
  let seal = nextSeal();
  /** Records up to this one may have been written before there was a chain. */
  const unchained = seal?.chain === 0 && seal.number === 0 ? seal.seq : 0;
  const links = createLinkChain(
    DIGESTS,
    first === 1 && seal !== null ? hexOf(firstLink(sha256, base64ToBytes(seal.key))) : null,
  );
  const sealed = createSealChain(verifySignature, null);
  /** Up to this record everything was looked at, be it there or not. */
  let at = first - 1;
  /** The record at which `links` stands. */
  let linkAt = first - 1;
  /** Record of the last seal. */
  let sealAt = 0;
  const gaps = createGaps(faults);
  let records = 0;
  let firstSeq = 0;
  let lastSeq = 0;
  let before: HexRow | null = null;

  const takeSeal = (next: Seal): void => {
    const { faults: wrong, isSigned } = sealed.next(next);
    const from = Math.min(sealAt + 1, next.seq);
    for (const { fault, message } of wrong) {
      faults.add(fault, fault === 'restarted' ? next.seq : from, message, next.seq);
    }
    if (next.seq >= sealAt && isSigned) {
      if (next.seq !== linkAt) {
        // It signs one that is not there: what follows it is proved by it, what is left before it by nothing.
        if (lastSeq > sealAt) {
          const what = `${recordsAtStart(from, next.seq)} cannot be proved: the last of them, which is signed, cannot be read.`;
          faults.add('seal', from, what, next.seq);
        }
        links.skip();
      }
      linkAt = next.seq;
      if (!links.seal(hexOf(base64ToBytes(next.link)))) {
        const what = `${recordsAtStart(from, next.seq)} ${from === next.seq ? 'is' : 'are'} not what was signed there.`;
        faults.add('seal', from, what, next.seq);
      }
    }
    sealAt = Math.max(sealAt, next.seq);
  };

  /** Seals that sign nothing beyond this record. */
  const takeSeals = (upTo: number): void => {
    while (seal !== null && seal.seq <= upTo) {
      takeSeal(seal);
      seal = nextSeal();
    }
  };

  const checkNoted = (seq: number): void => {
    for (const each of noted) {
      if (each.seq === seq && !links.mayBe(each.link)) each.onOther(sealAt + 1);
    }
  };

  /** Compares the record's link with what could stand there. False where it is not proved by it. */
  const checkLink = ({ seq, link: stored }: HexRow, leaf: string): boolean => {
    const link = stored.length === LINK_DIGITS ? stored : null;
    if (link === null && seq > unchained) {
      faults.add('link', seq, `Record ${String(seq)} has no link, though it was written after the chain began.`);
    }
    if (gaps.areThere()) {
      const follows = links.recordAfterGap(leaf, link);
      gaps.name(follows ? 0 : seq);
      return follows;
    }
    if (links.record(leaf, link)) return link !== null;
    const what = `Record ${String(seq)}, or the one before it, is not what was written: its link does not fit.`;
    faults.add('link', seq, what);
    return false;
  };

  const takeRecord = (row: HexRow): void => {
    const { seq } = row;
    if (seq > at + 1) gaps.addMissing(at + 1, seq - 1);
    if (seal !== null && seal.seq < seq) takeSeals(seq - 1);
    const isChained = checkLink(row, leafHexOf(recordText(row)));
    for (const { fault, message } of recordFaults(row, before, isChained && seal !== null)) {
      faults.add(fault, seq, message);
    }
    if (records === 0) firstSeq = seq;
    records += 1;
    lastSeq = seq;
    at = seq;
    linkAt = seq;
    before = row;
    if (noted.length > 0) checkNoted(seq);
    onRow(row);
  };

  takeSeals(first - 1);
  for (const stretch of stretches) {
    if (stretch.type === 'unreadable') {
      if (stretch.from > at + 1) gaps.addMissing(at + 1, stretch.from - 1);
      gaps.addUnreadable(stretch.from, stretch.to, stretch.reason);
      at = stretch.to;
      lastSeq = stretch.to;
      before = null;
    } else {
      for (const row of stretch.rows) takeRecord(row);
    }
    yield lastSeq;
  }
  gaps.name(0);
  if (given > at) {
    faults.add('truncated', at + 1, `The log ends too early: ${recordsFromTo(at + 1, given)} had been written.`, given);
  }
  // Beyond that there are only seals made since it was asked.
  takeSeals(given);
  return { records, firstSeq, lastSeq, sealed };
};
