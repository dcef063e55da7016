/**
 * `access.db`: who may do what, and what is owed. Encrypted, apart from the behaviour database because the main process
 * writes it, and with every commit on the disk before it is answered for.
 */
import { ok, type Result } from '../../contract/result.ts';
import { openDatabase } from '../store/open-database.ts';
import { createFacts, type Facts } from './facts.ts';
import { APPLICATION_ID, MIGRATIONS } from './migrations/index.ts';
import { createOutbox, type Outbox } from './outbox.ts';

export interface AccessStore {
  readonly facts: Facts;
  readonly outbox: Outbox;
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
    close: () => {
      db.close();
    },
  });
};
