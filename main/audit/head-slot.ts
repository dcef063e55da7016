/** One of the two places of a head file: what is known of the log's end, encrypted and authenticated by the audit key. */
import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { SIGNING_KEY_BYTES } from './signing-key.ts';

/** Why a chain had to begin anew. */
export const HEAD_FAULTS = ['head', 'truncated', 'link', 'database', 'replayed'] as const;
export type HeadFault = (typeof HEAD_FAULTS)[number];

export interface Head {
  /** The last record that was answered for, and the link there. */
  readonly seq: number;
  readonly link: Uint8Array;
  /** The last number that was ever given out: beyond `seq` where records were lost. */
  readonly given: number;
  readonly chain: number;
  /** Of the next seal, and the seed of its key. 0: the chain has yet to begin. */
  readonly number: number;
  readonly seed: Uint8Array;
  /** Why the chain begins anew, while it has yet to. */
  readonly fault: HeadFault | null;
  /** The log was closed in good order after that. */
  readonly isClosed: boolean;
}

export interface Slot {
  /** Counts up with every writing: the higher one is the newer. */
  readonly counter: number;
  readonly head: Head;
}

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const MAGIC = Buffer.from('SaHead1\n');
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const NUMBER_BYTES = 6;
const LINK_BYTES = 32;
const PLAIN_BYTES = 5 * NUMBER_BYTES + LINK_BYTES + SIGNING_KEY_BYTES + 2;
export const SLOT_BYTES = MAGIC.length + NONCE_BYTES + PLAIN_BYTES + TAG_BYTES;

export const headKey = (auditKey: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', auditKey, new Uint8Array(0), 'samehand/1/audit-head', KEY_BYTES));

const encode = ({ counter, head }: Slot): Buffer => {
  const bytes = Buffer.alloc(PLAIN_BYTES);
  let at = 0;
  for (const number of [counter, head.seq, head.given, head.chain, head.number]) {
    at = bytes.writeUIntBE(number, at, NUMBER_BYTES);
  }
  bytes.set(head.link, at);
  bytes.set(head.seed, at + LINK_BYTES);
  bytes[PLAIN_BYTES - 2] = head.fault === null ? 0 : 1 + HEAD_FAULTS.indexOf(head.fault);
  bytes[PLAIN_BYTES - 1] = head.isClosed ? 1 : 0;
  return bytes;
};

const decode = (bytes: Buffer): Slot => {
  const numberAt = (index: number): number => bytes.readUIntBE(index * NUMBER_BYTES, NUMBER_BYTES);
  const linkAt = 5 * NUMBER_BYTES;
  const seedAt = linkAt + LINK_BYTES;
  return {
    counter: numberAt(0),
    head: {
      seq: numberAt(1),
      given: numberAt(2),
      chain: numberAt(3),
      number: numberAt(4),
      link: new Uint8Array(bytes.subarray(linkAt, seedAt)),
      seed: new Uint8Array(bytes.subarray(seedAt, seedAt + SIGNING_KEY_BYTES)),
      fault: HEAD_FAULTS[(bytes[PLAIN_BYTES - 2] ?? 0) - 1] ?? null,
      isClosed: bytes[PLAIN_BYTES - 1] === 1,
    },
  };
};

/** {@link SLOT_BYTES} long. `nonce`: 12 bytes, never twice the same with one key. */
export const sealSlot = (slot: Slot, key: Uint8Array, nonce: Uint8Array): Buffer => {
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(MAGIC);
  const plain = encode(slot);
  const encrypted = Buffer.concat([cipher.update(plain), cipher.final()]);
  plain.fill(0);
  return Buffer.concat([MAGIC, nonce, encrypted, cipher.getAuthTag()]);
};

/** Null for what was not written with this key, or not wholly. */
export const openSlot = (bytes: Buffer, key: Uint8Array): Slot | null => {
  if (bytes.length !== SLOT_BYTES || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) return null;
  const encryptedAt = MAGIC.length + NONCE_BYTES;
  const tagAt = encryptedAt + PLAIN_BYTES;
  try {
    const decipher = createDecipheriv(CIPHER, key, bytes.subarray(MAGIC.length, encryptedAt))
      .setAAD(MAGIC)
      .setAuthTag(bytes.subarray(tagAt));
    return decode(Buffer.concat([decipher.update(bytes.subarray(encryptedAt, tagAt)), decipher.final()]));
  } catch {
    return null;
  }
};
