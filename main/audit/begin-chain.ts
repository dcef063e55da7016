/** Begins a hash chain: on a new log, over the records of an older version, or where the former chain cannot go on. */
import type { AuditEvent } from '../../contract/audit.ts';
import { assertNever } from '../../contract/result.ts';
import { firstLink, leafOf, linkOf, recordText } from '../audit-proof/chain.ts';
import { isoSeconds } from '../transparency/iso-seconds.ts';
import { chained } from './chained.ts';
import type { Beginning, Tip } from './find-tip.ts';
import type { HeadFile } from './head-file.ts';
import type { HeadFault } from './head-slot.ts';
import type { RecordRows } from './record-rows.ts';
import { makeSeal } from './seal-maker.ts';
import type { SealRows } from './seal-rows.ts';
import { SIGNING_KEY_BYTES, rootKeyText, sha256, signingKey } from './signing-key.ts';

export interface BeginPorts {
  readonly records: RecordRows;
  readonly seals: SealRows;
  /** Null for a log in memory. */
  readonly head: HeadFile | null;
  /** Does all of it or nothing. */
  readonly transaction: (work: () => void) => void;
  readonly now: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
}

/** The link after the last record as it is found: its own, or computed for records of before there was a chain. */
const linkAsFound = ({ records, seals }: BeginPorts, newRoot: Uint8Array): Uint8Array => {
  const begin = firstLink(sha256, seals.roots()[0]?.key ?? newRoot);
  const last = records.last();
  if (last === null) return begin;
  if (last.link !== null) return last.link;
  const sealed = seals.upTo(last.seq);
  let link = sealed?.link ?? begin;
  for (const row of records.after(sealed?.seq ?? 0)) link = linkOf(sha256, link, leafOf(sha256, recordText(row)));
  return link;
};

const sentenceOf = (fault: HeadFault, lastSeq: number, given: number): string => {
  switch (fault) {
    case 'head':
      return 'The head of the log, which is kept beside it, is missing, damaged or of another log.';
    case 'truncated':
      return given > lastSeq
        ? `Records ${String(lastSeq + 1)} to ${String(given)} are gone: the end was cut off, or an older copy was put back.`
        : 'Seals are gone: an older copy of the log was put back.';
    case 'link':
      return 'The last records are not those that were chained.';
    case 'database':
      return 'The file of the log was damaged. It was set aside, with "damaged" and the time in its name.';
    case 'replayed':
      return 'The log is not the one that the keychain names, or an older copy of it: it was put back or removed, with its head.';
    default:
      return assertNever(fault);
  }
};

/** What the log says of it: a log in memory ends with the process, and says nothing. */
const announcement = ({ chain, given, fault }: Beginning, root: string, lastSeq: number): readonly AuditEvent[] => {
  if (fault === null) {
    const why = lastSeq === 0 ? 'new' : 'upgraded';
    return [{ kind: 'audit-chain-began', body: { chain, root, why, message: '' } }];
  }
  const message = sentenceOf(fault, lastSeq, given);
  const seq = given > lastSeq ? lastSeq + 1 : 0;
  return [
    { kind: 'audit-chain-began', body: { chain, root, why: 'restarted', message } },
    { kind: 'audit-fault-found', body: { fault, seq, message } },
  ];
};

/**
 * The head first says that the chain is to begin, so that a crash in the middle is made good at the next opening. Throws
 * the driver's errors, and `storage-unavailable`.
 */
export const beginChain = (ports: BeginPorts, beginning: Beginning): Tip => {
  const { records, seals, head, transaction, now, randomBytes } = ports;
  const { chain, given, fault } = beginning;
  const seed = randomBytes(SIGNING_KEY_BYTES);
  const root = signingKey(seed).publicKey;
  const seq = records.last()?.seq ?? 0;
  const link = linkAsFound(ports, root);
  head?.overwrite({ seq, link, given, chain, number: 0, seed, fault, isClosed: false });

  const at = isoSeconds(now());
  const made = makeSeal({ chain, number: 0, seq, at, link }, seed);
  const events = head === null ? [] : announcement(beginning, rootKeyText(root), seq);
  const rows = chained({ seq: given, link }, events, () => at);
  transaction(() => {
    if (given > 0) records.goOnAfter(given);
    seals.insert(made.seal);
    records.insert(rows);
  });

  const end = rows.at(-1) ?? { seq, link };
  const tip = { seq: end.seq, link: end.link, chain, number: 1, seed: made.nextSeed, sealedSeq: seq };
  head?.overwrite({ ...tip, given: tip.seq, fault: null, isClosed: false });
  seed.fill(0);
  return tip;
};
