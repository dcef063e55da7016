/** Opens a database for use, or says why not and leaves every byte of it alone. */
import { err, ok, type Result } from '../../contract/result.ts';
import { createDatabaseFile, databaseExists, hasHotLog, makeOwnerOnly } from './database-file.ts';
import { IN_MEMORY, connect, type Database } from './database.ts';
import { migrate, newestVersion, versionOf, type Migration } from './migrate.ts';
import { describeStorageFault } from './storage-fault.ts';

type OpenError = 'storage-unavailable' | 'storage-newer';

const BUSY_TIMEOUT_MS = 5_000;

/** What the write-ahead log is cut down to after a checkpoint, in bytes. */
const LOG_BYTES = 4 * 1_024 * 1_024;

/** Memory for pages of one connection. SQLite reads a negative number as KiB, a positive one as pages. */
const CACHE_KIB = -2_048;

export interface DatabaseOptions {
  /** A file, or {@link IN_MEMORY}. */
  readonly path: string;
  /** 32 raw bytes, or null for a database that is not encrypted. */
  readonly key: Uint8Array | null;
  /** FULL survives a power cut after every commit; NORMAL may lose the last commits, never the database. */
  readonly synchronous: 'NORMAL' | 'FULL';
  /** Tells this kind of database from every other SQLite file. */
  readonly applicationId: number;
  readonly migrations: readonly Migration[];
  /** False leaves out the check of all pages, which takes a second for a hundred MB. */
  readonly isChecked?: boolean;
}

/** What is needed to look into a database. */
type LookOptions = Omit<DatabaseOptions, 'synchronous'>;

/** Looks without changing anything: is it readable with this key, sound, ours, and not newer than this program? */
const inspect = (db: Database, options: LookOptions): Result<null, OpenError> => {
  const { path, applicationId, migrations } = options;
  const tables = db.prepare<[], number>('SELECT count(*) FROM sqlite_schema').pluck().get() ?? 0;
  const id = db.pragma('application_id', { simple: true }) as number;
  if (id !== applicationId && (tables > 0 || id !== 0)) {
    return err(
      'storage-unavailable',
      `${path} is a database of another program. It was left as it is: move it away, or set another SAMEHAND_HOME.`,
    );
  }
  const version = versionOf(db);
  const newest = newestVersion(migrations);
  if (version > newest) {
    return err(
      'storage-newer',
      `${path} was written by a newer version of Samehand (schema ${String(version)}, this one knows ${String(newest)}). ` +
        'It was left as it is: install the newer version again.',
    );
  }
  const finding = options.isChecked === false ? 'ok' : db.pragma('quick_check(1)', { simple: true });
  if (finding !== 'ok') {
    return err(
      'storage-unavailable',
      `${path} is damaged (${String(finding)}). It was left as it is: restore it from a backup, or move it away to start afresh.`,
    );
  }
  return ok(null);
};

const configure = (db: Database, synchronous: DatabaseOptions['synchronous']): void => {
  db.pragma('journal_mode = WAL');
  db.pragma(`journal_size_limit = ${String(LOG_BYTES)}`);
  db.pragma(`synchronous = ${synchronous}`);
  db.pragma(`cache_size = ${String(CACHE_KIB)}`);
  db.pragma('foreign_keys = ON');
  db.pragma('secure_delete = ON');
  // Replaced rows must meet the triggers that forbid deleting, and intermediate results must not reach the disk.
  db.pragma('recursive_triggers = ON');
  db.pragma('temp_store = MEMORY');
  db.pragma('trusted_schema = OFF');
};

/** Runs `use` on a new connection, which it closes again when the outcome is an error or an exception. */
const withConnection = <T>(
  options: LookOptions,
  readonly: boolean,
  use: (db: Database) => Result<T, OpenError>,
): Result<T, OpenError> => {
  let db: Database | undefined;
  try {
    const connected = connect({ path: options.path, key: options.key, readonly, busyTimeoutMs: BUSY_TIMEOUT_MS });
    if (!connected.ok) return connected;
    db = connected.value;
    const result = use(db);
    if (!result.ok) db.close();
    return result;
  } catch (error) {
    db?.close();
    return err('storage-unavailable', `${options.path} could not be opened: ${describeStorageFault(error)}.`);
  }
};

/**
 * Opens, checks and migrates a database, making it and its folder (owner-only) where they are missing.
 *
 * `storage-newer`: written by a newer version. `storage-unavailable`: wrong key, damaged, not ours, not writable. In
 * all these cases the files keep every byte they had.
 */
export const openDatabase = (options: DatabaseOptions): Result<Database, OpenError> => {
  const { path } = options;
  if (path !== IN_MEMORY) {
    // A writing connection would fold a hot log into the main file when it closes, even if it only came to look.
    if (hasHotLog(path)) {
      const looked = withConnection(options, true, (db) => {
        const inspected = inspect(db, options);
        if (inspected.ok) db.close();
        return inspected;
      });
      if (!looked.ok) return looked;
    }
    if (!databaseExists(path)) {
      const created = createDatabaseFile(path);
      if (!created.ok) return created;
    }
  }
  return withConnection(options, false, (db) => {
    const inspected = inspect(db, options);
    if (!inspected.ok) return inspected;
    configure(db, options.synchronous);
    migrate(db, options.migrations, options.applicationId);
    if (path !== IN_MEMORY) makeOwnerOnly(path);
    return ok(db);
  });
};

/**
 * Opens an existing database to read from it, also while its writer has it open: no byte of it is changed, nothing is
 * migrated. Null when there is none; errors as {@link openDatabase}, and `storage-unavailable` for an older version.
 */
export const openDatabaseForReading = (options: LookOptions): Result<Database | null, OpenError> => {
  const { path, migrations } = options;
  if (!databaseExists(path)) return ok(null);
  return withConnection<Database>(options, true, (db) => {
    const inspected = inspect(db, options);
    if (!inspected.ok) return inspected;
    if (versionOf(db) < newestVersion(migrations)) {
      return err(
        'storage-unavailable',
        `${path} was written by an older version of Samehand. Start the agent once, which brings it up to date: samehand run`,
      );
    }
    db.pragma('temp_store = MEMORY');
    db.pragma('trusted_schema = OFF');
    return ok(db);
  });
};
