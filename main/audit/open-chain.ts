/** Opens the database of an audit log and its head, and makes good what is wrong with them, as far as that can be. */
import { CodedError, err, ok, type Result } from '../../contract/result.ts';
import { IN_MEMORY, type Database } from '../store/database.ts';
import { openDatabase } from '../store/open-database.ts';
import { describeStorageFault } from '../store/storage-fault.ts';
import type { AuditAnchor } from './anchor.ts';
import { beginChain } from './begin-chain.ts';
import { isDamage, isDamaged, setAside } from './damaged-log.ts';
import { findTip, type Tip } from './find-tip.ts';
import { headPath, openHeadFile, readHead, type HeadFile, type HeadFound } from './head-file.ts';
import { APPLICATION_ID, MIGRATIONS } from './migrations/index.ts';
import { createRecordRows, type RecordRows } from './record-rows.ts';
import { createSealRows, type SealRows } from './seal-rows.ts';

export interface OpenChainOptions {
  readonly path: string;
  readonly key: Uint8Array | null;
  readonly now: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly anchor: AuditAnchor | null;
}

export interface OpenChain {
  readonly db: Database;
  readonly records: RecordRows;
  readonly seals: SealRows;
  /** Null for a log in memory. */
  readonly head: HeadFile | null;
  readonly tip: Tip;
}

type OpenError = 'storage-unavailable' | 'storage-newer';

/** Where the chain goes on, once what had to be begun is begun. Throws the driver's errors. */
const tipOf = (chain: Omit<OpenChain, 'tip'>, found: HeadFound, options: OpenChainOptions): Tip => {
  const { db, records, seals, head } = chain;
  const where = findTip(records, seals, found, options.anchor);
  if (where.kind === 'beginning') {
    const transaction = (work: () => void): void => {
      db.transaction(work)();
    };
    return beginChain({ ...options, records, seals, head, transaction }, where.beginning);
  }
  const { tip } = where;
  // A seal of just before a crash: its seed must not stay.
  if (found.kind === 'read' && found.head.number !== tip.number) {
    head?.overwrite({ ...tip, given: tip.seq, fault: null, isClosed: false });
  }
  return tip;
};

interface Parts {
  readonly head: HeadFile | null;
  readonly found: HeadFound;
}

const headOf = ({ path, key, randomBytes }: OpenChainOptions): Parts => {
  if (path === IN_MEMORY || key === null) return { head: null, found: { kind: 'none' } };
  const found = readHead(headPath(path), key);
  const counter = found.kind === 'read' ? found.counter : 0;
  return { head: openHeadFile(headPath(path), key, counter, randomBytes), found };
};

/** `isDamaged`: the file itself cannot be read, whatever else may be wrong. */
type Attempt = Result<OpenChain, OpenError> & { readonly isDamaged?: boolean };

const attempt = (options: OpenChainOptions, { head, found }: Parts): Attempt => {
  const { path, key } = options;
  const opened = openDatabase({
    path,
    key,
    synchronous: 'FULL',
    applicationId: APPLICATION_ID,
    migrations: MIGRATIONS,
    // A log that was closed in good order is opened at once: verifying it is a matter of its own.
    isChecked: !(found.kind === 'read' && found.head.isClosed),
  });
  if (!opened.ok) return opened;
  const db = opened.value;
  try {
    const chain = { db, records: createRecordRows(db), seals: createSealRows(db), head };
    return ok({ ...chain, tip: tipOf(chain, found, options) });
  } catch (error) {
    db.close();
    if (error instanceof CodedError && error.code === 'storage-unavailable') return err(error.code, error.message);
    const message = `${path} could not be opened: ${describeStorageFault(error)}.`;
    return { ...err('storage-unavailable', message), isDamaged: isDamage(error) };
  }
};

/** A key that is wrong, a newer version and a disk that fails are errors; a damaged log is set aside for a new one. */
export const openChain = (options: OpenChainOptions): Result<OpenChain, OpenError> => {
  const { path, key, now } = options;
  let parts: Parts;
  try {
    parts = headOf(options);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return err('storage-unavailable', `${headPath(path)} cannot be read (${reason}). Check its owner and its mode.`);
  }
  const { head, found } = parts;
  const first = attempt(options, parts);
  // The head was written with this key: it is the right one, and the database is not what it was.
  const isRightKey = head !== null && key !== null && found.kind === 'read';
  if (first.ok || first.code !== 'storage-unavailable' || !isRightKey) return first;
  if (first.isDamaged !== true && !isDamaged(path, key)) return first;
  try {
    setAside(path, found.head, head, now);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return err('storage-unavailable', `${path} is damaged and cannot be set aside (${reason}). Move it away.`);
  }
  return attempt(options, { head, found: readHead(headPath(path), key) });
};
