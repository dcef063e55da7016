/** The hashes of the chain, as fast as Node has them. The same as `audit-proof/chain.ts` says. */
import { hash } from 'node:crypto';

/** Of a record's text. The zero that marks a leaf is the same in UTF-8. */
export const nodeLeafOf = (text: string): Uint8Array => hash('sha256', `\0${text}`, 'buffer');

const LINK = 1;
const DIGEST_BYTES = 32;
const tagged = new Uint8Array(1 + 2 * DIGEST_BYTES);
tagged[0] = LINK;

export const nodeLinkOf = (before: Uint8Array, leaf: Uint8Array): Uint8Array => {
  tagged.set(before, 1);
  tagged.set(leaf, 1 + DIGEST_BYTES);
  return hash('sha256', tagged, 'buffer');
};
