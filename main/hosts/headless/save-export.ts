/** Saves a text that the agent hands over piece by piece: whole and for its owner alone, or not at all. */
import { open, rename, rm } from 'node:fs/promises';
import type { CallResult } from '../../../contract/ipc.ts';
import { CodedError, unwrap } from '../../../contract/result.ts';
import type { ControlClient } from '../../control/control-client.ts';

const OWNER_ONLY = 0o600;

const failed = (path: string, cause: unknown): CodedError =>
  new CodedError(
    'storage-unavailable',
    `${path} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}. Choose another with --out.`,
    { cause },
  );

/**
 * @param path must not exist.
 * @throws CodedError `usage` where it exists, `storage-unavailable`, or what the agent says of the export.
 */
export const saveExport = async (
  client: ControlClient,
  { id }: CallResult<'data.export'>,
  path: string,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<void> => {
  const partial = `${path}.${String(process.pid)}.partial`;
  // The name is taken first, so that of two that save there one is told at once.
  const taken = await open(path, 'wx', OWNER_ONLY).catch((cause: unknown) => {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw failed(path, cause);
    throw new CodedError('usage', `${path} exists. Choose another name with --out.`);
  });
  await taken.close();
  try {
    const file = await open(partial, 'wx', OWNER_ONLY);
    try {
      for (let isLast = false; !isLast;) {
        const piece = unwrap(await client.call('export.next', { id }));
        await file.write(piece.text);
        onProgress(piece.done, piece.total);
        ({ isLast } = piece);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, path);
  } catch (cause) {
    await Promise.all([rm(partial, { force: true }), rm(path, { force: true })]);
    await client.call('export.end', { id });
    throw cause instanceof CodedError ? cause : failed(path, cause);
  }
};
