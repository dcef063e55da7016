/** The decompressed bytes of a recording, as a stream in bounded memory. */
import { open, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { createGunzip } from 'node:zlib';
import { CodedError } from '../../contract/result.ts';

/** Most bytes in a chunk. */
export const CHUNK_BYTES = 64 * 1024;

export const invalidRecording = (path: string, what: string, options?: ErrorOptions): CodedError =>
  new CodedError('recording-invalid', `${basename(path)}: ${what}`, options);

const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

const openRecording = async (path: string): Promise<FileHandle> => {
  try {
    const handle = await open(path);
    if ((await handle.stat()).isFile()) return handle;
    await handle.close();
  } catch (cause) {
    const reason =
      errorCode(cause) === 'ENOENT' ? 'there is no such file' : `it cannot be opened (${errorCode(cause)})`;
    throw new CodedError('recording-missing', `${path}: ${reason}`, { cause });
  }
  throw invalidRecording(path, 'this is not a file');
};

const isGzip = async (handle: FileHandle): Promise<boolean> => {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
  return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
};

const gzipFault = (error: unknown): string =>
  errorCode(error) === 'Z_BUF_ERROR' ? 'the file ends too early; it was cut off' : 'the compressed data is damaged';

/**
 * The bytes of a recording in chunks of at most {@link CHUNK_BYTES}, decompressed if it is gzip. Throws a `CodedError`:
 * `recording-missing` when it cannot be opened, `recording-invalid` when it is damaged.
 */
export async function* recordingBytes(path: string): AsyncGenerator<Buffer, void> {
  const handle = await openRecording(path);
  const compressed = await isGzip(handle);
  if (!compressed && path.endsWith('.gz')) {
    await handle.close();
    throw invalidRecording(path, 'this is not a gzip file, as its name says');
  }
  const file = handle.createReadStream({ start: 0, highWaterMark: CHUNK_BYTES });
  const gunzip = compressed ? createGunzip({ chunkSize: CHUNK_BYTES }) : null;
  if (gunzip !== null) {
    file.once('error', (error) => gunzip.destroy(error));
    file.pipe(gunzip);
  }
  try {
    for await (const chunk of gunzip ?? file) yield chunk as Buffer;
  } catch (cause) {
    const fault = errorCode(cause).startsWith('Z_') ? gzipFault(cause) : `it cannot be read (${errorCode(cause)})`;
    throw invalidRecording(path, fault, { cause });
  } finally {
    gunzip?.destroy();
    file.destroy();
  }
}
