/** Archives of nobody, cheap to make: a passphrase is worth little work in them. */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createRandom } from '../../ml/random.ts';
import { encrypted } from './age-cipher.ts';
import { contentOf } from './archive-content.ts';
import type { ArchiveFacts } from './archive-header.ts';

export const PASSPHRASE = 'correct horse battery';
export const CHEAP = 4;
export const SCHEMA = 4;

export const FACTS: ArchiveFacts = {
  createdAt: '2026-01-05T09:00:00Z',
  program: '0.1.0',
  schemaVersion: SCHEMA,
  template: {
    slotSecret: new Uint8Array(32).fill(0xa1),
    databaseKey: new Uint8Array(32).fill(0xb2),
    userId: '00112233445566778899aabbccddeeff',
  },
  windows: 123,
  established: { keyboard: true, pointer: false },
};

/** Bytes as random as those of an encrypted database; the same number gives the same. */
export const databaseOf = (bytes: number): Uint8Array<ArrayBuffer> => {
  const random = createRandom(bytes);
  return Uint8Array.from({ length: bytes }, () => Math.floor(random() * 256));
};

export const encrypt = (content: AsyncIterable<Uint8Array>, passphrase = PASSPHRASE): Promise<Buffer> =>
  buffer(encrypted(content, passphrase, CHEAP));

export const archiveOf = (facts: ArchiveFacts, database: Uint8Array): Promise<Buffer> =>
  encrypt(contentOf(facts, database));

/** An archive whose content is this text, a profile or not. */
export const archiveOfText = (text: string): Promise<Buffer> =>
  encrypt(Readable.from([new TextEncoder().encode(text)]) as AsyncIterable<Uint8Array>);

export const put = (path: string, bytes: Uint8Array): string => {
  writeFileSync(path, bytes);
  return path;
};

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
