/** The seals of a log, one after another: each must be signed by the key that the one before it names. */
import type { AuditFaultKind } from '../../contract/audit-reading.ts';
import type { Seal } from '../../contract/audit-proof.ts';
import { base64ToBytes, keyToText, sameBytes } from './bytes.ts';
import { sealMessage, type VerifySignature } from './seal.ts';

const DIGEST_BYTES = 32;

export interface SealFault {
  readonly fault: Extract<AuditFaultKind, 'seal' | 'restarted'>;
  readonly message: string;
}

export interface SealFinding {
  readonly faults: readonly SealFault[];
  /** Whether the signature holds by the seal's own key: what the seal says is then what that key's owner said. */
  readonly isSigned: boolean;
}

export interface SealChain {
  next(seal: Seal): SealFinding;
  /** Null before the first. */
  readonly last: () => Seal | null;
  /** Up to this record all is signed by keys that follow from a root key that is trusted. */
  readonly sealedSeq: () => number;
  /** Root keys of all chains so far. */
  readonly roots: () => readonly Uint8Array[];
  readonly count: () => number;
}

const isDigest = (text: string): boolean => base64ToBytes(text).length === DIGEST_BYTES;

/** `trusted`: root keys that an auditor keeps; null: the first key is taken as it comes. */
export const createSealChain = (verify: VerifySignature, trusted: readonly Uint8Array[] | null): SealChain => {
  let before: Seal | null = null;
  let isUnbroken = true;
  let sealedSeq = 0;
  let count = 0;
  const roots: Uint8Array[] = [];

  const nameOf = ({ chain, number, seq }: Seal): string =>
    `Seal ${String(number)}${chain === 0 ? '' : ` of chain ${String(chain)}`}, at record ${String(seq)},`;

  const isTrusted = (key: Uint8Array): boolean => trusted === null || trusted.some((each) => sameBytes(each, key));

  /** What is wrong with the first seal of a chain. */
  const rootFaults = (seal: Seal, key: Uint8Array): readonly SealFault[] => {
    if (seal.chain > 0 && trusted === null) {
      return [
        {
          fault: 'restarted',
          message: `After record ${String(seal.seq)} a new chain began, with the key ${keyToText(key)}: the one before it could not go on.`,
        },
      ];
    }
    if (isTrusted(key)) return [];
    return [
      seal.chain > 0 && before !== null
        ? {
            fault: 'restarted',
            message: `After record ${String(seal.seq)} a new chain began, with the key ${keyToText(key)}, which is not among the keys given.`,
          }
        : { fault: 'seal', message: `${nameOf(seal)} is signed with ${keyToText(key)}, which is not the key given.` },
    ];
  };

  /** What is wrong with its place among the others. */
  const orderFaults = (seal: Seal): readonly SealFault[] => {
    const wrong = (what: string): readonly SealFault[] => [{ fault: 'seal', message: `${nameOf(seal)} ${what}.` }];
    if (before === null) {
      return seal.number === 0 ? [] : wrong('is not the first: those before it are missing');
    }
    const follows =
      (seal.chain === before.chain && seal.number === before.number + 1) ||
      (seal.chain === before.chain + 1 && seal.number === 0);
    if (!follows) return wrong(`does not follow the one before it, which is ${String(before.number)}`);
    if (seal.seq < before.seq) return wrong(`signs less than the one before it, at record ${String(before.seq)}`);
    if (seal.number > 0 && seal.key !== before.next)
      return wrong('is signed with another key than the one before it names');
    return [];
  };

  return {
    next: (seal) => {
      const key = base64ToBytes(seal.key);
      const isSigned =
        isDigest(seal.link) && isDigest(seal.next) && verify(key, sealMessage(seal), base64ToBytes(seal.signature));
      const order = orderFaults(seal);
      const faults: readonly SealFault[] = [
        ...(isSigned
          ? []
          : [{ fault: 'seal' as const, message: `${nameOf(seal)} has a signature that does not hold.` }]),
        ...order,
        ...(seal.number === 0 ? rootFaults(seal, key) : []),
      ];
      if (seal.number === 0) {
        roots.push(key);
        isUnbroken = isTrusted(key);
      }
      isUnbroken = isUnbroken && isSigned && order.length === 0;
      if (isUnbroken) sealedSeq = Math.max(sealedSeq, seal.seq);
      count += 1;
      before = seal;
      return { faults, isSigned };
    },
    last: () => before,
    sealedSeq: () => sealedSeq,
    roots: () => roots,
    count: () => count,
  };
};
