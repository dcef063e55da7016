/** Fetches a text from the agent piece by piece into a file. */
import type { FileHandle } from 'node:fs/promises';
import type { CallResult } from '../../../../contract/ipc.ts';
import { CodedError, unwrap } from '../../../../contract/result.ts';
import type { ControlClient } from '../../../control/control-client.ts';
import { orWriteFailure } from './export-files.ts';

export interface FetchPorts {
  readonly client: Pick<ControlClient, 'call'>;
  /** Aborted: it ends after the piece that is on its way. */
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

/**
 * @returns how many lines came.
 * @throws CodedError `interrupted` when it was broken off; what is in the file by then stays there.
 */
export const fetchText = async (
  { client, signal, onProgress }: FetchPorts,
  { id }: Pick<CallResult<'data.export'>, 'id'>,
  { path, handle }: { readonly path: string; readonly handle: FileHandle },
): Promise<number> => {
  let lines = 0;
  for (;;) {
    if (signal.aborted) {
      await client.call('export.end', { id });
      throw new CodedError('interrupted', 'Broken off.');
    }
    const { text, done, total, isLast } = unwrap(await client.call('export.next', { id }));
    if (text !== '') await orWriteFailure(path, () => handle.appendFile(text));
    lines += text.split('\n').length - 1;
    onProgress(done, total);
    if (isLast) return lines;
  }
};
