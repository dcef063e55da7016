/**
 * The hash chain: what stands for a record, and for all records up to it. SHA-256 with a byte in front that keeps leaves,
 * links and beginnings apart, as RFC 6962 keeps leaves and nodes apart.
 */

/** 32 bytes of SHA-256. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** A record as it is stored: `body` is canonical JSON of an object. */
export interface ChainedRecord {
  readonly seq: number;
  /** ISO 8601, UTC, to the second. */
  readonly at: string;
  readonly kind: string;
  readonly body: string;
}

const LEAF = 0;
const LINK = 1;
const BEGINNING = 2;
const DIGEST_BYTES = 32;

const encoder = new TextEncoder();

/** Canonical JSON (RFC 8785) of the whole record: what is hashed, and what the line of an export carries. */
export const recordText = ({ seq, at, kind, body }: ChainedRecord): string =>
  `{"at":${JSON.stringify(at)},"body":${body},"kind":${JSON.stringify(kind)},"seq":${String(seq)}}`;

/** What stands for one record: tells nothing of it to who does not know it. */
export const leafOf = (sha256: Sha256, text: string): Uint8Array => {
  const bytes = encoder.encode(text);
  const tagged = new Uint8Array(1 + bytes.length);
  tagged[0] = LEAF;
  tagged.set(bytes, 1);
  return sha256(tagged);
};

/** What stands for all records up to one, from what stands for those before it. */
export const linkOf = (sha256: Sha256, before: Uint8Array, leaf: Uint8Array): Uint8Array => {
  const tagged = new Uint8Array(1 + 2 * DIGEST_BYTES);
  tagged[0] = LINK;
  tagged.set(before, 1);
  tagged.set(leaf, 1 + DIGEST_BYTES);
  return sha256(tagged);
};

/** The link before the first record, bound to the root key of the first chain (32 bytes). */
export const firstLink = (sha256: Sha256, rootKey: Uint8Array): Uint8Array => {
  const tagged = new Uint8Array(1 + DIGEST_BYTES);
  tagged[0] = BEGINNING;
  tagged.set(rootKey, 1);
  return sha256(tagged);
};
