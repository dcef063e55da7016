/** The audit log: an encrypted database of its own, in which a record that was answered for survives a power cut. */
import { auditEventSchema, type AuditEvent, type AuditKind, type AuditRecord } from '../../contract/audit.ts';
import { CodedError, ok, type Result } from '../../contract/result.ts';
import { openDatabase } from '../store/open-database.ts';
import { describeStorageFault } from '../store/storage-fault.ts';
import { canonicalJson } from './canonical-json.ts';
import { APPLICATION_ID, MIGRATIONS } from './migrations/index.ts';

export interface AuditLogOptions {
  /** A file, or `IN_MEMORY`. */
  readonly path: string;
  /** 32 raw bytes; null only for a log in memory. */
  readonly key: Uint8Array | null;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export interface AuditQuery {
  /** Only records after this one; 0 for all. */
  readonly afterSeq?: number;
  /** Most records to answer with. */
  readonly limit?: number;
  readonly kinds?: readonly AuditKind[];
}

export interface AuditLog {
  /**
   * Writes a record to the disk before it returns, and returns its number. Throws `storage-unavailable` when it could
   * not be written, and the schema's error when the event is malformed.
   */
  readonly append: (event: AuditEvent) => number;
  /** Oldest first. */
  readonly list: (query?: AuditQuery) => readonly AuditRecord[];
  readonly close: () => void;
}

const DEFAULT_LIMIT = 1_000;
const SECOND_MS = 1_000;

/** ISO 8601, UTC, to the second: `2026-11-21T08:30:00Z`. */
const isoSeconds = (ms: number): string =>
  new Date(Math.floor(ms / SECOND_MS) * SECOND_MS).toISOString().replace('.000Z', 'Z');

interface Row {
  readonly seq: number;
  readonly at: string;
  readonly kind: string;
  readonly body: string;
}

const fromRow = (row: Row): AuditRecord => ({ ...row, body: JSON.parse(row.body) as AuditRecord['body'] });

const orStorageError = <T>(work: () => T): T => {
  try {
    return work();
  } catch (error) {
    throw new CodedError('storage-unavailable', `The audit log cannot be used: ${describeStorageFault(error)}.`, {
      cause: error,
    });
  }
};

export const openAuditLog = (options: AuditLogOptions): Result<AuditLog, 'storage-unavailable' | 'storage-newer'> => {
  const { path, key, now } = options;
  const opened = openDatabase({
    path,
    key,
    synchronous: 'FULL',
    applicationId: APPLICATION_ID,
    migrations: MIGRATIONS,
  });
  if (!opened.ok) return opened;
  const db = opened.value;
  const insert = db.prepare<[string, string, string]>('INSERT INTO records (at, kind, body) VALUES (?, ?, ?)');
  const select = db.prepare<[number, number], Row>('SELECT * FROM records WHERE seq > ? ORDER BY seq LIMIT ?');
  const selectKinds = db.prepare<[number, string, number], Row>(
    'SELECT * FROM records WHERE seq > ? AND kind IN (SELECT value FROM json_each(?)) ORDER BY seq LIMIT ?',
  );
  return ok({
    append: (event) => {
      const { kind, body } = auditEventSchema.parse(event);
      const text = canonicalJson(body);
      return orStorageError(() => Number(insert.run(isoSeconds(now()), kind, text).lastInsertRowid));
    },
    list: ({ afterSeq = 0, limit = DEFAULT_LIMIT, kinds } = {}) =>
      orStorageError(() =>
        kinds === undefined ? select.all(afterSeq, limit) : selectKinds.all(afterSeq, JSON.stringify(kinds), limit),
      ).map(fromRow),
    close: () => {
      db.close();
    },
  });
};
