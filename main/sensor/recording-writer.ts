/** Writes a recording as it happens: readable by its owner only, and under its name only once it is whole. */
import { constants } from 'node:fs';
import { access, copyFile, link, open, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { CodedError } from '../../contract/result.ts';
import { formatRow, RECORDING_HEADER } from './recording-format.ts';
import type { Emit } from './source.ts';

const OWNER_ONLY = 0o600;
/** Text gathered before it is compressed. */
const FLUSH_CHARACTERS = 16 * 1024;

export interface RecordingWriter {
  /** Adds an event, in time order. Time is shifted so that the first one is at 0. Key presses must not repeat. */
  readonly write: Emit;
  /** Resolves when all written so far has been handed to the file; for whoever writes faster than a hand can. */
  readonly drained: () => Promise<void>;
  /** What went wrong so far (a full disk), or null. */
  readonly failure: () => CodedError | null;
  /** Ends the file and gives it its name; rejects with the failure when there was one, and leaves no file then. */
  readonly finish: () => Promise<{ readonly events: number }>;
  /** Gives up: leaves no file. */
  readonly discard: () => Promise<void>;
}

const taken = (path: string): CodedError =>
  new CodedError('usage', `${path} is there already, and a recording is never overwritten; choose another name.`);

const failed = (path: string, cause: unknown): CodedError =>
  cause instanceof CodedError
    ? cause
    : new CodedError(
        'storage-unavailable',
        `${path} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`,
        { cause },
      );

const isTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EEXIST';

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Gives a whole file its name, unless that name has been taken meanwhile. */
const publish = async (partial: string, path: string): Promise<void> => {
  try {
    // A hard link, unlike a rename, refuses to replace a file. Not every file system has them.
    await link(partial, path).catch((error: unknown) => {
      if (isTaken(error)) throw error;
      return copyFile(partial, path, constants.COPYFILE_EXCL);
    });
  } catch (error) {
    throw isTaken(error) ? taken(path) : failed(path, error);
  }
  await rm(partial);
};

/**
 * Opens a recording for writing; until it is finished it is `<path>.partial`. Gzip unless the name ends in `.csv`.
 * Rejects with a `CodedError`: `usage` when either file exists, `storage-unavailable` when it cannot be made.
 */
export const createRecordingWriter = async (path: string): Promise<RecordingWriter> => {
  if (await exists(path)) throw taken(path);
  const partial = `${path}.partial`;
  const handle = await open(partial, 'wx', OWNER_ONLY).catch((error: unknown) => {
    throw isTaken(error) ? taken(partial) : failed(path, error);
  });
  const file = handle.createWriteStream({ flush: true });
  const head = path.endsWith('.csv') ? file : createGzip();
  let failure: CodedError | null = null;
  let wake = (): void => undefined;
  const onError = (cause: Error): void => {
    failure ??= failed(path, cause);
    wake();
  };
  file.on('error', onError);
  if (head !== file) {
    head.on('error', onError);
    head.pipe(file);
  }
  head.on('drain', () => {
    wake();
  });
  let text = `${RECORDING_HEADER}\n`;
  let origin: number | null = null;
  let events = 0;

  const flush = (): void => {
    if (text !== '' && failure === null) head.write(text);
    text = '';
  };
  const discard = async (): Promise<void> => {
    head.destroy();
    file.destroy();
    await handle.close().catch(() => undefined);
    await rm(partial, { force: true });
  };

  return {
    write: (timeMs, kind, code, x, y) => {
      origin ??= timeMs;
      text += formatRow(timeMs - origin, kind, code, x, y);
      events++;
      if (text.length >= FLUSH_CHARACTERS) flush();
    },
    drained: async () => {
      flush();
      if (failure !== null || !head.writableNeedDrain) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    },
    failure: () => failure,
    finish: async () => {
      try {
        flush();
        if (failure === null) {
          head.end();
          await finished(file);
        }
      } catch (error) {
        onError(error instanceof Error ? error : new Error(String(error)));
      }
      if (failure !== null) {
        await discard();
        throw failure;
      }
      await publish(partial, path);
      return { events };
    },
    discard,
  };
};
