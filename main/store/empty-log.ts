/** Empties the write-ahead log, which otherwise keeps older pages until SQLite uses their place again. */
import type { Database } from './database.ts';

/**
 * Moves what is in the log to the database and cuts the log to nothing. Does not wait for readers of the moment, as that
 * would hold up scoring. Returns whether the log is empty now; throws the driver's error when the disk fails.
 */
export const emptyLog = (db: Database): boolean => {
  const timeoutMs = db.pragma('busy_timeout', { simple: true }) as number;
  db.pragma('busy_timeout = 0');
  try {
    return db.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) === 0;
  } finally {
    db.pragma(`busy_timeout = ${String(timeoutMs)}`);
  }
};
