/** Reads an archive from a file that anybody may have made. */
import { constants, lstatSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { CodedError } from '../../contract/result.ts';
import { BEGINNING_BYTES, checkBeginning, decrypted } from './age-cipher.ts';
import { readContent, type ArchiveContent } from './archive-content.ts';
import { MOST_ARCHIVE_BYTES } from './limits.ts';

const PIECE_BYTES = 256 * 1_024;
/** Windows knows only the first, and the others count as 0 there; what they keep away is refused by `lstat` too, but for a swap in between. */
const READ_ONLY = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

const invalid = (message: string): CodedError => new CodedError('backup-invalid', message);
const NO_FILE = 'This is no file but a folder, a link or a device. Give the path of an archive itself.';

/** Opening a pipe or a device may wait for ever or do something: it is looked at before. */
const openFile = async (path: string): Promise<FileHandle> => {
  if (!lstatSync(path).isFile()) throw invalid(NO_FILE);
  return await open(path, READ_ONLY);
};

const sizeOf = async (file: FileHandle): Promise<number> => {
  const stats = await file.stat();
  if (!stats.isFile()) throw invalid(NO_FILE);
  if (stats.size > MOST_ARCHIVE_BYTES) {
    throw invalid(
      `This file is larger than an archive may be (${String(MOST_ARCHIVE_BYTES / 1_024 ** 2)} MB). Choose another.`,
    );
  }
  return stats.size;
};

/** Never more than `bytes`, even while the file grows. */
const bytesOf = async function* (file: FileHandle, bytes: number): AsyncGenerator<Uint8Array, void> {
  for (let at = 0; at < bytes;) {
    const { bytesRead, buffer } = await file.read(new Uint8Array(Math.min(PIECE_BYTES, bytes - at)), { position: at });
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
    at += bytesRead;
  }
};

export interface ReadArchive extends ArchiveContent {
  readonly bytes: number;
}

/**
 * The whole content, all of it authenticated.
 *
 * @throws CodedError `backup-invalid`; the system's error where the file cannot be read.
 */
export const readArchive = async (path: string, passphrase: string, newestSchema: number): Promise<ReadArchive> => {
  const file = await openFile(path);
  try {
    const bytes = await sizeOf(file);
    const { buffer, bytesRead } = await file.read(new Uint8Array(BEGINNING_BYTES), { position: 0 });
    checkBeginning(buffer.subarray(0, bytesRead));
    return { ...(await readContent(decrypted(bytesOf(file, bytes), passphrase), newestSchema)), bytes };
  } finally {
    await file.close();
  }
};
