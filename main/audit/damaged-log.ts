/** A log whose file cannot be read is set aside: the agent must not stay down for its log's sake. */
import { copyFileSync, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { syncFolder } from '../keys/private-file.ts';
import { connect } from '../store/database.ts';
import type { HeadFile } from './head-file.ts';
import { headPath } from './head-file.ts';
import type { Head } from './head-slot.ts';
import { SIGNING_KEY_BYTES } from './signing-key.ts';

const BUSY_TIMEOUT_MS = 5_000;
const LINK_BYTES = 32;

/** What SQLite says of a file that is damaged or none of its own, and of nothing else. */
export const isDamage = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  (error.code.startsWith('SQLITE_CORRUPT') || error.code === 'SQLITE_NOTADB');

/** Whether the file cannot be read with this key, which is known to be the right one. Changes nothing. */
export const isDamaged = (path: string, key: Uint8Array): boolean => {
  const connected = connect({ path, key, readonly: true, busyTimeoutMs: BUSY_TIMEOUT_MS });
  if (!connected.ok) return false;
  const db = connected.value;
  try {
    return db.pragma('quick_check(1)', { simple: true }) !== 'ok';
  } catch (error) {
    return isDamage(error);
  } finally {
    db.close();
  }
};

/** What is left of a log, beside it: the name, and after it what SQLite appends to names. */
export const damagedPath = (path: string, ms: number): string =>
  `${path}.damaged-${new Date(ms).toISOString().replaceAll(':', '')}`;

/**
 * Gives the log's files other names, and has the head say that a new chain begins after the last number: so this is
 * known, whenever the agent is killed meanwhile. Throws the system's error.
 */
export const setAside = (path: string, former: Head, head: HeadFile, now: () => number): void => {
  const aside = damagedPath(path, now());
  copyFileSync(headPath(path), headPath(aside));
  head.overwrite({
    seq: 0,
    link: new Uint8Array(LINK_BYTES),
    given: former.given,
    chain: former.number === 0 ? former.chain : former.chain + 1,
    number: 0,
    seed: new Uint8Array(SIGNING_KEY_BYTES),
    fault: 'database',
    isClosed: false,
  });
  // The write-ahead log first: with the database and without it, older records would stand for the newest.
  for (const suffix of ['-wal', '-shm', '']) {
    if (existsSync(`${path}${suffix}`)) renameSync(`${path}${suffix}`, `${aside}${suffix}`);
  }
  syncFolder(dirname(path));
};

/** Removes what was set aside before a time (ms since 1970) and not touched since; returns how many files. */
export const removeSetAside = (path: string, before: number): number => {
  const folder = dirname(path);
  const old = readdirSync(folder)
    .filter((name) => name.startsWith(`${basename(path)}.damaged-`))
    .map((name) => join(folder, name))
    .filter((each) => statSync(each).mtimeMs < before);
  for (const each of old) rmSync(each, { force: true });
  return old.length;
};
