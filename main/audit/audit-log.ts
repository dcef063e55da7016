/** The audit log: an encrypted database of its own, in which a record that was answered for survives a power cut. */
import { randomBytes as systemRandomBytes } from 'node:crypto';
import type { AuditKey } from '../../contract/audit-proof.ts';
import { auditEventSchema, type AuditEvent, type AuditKind, type AuditRecord } from '../../contract/audit.ts';
import { CodedError, ok, type Result } from '../../contract/result.ts';
import type { Schedule } from '../shared/schedule.ts';
import { emptyLog } from '../store/empty-log.ts';
import { describeStorageFault } from '../store/storage-fault.ts';
import type { AuditAnchor } from './anchor.ts';
import { createLogWriter } from './log-writer.ts';
import { openChain } from './open-chain.ts';
import { createSealTimer } from './seal-timer.ts';
import { rootKeyText, signingKey } from './signing-key.ts';
import { planTrim, type TrimRule } from './trim.ts';

export interface AuditLogOptions {
  /** A file, or `IN_MEMORY`. */
  readonly path: string;
  /** 32 raw bytes; null only for a log in memory. */
  readonly key: Uint8Array | null;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Makes root keys; by default that of the system. */
  readonly randomBytes?: (length: number) => Uint8Array;
  /** For sealing after a minute; without it records are sealed by their number, at closing and when asked. */
  readonly schedule?: Schedule;
  /** What the keychain knows of this log: one that is older, or another, begins a new chain, and says so. */
  readonly anchor?: AuditAnchor | null;
}

export interface AuditQuery {
  /** Only records after this one; 0 for all. */
  readonly afterSeq?: number;
  /** Most records to answer with. */
  readonly limit?: number;
  readonly kinds?: readonly AuditKind[];
}

/** Every method throws `storage-unavailable` when the disk or the file does not let it. */
export interface AuditLog {
  /**
   * Writes a record to the disk before it returns, and returns its number. Throws the schema's error when the event is
   * malformed.
   */
  readonly append: (event: AuditEvent) => number;
  /** As {@link append}, in one commit: all or none. */
  readonly appendAll: (events: readonly AuditEvent[]) => readonly number[];
  /** Oldest first. */
  readonly list: (query?: AuditQuery) => readonly AuditRecord[];
  /** Signs what is not signed yet. */
  readonly seal: () => void;
  /** Signs something else with the key that the last seal names as the next. */
  readonly sign: (message: Uint8Array) => { readonly key: Uint8Array; readonly signature: Uint8Array };
  readonly key: () => AuditKey;
  /** Removes what the policy no longer keeps, or a part of it: to be called until it returns 0. Returns how many. */
  readonly trim: (rule: TrimRule) => number;
  readonly close: () => void;
}

const DEFAULT_LIMIT = 1_000;

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
    if (error instanceof CodedError) throw error;
    throw new CodedError('storage-unavailable', `The audit log cannot be used: ${describeStorageFault(error)}.`, {
      cause: error,
    });
  }
};

/** Whether it could be done; a fault of the disk is one that the next record will meet too. */
const succeeds = (work: () => void): boolean => {
  try {
    orStorageError(work);
    return true;
  } catch (error) {
    if (error instanceof CodedError) return false;
    throw error;
  }
};

export const openAuditLog = (options: AuditLogOptions): Result<AuditLog, 'storage-unavailable' | 'storage-newer'> => {
  const { now, schedule } = options;
  const { randomBytes = systemRandomBytes, anchor = null } = options;
  const opened = openChain({ ...options, randomBytes, anchor });
  if (!opened.ok) return opened;
  const { db, records, seals, head, tip } = opened.value;
  const transaction = (work: () => void): void => {
    db.transaction(work)();
  };
  const writer = createLogWriter({ records, seals, head, transaction, now }, tip);
  const timer = createSealTimer(() => succeeds(writer.seal), schedule);
  const countUnsealed = (): void => {
    timer.unsealed(writer.tip().seq - writer.tip().sealedSeq);
  };
  const add = (events: readonly AuditEvent[], also?: () => void): readonly number[] => {
    const seqs = orStorageError(() => writer.add(events, also));
    countUnsealed();
    return seqs;
  };
  const select = db.prepare<[number, number], Row>(
    'SELECT seq, at, kind, body FROM records WHERE seq > ? ORDER BY seq LIMIT ?',
  );
  const selectKinds = db.prepare<[number, string, number], Row>(
    `SELECT seq, at, kind, body FROM records
     WHERE seq > ? AND kind IN (SELECT value FROM json_each(?)) ORDER BY seq LIMIT ?`,
  );
  const remove = db.prepare<[number]>('DELETE FROM records WHERE seq <= ?');
  countUnsealed();

  return ok({
    append: (event) => add([auditEventSchema.parse(event)])[0] ?? 0,
    appendAll: (events) => add(events.map((event) => auditEventSchema.parse(event))),
    list: ({ afterSeq = 0, limit = DEFAULT_LIMIT, kinds } = {}) =>
      orStorageError(() =>
        kinds === undefined ? select.all(afterSeq, limit) : selectKinds.all(afterSeq, JSON.stringify(kinds), limit),
      ).map(fromRow),
    seal: () => {
      orStorageError(writer.seal);
      countUnsealed();
    },
    sign: (message) => {
      const { publicKey, sign } = signingKey(writer.tip().seed);
      return { key: publicKey, signature: sign(message) };
    },
    key: () =>
      orStorageError(() => {
        const { chain, seq, sealedSeq, link } = writer.tip();
        const roots = seals.roots().map(({ key }) => rootKeyText(key));
        return {
          root: roots.at(-1) ?? '',
          chain,
          former: roots.slice(0, -1),
          records: records.count(),
          lastSeq: seq,
          sealedSeq,
          link: Buffer.from(link).toString('base64'),
        };
      }),
    trim: (rule) => {
      const plan = orStorageError(() => planTrim(db, rule));
      if (plan === null) return 0;
      add([{ kind: 'audit-trimmed', body: { ...plan } }], () => void remove.run(plan.upTo));
      orStorageError(() => emptyLog(db));
      return plan.records;
    },
    close: () => {
      timer.stop();
      // What cannot be sealed or said now is made good at the next opening.
      if (writer.tip().seq > tip.seq) succeeds(writer.seal);
      succeeds(writer.end);
      head?.close();
      db.close();
    },
  });
};
