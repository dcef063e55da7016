/** Files that a command leaves behind: whole, or not there at all. */
import { access, constants, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { CodedError } from '../../../contract/result.ts';

const failed = (path: string, cause: unknown): CodedError =>
  new CodedError(
    'storage-unavailable',
    `${path} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`,
    { cause },
  );

/**
 * Says at once, before long work, that its outcome could not be written.
 *
 * @throws CodedError `storage-unavailable`.
 */
export const checkWritable = async (path: string): Promise<void> => {
  await access(dirname(resolve(path)), constants.W_OK).catch((cause: unknown) => {
    throw failed(path, cause);
  });
};

/** @throws CodedError `storage-unavailable`; a file of that name is as it was then. */
export const writeWhole = async (path: string, text: string): Promise<void> => {
  const partial = `${path}.${String(process.pid)}.partial`;
  try {
    await writeFile(partial, text);
    await rename(partial, path);
  } catch (cause) {
    await rm(partial, { force: true });
    throw failed(path, cause);
  }
};
