/**
 * The one writer of `behaviour.db`. Windows, verdicts and session states are gathered and written together; when the
 * disk fails they wait, the state says so, and what was stored before stays as it was.
 */
import { readFileSync } from 'node:fs';
import { err, ok, type Result } from '../../contract/result.ts';
import { MODALITIES, type Modality } from '../../contract/verdict.ts';
import type { Database } from './database.ts';
import { emptyLog } from './empty-log.ts';
import { APPLICATION_ID, MIGRATIONS } from './migrations/index.ts';
import { openDatabase, type DatabaseOptions } from './open-database.ts';
import { createPendingWrites } from './pending-writes.ts';
import { createRepositories, type Repositories } from './repositories.ts';
import { resetProfile } from './reset-profile.ts';
import type { Session } from './sessions.ts';
import { describeStorageFault } from './storage-fault.ts';
import type { StoredVerdict } from './verdicts.ts';
import type { NewWindow } from './windows.ts';

/** Windows and verdicts that are written together. */
const FLUSH_ROWS = 64;

/** Windows, and as many verdicts, that wait for a disk that fails: some 8 MB of memory, hours of work. */
const MAX_WAITING_ROWS = 8_192;

const BUSY = 'The behaviour database is being read by another program. Try again in a moment.';

export interface StoreState {
  readonly state: 'ok' | 'degraded';
  /** What is wrong and what to do, as a sentence; empty when all is well. */
  readonly message: string;
  /** Windows and verdicts not written yet. */
  readonly waiting: number;
  /** Windows and verdicts given up since the store was opened, because too many waited. */
  readonly dropped: number;
}

export interface BehaviourStoreOptions {
  /** Numbers in a feature vector. */
  readonly features: Readonly<Record<Modality, number>>;
  readonly flushRows?: number;
  readonly maxWaitingRows?: number;
}

export interface BehaviourStore {
  /** Takes a window (its vector is copied) and returns the number it will be stored under. */
  readonly addWindow: (window: NewWindow) => number;
  readonly addVerdict: (verdict: StoredVerdict) => void;
  /** Takes the whole state of a session, new or known. */
  readonly saveSession: (session: Session) => void;
  /** Takes a learned window into the user's running aggregates and hours; `hour` is 0–23, local time. */
  readonly aggregate: (userId: string, modality: Modality, vector: Float32Array, hour: number) => void;
  /** Writes what waits. */
  readonly flush: () => StoreState;
  readonly state: () => StoreState;
  /** Writes what waits, then runs `work` in one transaction: all of it is done, or nothing. */
  readonly transaction: <T>(work: (repositories: Repositories) => T) => Result<T, 'storage-unavailable'>;
  /** Forgets what was learned of a user, stored and waiting; returns the number of stored windows removed. */
  readonly reset: (userId: string, modality: Modality | 'all') => Result<number, 'storage-unavailable'>;
  /** Writes what waits, and answers with the bytes of the whole file, encrypted as they are there. */
  readonly copy: () => Result<Uint8Array, 'storage-unavailable'>;
  /** Size of the database, in bytes. */
  readonly bytes: () => number;
  /** Writes what waits and closes; the answer tells whether rows were left unwritten. */
  readonly close: () => StoreState;
}

/** Caught here rather than by the table, where a wrong row would hold up all that are written with it. */
const assertWholeSeconds = (...times: readonly (number | null)[]): void => {
  const wrong = times.find((time) => time !== null && !Number.isSafeInteger(time));
  if (wrong !== undefined) throw new RangeError(`times are stored in whole seconds, not ${String(wrong)}`);
};

