/** What is inside the encryption: the header's line, and the database byte by byte. */
import { createHash } from 'node:crypto';
import { CodedError, unwrap } from '../../contract/result.ts';
import {
  MOST_HEADER_BYTES,
  decodeHeader,
  encodeHeader,
  type ArchiveFacts,
  type ArchiveHeader,
} from './archive-header.ts';
import { MOST_DATABASE_BYTES } from './limits.ts';

/** What is encrypted at once; the format's own pieces have this size. */
const PIECE_BYTES = 64 * 1_024;
const LINE_END = 0x0a;

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const pieces = async function* (header: Uint8Array, database: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield await Promise.resolve(header);
  for (let at = 0; at < database.length; at += PIECE_BYTES) yield database.subarray(at, at + PIECE_BYTES);
};

/** The content in pieces, and the header's summary of the database. */
export const contentOf = (facts: ArchiveFacts, database: Uint8Array): AsyncGenerator<Uint8Array, void> =>
  pieces(encodeHeader(facts, { bytes: database.length, sha256: sha256(database) }), database);

export interface ArchiveContent {
  readonly header: ArchiveHeader;
  readonly database: Uint8Array<ArrayBuffer>;
}

const invalid = (what: string): CodedError =>
  new CodedError(
    'backup-invalid',
    `This archive is not complete (${what}). Copy the file again, or take another archive.`,
  );

/** The first line, and what came with its end. */
const headerFrom = async (
  content: AsyncIterator<Uint8Array>,
  newestSchema: number,
): Promise<{ readonly header: ArchiveHeader; readonly rest: Uint8Array }> => {
  let seen = Buffer.alloc(0);
  for (;;) {
    const end = seen.indexOf(LINE_END);
    if (end >= 0 && end <= MOST_HEADER_BYTES) {
      const header = unwrap(decodeHeader(seen.subarray(0, end).toString('utf8'), newestSchema));
      return { header, rest: seen.subarray(end + 1) };
    }
    const next: IteratorResult<Uint8Array, unknown> =
      seen.length > MOST_HEADER_BYTES ? { done: true, value: null } : await content.next();
    if (next.done === true) throw invalid('it has no header');
    seen = Buffer.concat([seen, next.value]);
  }
};

/**
 * Reads content to its end, and gives nothing of it before all of it is known to be as it was written.
 *
 * @throws CodedError `backup-invalid`
 */
export const readContent = async (pieces: AsyncIterable<Uint8Array>, newestSchema: number): Promise<ArchiveContent> => {
  const content = pieces[Symbol.asyncIterator]();
  try {
    const { header, rest } = await headerFrom(content, newestSchema);
    const { bytes, sha256: expected } = header.database;
    if (bytes > MOST_DATABASE_BYTES) throw invalid('its database is larger than an archive may be');
    const database = new Uint8Array(bytes);
    let filled = 0;
    const add = (piece: Uint8Array): void => {
      if (filled + piece.length > bytes) throw invalid('it is longer than it says');
      database.set(piece, filled);
      filled += piece.length;
    };
    add(rest);
    for (let next = await content.next(); next.done !== true; next = await content.next()) add(next.value);
    if (filled < bytes) throw invalid('it is shorter than it says');
    if (sha256(database) !== expected) throw invalid('its database is not the one that was stored');
    return { header, database };
  } finally {
    await content.return?.();
  }
};
