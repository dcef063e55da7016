/** One agent for one data folder: the second is told so, and a killed one leaves nothing to clean up. */
import { join } from 'node:path';
import { err, ok, type Result } from '../../contract/result.ts';
import { createDatabaseFile } from './database-file.ts';
import { connect, type Database } from './database.ts';
import { describeStorageFault } from './storage-fault.ts';

export interface InstanceLock {
  readonly release: () => void;
}

const isBusy = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY';

/**
 * Holds `agent.lock` in `home` by an open exclusive transaction of SQLite, which the operating system ends with the
 * process, however it dies. A lock file with a process number in it would outlive its process and could name another.
 */
export const acquireInstanceLock = (
  home: string,
): Result<InstanceLock, 'agent-already-running' | 'storage-unavailable'> => {
  const path = join(home, 'agent.lock');
  const created = createDatabaseFile(path);
  if (!created.ok) return created;
  let db: Database | undefined;
  try {
    const connected = connect({ path, key: null, busyTimeoutMs: 0 });
    if (!connected.ok) return connected;
    db = connected.value;
    db.pragma('journal_mode = MEMORY');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db?.close();
    if (isBusy(error)) {
      return err(
        'agent-already-running',
        `An agent already runs on ${home}. See "samehand status", or set another SAMEHAND_HOME.`,
      );
    }
    return err('storage-unavailable', `${path} cannot be used: ${describeStorageFault(error)}.`);
  }
  const held = db;
  return ok({
    release: () => {
      held.close();
    },
  });
};