/** A store on an open database, which it closes in the end. */
export const createBehaviourStore = (db: Database, options: BehaviourStoreOptions): BehaviourStore => {
  const { features, flushRows = FLUSH_ROWS, maxWaitingRows = MAX_WAITING_ROWS } = options;
  /**
   * Whether the log may hold what was learned as it was before: two versions of it tell more than one. Here at first too,
   * from a crash or a migration.
   */
  let isLogStale = true;
  const repositories = createRepositories(db, () => {
    isLogStale = true;
  });
  const pending = createPendingWrites(maxWaitingRows);
  const totalChanges = db.prepare<[], number>('SELECT total_changes()').pluck();
  const writePending = db.transaction(() => {
    pending.writeTo(repositories);
  });
  let nextWindowId = repositories.windows.nextId();
  let message = '';
  let sinceFlush = 0;

  const state = (): StoreState => ({
    state: message === '' ? 'ok' : 'degraded',
    message,
    waiting: pending.rows(),
    dropped: pending.dropped(),
  });

  const fail = (error: unknown): string => {
    message = `The behaviour database cannot be used: ${describeStorageFault(error)}.`;
    return message;
  };

  const flush = (): StoreState => {
    sinceFlush = 0;
    if (pending.isEmpty() && !isLogStale) return state();
    try {
      if (!pending.isEmpty()) {
        writePending();
        pending.clear();
      }
      if (isLogStale) isLogStale = !emptyLog(db);
      message = '';
    } catch (error) {
      fail(error);
    }
    return state();
  };

  const added = (): void => {
    sinceFlush += 1;
    if (sinceFlush >= flushRows) flush();
  };

  const transaction = <T>(work: (repositories: Repositories) => T): Result<T, 'storage-unavailable'> => {
    flush();
    try {
      const before = totalChanges.get();
      const value = db.transaction(() => work(repositories))();
      // Reading proves nothing about a disk that could not be written.
      if (totalChanges.get() !== before) message = '';
      if (isLogStale) flush();
      return ok(value);
    } catch (error) {
      return err('storage-unavailable', fail(error));
    }
  };

  transaction(({ sessions }) => sessions.closeAbandoned());

  return {
    addWindow: (window) => {
      if (window.vector.length !== features[window.modality]) {
        throw new RangeError(
          `a ${window.modality} window has ${String(features[window.modality])} features, not ${String(window.vector.length)}`,
        );
      }
      assertWholeSeconds(window.startedAt, window.endedAt);
      const id = nextWindowId;
      nextWindowId += 1;
      pending.addWindow({ ...window, id, vector: window.vector.slice() });
      added();
      return id;
    },
    addVerdict: (verdict) => {
      assertWholeSeconds(verdict.at);
      pending.addVerdict(verdict);
      added();
    },
    saveSession: (session) => {
      assertWholeSeconds(session.startedAt, session.lastActivityAt, session.endedAt);
      pending.saveSession(session);
    },
    aggregate: (userId, modality, vector, hour) => {
      pending.aggregate(userId, modality, vector, hour);
    },
    flush,
    state,
    transaction,
    reset: (userId, modality) => {
      const modalities: readonly Modality[] = modality === 'all' ? MODALITIES : [modality];
      for (const each of modalities) pending.discard(userId, each);
      return transaction((all) => {
        isLogStale = true;
        return modalities.reduce((sum, each) => sum + resetProfile(all, userId, each), 0);
      });
    },
    copy: () => {
      const { state: written, message: fault } = flush();
      if (written === 'degraded') return err('storage-unavailable', fault);
      try {
        // This is the one writer, and nothing of it is in the log then: the file does not change while it is read.
        if (!emptyLog(db)) return err('storage-unavailable', BUSY);
        return ok(new Uint8Array(readFileSync(db.name)));
      } catch (error) {
        return err('storage-unavailable', fail(error));
      }
    },
    bytes: () =>
      (db.pragma('page_count', { simple: true }) as number) * (db.pragma('page_size', { simple: true }) as number),
    close: () => {
      const last = flush();
      db.close();
      return last;
    },
  };
};

/** Opens `behaviour.db`: `path` is a file, or `IN_MEMORY`; `key` 32 raw bytes, null only for a database in memory. */
export const openBehaviourStore = ({
  path,
  key,
  ...options
}: BehaviourStoreOptions & Pick<DatabaseOptions, 'path' | 'key'>): Result<
  BehaviourStore,
  'storage-unavailable' | 'storage-newer'
> => {
  const opened = openDatabase({
    path,
    key,
    synchronous: 'NORMAL',
    applicationId: APPLICATION_ID,
    migrations: MIGRATIONS,
  });
  return opened.ok ? ok(createBehaviourStore(opened.value, options)) : opened;
};
