/** Removes a database so that little is left to find on the disk. What makes it unreadable is that its key is destroyed. */
import { closeSync, fsyncSync, ftruncateSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncFolder } from '../keys/private-file.ts';

const CHUNK_BYTES = 1_024 * 1_024;

/** In place. Drives that write elsewhere (flash, copy-on-write) may keep the former blocks for a while. */
const overwrite = (path: string): void => {
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === undefined) return;
  const file = openSync(path, 'r+');
  try {
    const zeros = new Uint8Array(Math.min(size, CHUNK_BYTES));
    for (let at = 0; at < size; at += zeros.length) {
      writeSync(file, zeros, 0, Math.min(zeros.length, size - at), at);
    }
    fsyncSync(file);
    ftruncateSync(file, 0);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
};

/**
 * Overwrites, empties and removes a database's files; nobody may have it open to write. A file that cannot be removed
 * because somebody reads it (Windows) stays there empty. Throws the system's error where it cannot be overwritten.
 */
export const destroyDatabase = (path: string): void => {
  const files = [path, `${path}-wal`];
  for (const each of files) overwrite(each);
  // The index of the log has numbers of pages and nothing else; overwriting it would crash a reader.
  const shared = `${path}-shm`;
  for (const each of [...files, shared]) {
    try {
      rmSync(each, { force: true });
    } catch (error) {
      if (each !== shared && statSync(each).size > 0) throw error;
    }
  }
  syncFolder(dirname(path));
};
