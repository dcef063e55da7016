/**
 * The hashes of the chain as `audit-proof/chain.ts` says, as text in hexadecimal digits: Node makes a text of a digest in
 * a third of the time in which it makes bytes, and the database too.
 */
import { hash } from 'node:crypto';

/** Of a record's text. The zero that marks a leaf is the same in UTF-8. */
export const leafHexOf = (text: string): string => hash('sha256', `\0${text}`, 'hex');

const LINK = 1;
const DIGEST_BYTES = 32;
const tagged = Buffer.alloc(1 + 2 * DIGEST_BYTES);
tagged[0] = LINK;

export const linkHexOf = (before: string, leaf: string): string => {
  tagged.write(before, 1, DIGEST_BYTES, 'hex');
  tagged.write(leaf, 1 + DIGEST_BYTES, DIGEST_BYTES, 'hex');
  return hash('sha256', tagged, 'hex');
};

export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

export const bytesOfHex = (hex: string): Buffer => Buffer.from(hex, 'hex');
