/** The driver: the one place that loads the SQLite library and turns a key into an open connection. */
import { createRequire } from 'node:module';
import type Sqlite from 'better-sqlite3';
import { err, ok, type Result } from '../../contract/result.ts';

export type Database = Sqlite.Database;

/** Path of a database that lives in memory and dies with its connection. */
export const IN_MEMORY = ':memory:';

/** Length of a database key, in bytes. */
export const KEY_BYTES = 32;

/** The library's native part crashes the process on anything older, so the version is asked before it is loaded. */
const OLDEST_NODE_MAJOR = 22;

export interface ConnectOptions {
  readonly path: string;
  /** Raw key, {@link KEY_BYTES} long, or null for a database that is not encrypted. */
  readonly key: Uint8Array | null;
  readonly readonly?: boolean;
  /** How long a statement waits for another connection's lock, in ms. */
  readonly busyTimeoutMs: number;
}

const loadDriver = (): Result<typeof Sqlite, 'storage-unavailable'> => {
  if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE_MAJOR) {
    return err(
      'storage-unavailable',
      `The database needs Node ${String(OLDEST_NODE_MAJOR)} or newer; this is ${process.version}.`,
    );
  }
  try {
    return ok(createRequire(import.meta.url)('better-sqlite3') as typeof Sqlite);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return err('storage-unavailable', `The database driver could not be loaded: ${reason}. Install the agent again.`);
  }
};

/**
 * Opens a connection and hands it the key; nothing is read or written yet, so a wrong key shows at the first statement.
 * The cipher is ChaCha20-Poly1305 with a raw key: every page is authenticated, and no passphrase is stretched.
 * Throws the driver's error when the file cannot be opened.
 */
export const connect = (options: ConnectOptions): Result<Database, 'storage-unavailable'> => {
  const { path, key } = options;
  if (key !== null && key.length !== KEY_BYTES) {
    throw new RangeError(`a database key has ${String(KEY_BYTES)} bytes, not ${String(key.length)}`);
  }
  const driver = loadDriver();
  if (!driver.ok) return driver;
  const db = new driver.value(path, { readonly: options.readonly ?? false, timeout: options.busyTimeoutMs });
  if (key !== null && path !== IN_MEMORY) {
    db.pragma(`cipher = 'chacha20'`);
    db.pragma(`key = "x'${Buffer.from(key).toString('hex')}'"`);
  }
  return ok(db);
};
