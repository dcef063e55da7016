/** Checks a log's chain, seals and head by the plainest means, for tests of the writer. */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { connectTo } from './sample-log.fixture.ts';
import { headPath, readHead } from './head-file.ts';

interface Row {
  readonly seq: number;
  readonly at: string;
  readonly kind: string;
  readonly body: string;
  readonly link: Buffer | null;
}

interface Sealed {
  readonly chain: number;
  readonly number: number;
  readonly seq: number;
  readonly at: string;
  readonly link: Buffer;
  readonly key: Buffer;
  readonly next: Buffer;
  readonly signature: Buffer;
}

const sha256 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const byte = (value: number): Uint8Array => new Uint8Array([value]);

const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

const isSigned = ({ chain, number, seq, at, link, key, next, signature }: Sealed): boolean => {
  const text = (bytes: Buffer): string => bytes.toString('base64');
  // Members in the order of their names.
  const signed = { at, chain, key: text(key), link: text(link), next: text(next), number, seq };
  const message = Buffer.from(`samehand-audit-seal-1\n${JSON.stringify(signed)}`);
  const publicKey = createPublicKey({ key: Buffer.concat([SPKI, key]), format: 'der', type: 'spki' });
  return verify(null, message, publicKey, signature);
};

/** Sentences on what is wrong. The last record must be the head's, or come after it. */
export const chainFaults = (path: string, key: Uint8Array): readonly string[] => {
  const faults: string[] = [];
  const found = readHead(headPath(path), key);
  const db = connectTo(path, key);
  const rows = db.prepare<[], Row>('SELECT * FROM records ORDER BY seq').all();
  const seals = db.prepare<[], Sealed>('SELECT * FROM seals ORDER BY chain, number').all();
  db.close();

  const trimmed = rows.findLast(({ kind }) => kind === 'audit-trimmed');
  const upTo = trimmed === undefined ? 0 : (JSON.parse(trimmed.body) as { readonly upTo: number }).upTo;
  const first = seals[0];
  if (first === undefined) return ['there is no seal'];
  const base = upTo === 0 ? sha256(byte(2), first.key) : seals.find(({ seq }) => seq === upTo)?.link;
  if (base === undefined) return [`no seal at ${String(upTo)}`];

  const links = new Map<number, Buffer>([[upTo, base]]);
  let seq = upTo;
  let link = base;
  for (const row of rows) {
    if (row.seq !== seq + 1) faults.push(`${String(row.seq)} follows ${String(seq)}`);
    const { at, body, kind } = row;
    const text = `{"at":${JSON.stringify(at)},"body":${body},"kind":${JSON.stringify(kind)},"seq":${String(row.seq)}}`;
    link = sha256(byte(1), link, sha256(byte(0), Buffer.from(text)));
    if (row.link !== null && !row.link.equals(link)) faults.push(`link of ${String(row.seq)}`);
    seq = row.seq;
    links.set(seq, link);
  }

  let before: Sealed | undefined;
  for (const seal of seals) {
    const name = `seal ${String(seal.chain)}/${String(seal.number)}`;
    if (!isSigned(seal)) faults.push(`${name} is not signed`);
    const follows =
      before?.chain === seal.chain
        ? seal.number === before.number + 1 && seal.key.equals(before.next)
        : seal.number === 0;
    if (!follows) faults.push(`${name} does not follow`);
    if (before?.chain === seal.chain && seal.seq < before.seq) faults.push(`${name} signs less than the one before`);
    const signed = links.get(seal.seq);
    if (seal.seq >= upTo && signed?.equals(seal.link) !== true) faults.push(`${name} signs another link`);
    before = seal;
  }

  if (found.kind !== 'read') faults.push(`the head: ${found.kind}`);
  else if (links.get(found.head.seq)?.equals(found.head.link) !== true) faults.push('the head names another link');
  return faults;
};
