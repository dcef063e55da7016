/**
 * The head of the audit log, kept beside the database and not in it: which record is the last, so that records cut off
 * show, and the seed of the next key, which every seal overwrites.
 */
import { closeSync, fdatasyncSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { CodedError } from '../../contract/result.ts';
import { OWNER_ONLY_FILE, syncFolder } from '../keys/private-file.ts';
import { SLOT_BYTES, headKey, openSlot, sealSlot, type Head } from './head-slot.ts';

/** Written in turn, a page of the disk each: a power cut in the middle of writing one leaves the other. */
const SLOT_PLACES = [0, 4_096] as const;
const NONCE_BYTES = 12;

export type HeadFound =
  | { readonly kind: 'none' }
  /** There is a file, and it is damaged or of another key. */
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'read'; readonly head: Head; readonly counter: number };

export interface HeadFile {
  /** On the disk when it returns. Throws `storage-unavailable`. */
  readonly write: (head: Head) => void;
  /** As {@link write}, and nothing is left of what was there before. */
  readonly overwrite: (head: Head) => void;
  readonly close: () => void;
}

export const headPath = (databasePath: string): string => `${databasePath}.head`;

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Throws the system's error where there is a file that cannot be read at all. */
export const readHead = (path: string, key: Uint8Array): HeadFound => {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    if (isMissing(error)) return { kind: 'none' };
    throw error;
  }
  // As it is made before anything is written to it.
  if (bytes.every((byte) => byte === 0)) return { kind: 'none' };
  const secret = headKey(key);
  const newest = SLOT_PLACES.map((place) => openSlot(bytes.subarray(place, place + SLOT_BYTES), secret))
    .filter((slot) => slot !== null)
    .sort((a, b) => b.counter - a.counter)[0];
  return newest === undefined ? { kind: 'unreadable' } : { kind: 'read', ...newest };
};

/** Makes it, with room for both places, where there is none: later writing needs no room on the disk. */
const openFile = (path: string): number => {
  try {
    return openSync(path, 'r+');
  } catch (error) {
    if (!isMissing(error)) throw error;
    const file = openSync(path, 'wx+', OWNER_ONLY_FILE);
    writeSync(file, Buffer.alloc(SLOT_PLACES[1] + SLOT_BYTES));
    fsyncSync(file);
    syncFolder(dirname(path));
    return file;
  }
};

const orStorageError = <T>(path: string, work: () => T): T => {
  try {
    return work();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `${path} cannot be written (${reason}). Check the disk, its free space, and the file's owner and mode.`;
    throw new CodedError('storage-unavailable', message, { cause });
  }
};

/** Nothing is opened before the first writing: who only looks changes nothing. `counter`: that of the newest slot, or 0. */
export const openHeadFile = (
  path: string,
  key: Uint8Array,
  counter: number,
  randomBytes: (length: number) => Uint8Array,
): HeadFile => {
  const secret = headKey(key);
  let file: number | null = null;
  let written = counter;
  const write = (head: Head): void => {
    orStorageError(path, () => {
      file ??= openFile(path);
      const next = written + 1;
      const bytes = sealSlot({ counter: next, head }, secret, randomBytes(NONCE_BYTES));
      writeSync(file, bytes, 0, bytes.length, SLOT_PLACES[next % 2 === 0 ? 0 : 1]);
      fdatasyncSync(file);
      written = next;
    });
  };
  return {
    write,
    overwrite: (head) => {
      write(head);
      write(head);
    },
    close: () => {
      if (file !== null) closeSync(file);
      file = null;
    },
  };
};
