/**
 * `access.db`: who may do what, and what is owed. Encrypted, apart from the behaviour database because the main process
 * writes it, and with every commit on the disk before it is answered for.
 */
import { err, ok, type Result } from '../../contract/result.ts';
import { openDatabase } from '../store/open-database.ts';
import { describeStorageFault } from '../store/storage-fault.ts';
import { createFacts, type Facts } from './facts.ts';
import { APPLICATION_ID, MIGRATIONS } from './migrations/index.ts';
import { createOutbox, type Outbox } from './outbox.ts';

const IN_USE = 'The access database is being read by another program. Try again in a moment.';

export interface AccessStore {
  readonly facts: Facts;
  readonly outbox: Outbox;
  /** Writes the file anew, so that nothing of what was replaced or removed is left in it or its log. */
  scrub(): Result<null, 'storage-unavailable'>;
  close(): void;
}

export interface AccessStoreOptions {
  /** A file, or `IN_MEMORY`. */
  readonly path: string;
  /** 32 raw bytes; null only for a store in memory. */
  readonly key: Uint8Array | null;
}

export const openAccess = ({
  path,
  key,
}: AccessStoreOptions): Result<AccessStore, 'storage-unavailable' | 'storage-newer'> => {
  const opened = openDatabase({
    path,
    key,
    synchronous: 'FULL',
    applicationId: APPLICATION_ID,
    migrations: MIGRATIONS,
  });
  if (!opened.ok) return opened;
  const db = opened.value;
  // What is removed here are secrets and hashes of secrets.
  db.pragma('secure_delete = ON');
  return ok({
    facts: createFacts(db),
    outbox: createOutbox(db),
    scrub: () => {
      try {
        db.exec('VACUUM');
        const isBusy = db.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) !== 0;
        return isBusy ? err('storage-unavailable', IN_USE) : ok(null);
      } catch (error) {
        return err('storage-unavailable', `The access database cannot be used: ${describeStorageFault(error)}.`);
      }
    },
    close: () => {
      db.close();
    },
  });
};
