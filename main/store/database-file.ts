/** The file under a database: its folder, its owner-only mode, and what can be told of it without opening it. */
import { chmodSync, closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { err, ok, type Result } from '../../contract/result.ts';

const OWNER_ONLY_FILE = 0o600;
const OWNER_ONLY_FOLDER = 0o700;
const OTHERS = 0o077;

const hasContent = (path: string): boolean => (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0;

/** Whether the write-ahead log holds pages that a crash kept from reaching the main file. */
export const hasHotLog = (path: string): boolean => hasContent(`${path}-wal`);

/** Whether there is anything in a database's files. */
export const databaseExists = (path: string): boolean => hasContent(path) || hasHotLog(path);

/**
 * Makes the folder and an empty file before SQLite would with its own, wider mode; SQLite then gives the log and the
 * shared-memory file the same mode.
 */
export const createDatabaseFile = (path: string): Result<null, 'storage-unavailable'> => {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: OWNER_ONLY_FOLDER });
    closeSync(openSync(path, 'a', OWNER_ONLY_FILE));
    return ok(null);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return err(
      'storage-unavailable',
      `${path} cannot be written (${reason}). Check the folder, its owner and its mode, and the free space.`,
    );
  }
};

/** Takes away what others may do with an existing file. */
export const makeOwnerOnly = (path: string): void => {
  if (process.platform !== 'win32' && (statSync(path).mode & OTHERS) !== 0) chmodSync(path, OWNER_ONLY_FILE);
};
