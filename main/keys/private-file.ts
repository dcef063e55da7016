/** Small files that only their owner may read, written whole or not at all. */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export const OWNER_ONLY_FILE = 0o600;

/** Makes the entries of a folder survive a power cut. Windows cannot open a folder for that, and does not need it. */
export const syncFolder = (path: string): void => {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
};

/** Puts `text` in the place of the file at `path`. Throws the system's error, and then leaves what was there. */
export const replacePrivateFile = (path: string, text: string): void => {
  const draft = `${path}.new`;
  try {
    rmSync(draft, { force: true });
    writeFileSync(draft, text, { mode: OWNER_ONLY_FILE, flag: 'wx', flush: true });
    renameSync(draft, path);
    syncFolder(dirname(path));
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
};
