/** One place that policy comes from: notices that it may have changed, and bears with a file that is being written. */
import { readPolicyFile } from './bounded-file.ts';
import { parseDocument, readDocument, type PolicyDocument } from './document.ts';
import type { ManagedSource } from './managed.ts';

/** What a source says: a document, or nothing, or why it cannot be used. */
export type Reading =
  { readonly document: PolicyDocument; readonly text: string } | { readonly none: true } | { readonly fault: string };

export const readManaged = async (source: ManagedSource): Promise<Reading> => {
  const read = await source.read();
  if (!read.ok) return { fault: read.message };
  if (read.value === null) return { none: true };
  const document = readDocument(read.value);
  return document.ok ? { document: document.value, text: JSON.stringify(read.value) } : { fault: document.message };
};

export const readLocal = async (path: string): Promise<Reading> => {
  const file = await readPolicyFile(path, false);
  if ('unreadable' in file) return { fault: file.unreadable };
  if ('missing' in file) return { none: true };
  const document = parseDocument(file.text);
  return document.ok ? { document: document.value, text: file.text } : { fault: document.message };
};

export interface WatchedSource {
  /** Reads again if need be. True when `reading` may be another one. */
  look(): Promise<boolean>;
  reading(): Reading;
}

/** A file is written in a moment; one that stays broken for so many looks, more than two seconds, is broken. */
export const PATIENCE_LOOKS = 4;

/** @param stamp is cheap, and differs whenever `read` may answer differently. */
export const watchSource = (stamp: () => string | Promise<string>, read: () => Promise<Reading>): WatchedSource => {
  let seen: string | null = null;
  let reading: Reading = { none: true };
  let isSettled = false;
  let brokenLooks = 0;
  return {
    reading: () => reading,
    look: async () => {
      // Taken before the reading, so that what changes in between is seen the next time.
      const now = await stamp();
      const isFirst = seen === null;
      const isNew = now !== seen;
      if (!isNew && isSettled) return false;
      seen = now;
      const found = await read();
      // Not begun anew with every change: whoever keeps writing nonsense does not put off being told.
      brokenLooks = 'fault' in found ? brokenLooks + 1 : 0;
      if (!isFirst && brokenLooks > 0 && brokenLooks < PATIENCE_LOOKS) {
        isSettled = false;
        return false;
      }
      // Times of files have the grain of a clock tick, in which there may be two changes: it is read once more.
      isSettled = !isNew;
      brokenLooks = 0;
      reading = found;
      return true;
    },
  };
};
