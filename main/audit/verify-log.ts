/** Looks for damage in an audit log: in the file, in the sequence, in every record. Needs no more memory for more of it. */
import type { AuditVerification } from '../../contract/audit-reading.ts';
import type { Database } from '../store/database.ts';
import { describeStorageFault } from '../store/storage-fault.ts';
import { createFaultList, verifySequence } from './verify-sequence.ts';
import { walkRecords } from './walk-records.ts';

/** Lines of SQLite's own check that are listed. */
const MOST_FINDINGS = 20;

/** What has been looked at. */
export interface VerificationProgress {
  readonly done: number;
  readonly total: number;
}

/** What `work` gives, or null and a finding where the file cannot be read. */
const orFinding = <T>(work: () => T, onFault: (sentence: string) => void): T | null => {
  try {
    return work();
  } catch (error) {
    onFault(describeStorageFault(error));
    return null;
  }
};

/** The tables and their indices, as SQLite checks them: an index that is wrong would hide records from a search. */
const checkDatabase = (db: Database, report: (message: string) => void): void => {
  const findings = orFinding(
    () => db.pragma(`integrity_check(${String(MOST_FINDINGS)})`) as { readonly integrity_check: string }[],
    (sentence) => {
      report(`The file cannot be checked as a whole: ${sentence}.`);
    },
  );
  for (const { integrity_check: finding } of findings ?? []) {
    if (finding !== 'ok') report(`The database is damaged: ${finding}`);
  }
};

const numberOf = (db: Database, sql: string): number => db.prepare<[], number | null>(sql).pluck().get() ?? 0;

const SAFE = String(Number.MAX_SAFE_INTEGER);
/** The last number that was ever given out: with the last records removed it is beyond those that are there. */
const GIVEN = `SELECT max(seq) FROM sqlite_sequence WHERE name = 'records'`;
const LAST = `SELECT max(seq) FROM records WHERE seq <= ${SAFE}`;
/** Records with numbers that are never given out. */
const STRAY = `SELECT (SELECT count(*) FROM records WHERE seq < 1) + (SELECT count(*) FROM records WHERE seq > ${SAFE})`;

/**
 * Looks at everything that is there when it begins, and yields how far it is between steps. Of what a record says,
 * nothing is judged: who has the key and keeps to the form is not found out.
 */
export const verifyLog = function* (db: Database): Generator<VerificationProgress, AuditVerification, void> {
  const faults = createFaultList();
  const damaged = (message: string): void => {
    faults.add('database', 0, message);
  };
  const unreadable = (sentence: string): void => {
    damaged(`The file cannot be read as a whole: ${sentence}.`);
  };
  // Asked first: a record that is added after this is not missed.
  const given = orFinding(() => numberOf(db, GIVEN), unreadable) ?? 0;
  const last = orFinding(() => numberOf(db, LAST), unreadable) ?? given;
  const stray = orFinding(() => numberOf(db, STRAY), unreadable) ?? 0;
  yield { done: 0, total: last };
  checkDatabase(db, damaged);
  if (stray > 0) faults.add('malformed', 0, `${String(stray)} records have numbers that the log does not give out.`);

  const steps = verifySequence(walkRecords(db, last), given, faults);
  let step = steps.next();
  while (step.done !== true) {
    yield { done: Math.min(step.value, last), total: last };
    step = steps.next();
  }
  return { ok: faults.count() === 0, ...step.value, faults: faults.listed(), faultCount: faults.count() };
};
