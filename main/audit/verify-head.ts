/** What head file and keychain know of the end of a log, held against what is there. */
import type { AuditFaultKind } from '../../contract/audit-reading.ts';
import { base64ToBytes, keyToText } from '../audit-proof/bytes.ts';
import type { SealChain } from '../audit-proof/seal-chain.ts';
import type { FaultList } from './fault-list.ts';
import type { HeadFound } from './head-file.ts';
import type { AuditAnchor } from './anchor.ts';
import { hexOf } from './chain-hash.ts';
import type { NotedLink } from './verify-sequence.ts';

/** What is kept outside the database. */
export interface Outside {
  /** Null: none is kept, as for a log in memory. */
  readonly head: HeadFound | null;
  /** Null: there is no keychain, or nothing in it yet. */
  readonly anchor: AuditAnchor | null;
}

const beyond = (last: number, seq: number): string =>
  last + 1 === seq ? `record ${String(seq)}` : `records ${String(last + 1)} to ${String(seq)}`;

/** To be compared while the records are looked at. */
export const notedLinks = ({ head, anchor }: Outside, faults: FaultList): readonly NotedLink[] => {
  const noted = (fault: AuditFaultKind, where: string, seq: number, link: string): NotedLink => ({
    seq,
    link,
    onOther: (from) => {
      faults.add(fault, Math.min(from, seq), `Record ${String(seq)} is not the one that ${where} names.`, seq);
    },
  });
  return [
    ...(head?.kind === 'read' ? [noted('link', 'the head file', head.head.seq, hexOf(head.head.link))] : []),
    ...(anchor === null ? [] : [noted('replayed', 'the keychain', anchor.seq, hexOf(base64ToBytes(anchor.link)))]),
  ];
};

const checkHead = (found: HeadFound, sealed: SealChain, faults: FaultList): void => {
  if (found.kind === 'none') {
    if (sealed.count() > 0)
      faults.add('head', 0, 'The head file beside the log is missing: records cut off at the end would not show.');
    return;
  }
  if (found.kind === 'unreadable') {
    faults.add('head', 0, 'The head file beside the log is damaged: records cut off at the end would not show.');
    return;
  }
  const { seq, number, chain } = found.head;
  const newest = sealed.last();
  const isAhead =
    newest === null ? number > 0 : chain > newest.chain || (chain === newest.chain && number > newest.number + 1);
  if (isAhead) {
    const sealAt = newest?.seq ?? 0;
    faults.add(
      'truncated',
      sealAt + 1,
      'The last seals are missing: the head file names newer ones.',
      Math.max(seq, sealAt + 1),
    );
  }
};

/** `last`: the last record that is there. */
const checkAnchor = ({ root, seq }: AuditAnchor, last: number, sealed: SealChain, faults: FaultList): void => {
  if (!sealed.roots().some((key) => keyToText(key) === root)) {
    faults.add('replayed', 0, `This is another log than the one that the keychain names, whose key is ${root}.`);
  } else if (seq > last) {
    faults.add(
      'replayed',
      last + 1,
      `The log is older than the keychain knows it: ${beyond(last, seq)} had been written.`,
      seq,
    );
  }
};

/** Once all records were looked at. */
export const checkOutside = ({ head, anchor }: Outside, last: number, sealed: SealChain, faults: FaultList): void => {
  if (head !== null) checkHead(head, sealed, faults);
  if (anchor !== null) checkAnchor(anchor, last, sealed, faults);
};
