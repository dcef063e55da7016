/** A database that is to take the place of another: it lies beside it, whole and tried, before anything is touched. */
import { renameSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { err, ok, type Result } from '../../contract/result.ts';
import { OWNER_ONLY_FILE, syncFolder } from '../keys/private-file.ts';
import type { Template } from '../keys/template.ts';
import { databaseExists } from '../store/database-file.ts';
import { destroyDatabase } from '../store/destroy-database.ts';
import { APPLICATION_ID, MIGRATIONS } from '../store/migrations/index.ts';
import { openDatabase } from '../store/open-database.ts';

export const incomingPath = (path: string): string => `${path}.incoming`;

const NOT_OPENED = 'The profile in it cannot be opened, though the archive is whole. Use another archive.';

/** Writes it and tries it: every page is read, and an older one is brought up to date. */
export const layDown = async (
  path: string,
  { template, database }: { readonly template: Template; readonly database: Uint8Array },
): Promise<Result<null, 'backup-invalid' | 'storage-newer' | 'storage-unavailable'>> => {
  if (database.length === 0) return err('backup-invalid', NOT_OPENED);
  try {
    await writeFile(path, database, { mode: OWNER_ONLY_FILE, flag: 'wx', flush: true });
    syncFolder(dirname(path));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return err('storage-unavailable', `The profile cannot be written: ${reason}. Check the folder and the free space.`);
  }
  const opened = openDatabase({
    path,
    key: template.databaseKey,
    synchronous: 'FULL',
    applicationId: APPLICATION_ID,
    migrations: MIGRATIONS,
  });
  if (!opened.ok) return opened.code === 'storage-newer' ? opened : err('backup-invalid', NOT_OPENED);
  // Its log is folded into it and removed.
  opened.value.close();
  return ok(null);
};

/** Puts it in the place of the one before, which is destroyed. Where that was done already, nothing is left to do. */
export const takeIn = (path: string): void => {
  const incoming = incomingPath(path);
  if (!databaseExists(incoming)) return;
  destroyDatabase(path);
  renameSync(incoming, path);
  syncFolder(dirname(path));
};
