/** Archives that were being written when the power went. */
import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Hidden, and with an ending that programs which synchronise folders leave out. */
export const draftPath = (folder: string, id: string): string => join(folder, `.samehand-profile-${id}.part`);

const DRAFT = /^\.samehand-profile-.*\.part$/;
/** No writing takes that long, on another machine with the same folder neither. */
const ABANDONED_MS = 24 * 3_600_000;

/** What cannot be removed stays: it holds nobody up, and nobody can read it. */
export const removeAbandonedDrafts = async (folder: string, nowMs: number): Promise<void> => {
  const names = await readdir(folder).catch((): string[] => []);
  for (const path of names.filter((name) => DRAFT.test(name)).map((name) => join(folder, name))) {
    const found = await lstat(path).catch(() => null);
    const isAbandoned = found !== null && found.isFile() && nowMs - found.mtimeMs > ABANDONED_MS;
    if (isAbandoned) await rm(path, { force: true }).catch(() => undefined);
  }
};
