/**
 * Looks for damage in an audit log: in the file, in the sequence, in every record and seal, and beside what is known of
 * it elsewhere. Needs no more memory for more of it.
 */
import type { Seal } from '../../contract/audit-proof.ts';
import type { AuditVerification } from '../../contract/audit-reading.ts';
import { keyToText } from '../audit-proof/bytes.ts';
import type { Database } from '../store/database.ts';
import { checkDatabase, orFinding } from './check-database.ts';
import { createFaultList, type FaultList } from './fault-list.ts';
import { extentOf, type LogExtent } from './log-extent.ts';
import { createIndexCheck } from './index-check.ts';
import { holdSnapshot, leaveSnapshot } from './snapshot.ts';
import { checkOutside, notedLinks, type Outside } from './verify-head.ts';
import { verifySequence } from './verify-sequence.ts';
import { walkRecords } from './walk-records.ts';
import { walkSeals } from './walk-seals.ts';

/** What has been looked at. */
export interface VerificationProgress {
  readonly done: number;
  readonly total: number;
}

/** Seals up to the first that cannot be read. */
const readableSeals = function* (db: Database, report: (message: string) => void): Generator<Seal, void, void> {
  const seals = walkSeals(db);
  for (;;) {
    const next = orFinding(
      db,
      () => seals.next(),
      (sentence) => {
        report(`The seals cannot be read to their end: ${sentence}.`);
      },
    );
    if (next === null || next.done === true) return;
    yield next.value;
  }
};

const checkExtent = ({ stray, leftOver, trimmedTo }: LogExtent, faults: FaultList): void => {
  if (stray > 0) faults.add('malformed', 0, `${String(stray)} records have numbers that the log does not give out.`);
  if (leftOver > 0) {
    const where = `Of the records up to ${String(trimmedTo)}, which the log says were removed, ${String(leftOver)} are there.`;
    faults.add('link', 1, where, trimmedTo);
  }
};

/**
 * Looks at everything that is there when it begins, and yields how far it is between steps. `outside` must have been
 * read before.
 */
export const verifyLog = function* (
  db: Database,
  outside: Outside,
): Generator<VerificationProgress, AuditVerification, void> {
  const faults = createFaultList();
  const damaged = (message: string): void => {
    faults.add('database', 0, message);
  };
  // All that is looked at is of one moment: nothing that is added or trimmed meanwhile is taken for damage.
  holdSnapshot(db);
  try {
    const extent = extentOf(db, (work) =>
      orFinding(db, work, (sentence) => {
        damaged(`The file cannot be read as a whole: ${sentence}.`);
      }),
    );
    const { last, trimmedTo } = extent;
    yield { done: 0, total: last };
    checkExtent(extent, faults);
    const indices = createIndexCheck(db);
    const steps = verifySequence(
      {
        stretches: walkRecords(db, trimmedTo, last),
        seals: readableSeals(db, damaged),
        first: trimmedTo + 1,
        given: Math.max(extent.given, outside.head?.kind === 'read' ? outside.head.head.seq : 0),
        noted: notedLinks(outside, faults),
        onRow: indices.row,
      },
      faults,
    );
    let step = steps.next();
    while (step.done !== true) {
      yield { done: Math.min(step.value, last), total: last };
      step = steps.next();
    }
    // It takes a third of the time of all the rest, and finds nothing where all pages were read and agree.
    if (!indices.areSound() || faults.count() > 0) checkDatabase(db, damaged);
    const { sealed, ...seen } = step.value;
    if (sealed.count() === 0)
      faults.add('seal', 0, 'There are no seals: nothing proves that the log is as it was written.');
    checkOutside(outside, last, sealed, faults);
    const root = sealed.roots().at(-1);
    return {
      ok: faults.count() === 0,
      ...seen,
      faults: faults.listed(),
      faultCount: faults.count(),
      seals: sealed.count(),
      sealedSeq: sealed.sealedSeq(),
      root: root === undefined ? null : keyToText(root),
    };
  } finally {
    leaveSnapshot(db);
  }
};
