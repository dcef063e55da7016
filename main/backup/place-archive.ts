/** Gives a finished file its name, never that of another file. */
import { link, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Archives of one day in one folder; whoever has more is asked to look at them. */
const MOST_OF_A_DAY = 1_000;

const isCode = (cause: unknown, ...codes: readonly string[]): boolean =>
  cause instanceof Error && 'code' in cause && codes.includes(String(cause.code));

/** For drives that know no second name of a file: the name is taken by an empty file first, which is then replaced. */
const placeByRename = async (draft: string, path: string): Promise<void> => {
  const taken = await open(path, 'wx', 0o600);
  await taken.close();
  try {
    await rename(draft, path);
  } catch (cause) {
    await rm(path, { force: true });
    throw cause;
  }
};

const place = async (draft: string, path: string, addName: typeof link): Promise<void> => {
  try {
    await addName(draft, path);
  } catch (cause) {
    if (isCode(cause, 'EEXIST')) throw cause;
    await placeByRename(draft, path);
    return;
  }
  await rm(draft, { force: true });
};

const nameOf = (day: string, number: number): string =>
  `samehand-profile-${day}${number === 1 ? '' : `-${String(number)}`}.age`;

/**
 * @param draft in the same folder
 * @param day YYYY-MM-DD
 * @param addName gives a file a second name, and fails where that name is taken
 * @returns the path it has now
 */
export const placeArchive = async (draft: string, folder: string, day: string, addName = link): Promise<string> => {
  for (let number = 1; ; number += 1) {
    const path = join(folder, nameOf(day, number));
    try {
      await place(draft, path, addName);
      return path;
    } catch (cause) {
      if (!isCode(cause, 'EEXIST') || number >= MOST_OF_A_DAY) throw cause;
    }
  }
};
