/** SQLite's own check of a file, and reading from one that may be damaged. */
import type { Database } from '../store/database.ts';
import { describeStorageFault } from '../store/storage-fault.ts';
import { leaveSnapshot } from './snapshot.ts';

/** Lines of SQLite's own check that are listed. */
const MOST_FINDINGS = 20;

/** What `work` gives, or null and a finding where the file cannot be read. */
export const orFinding = <T>(db: Database, work: () => T, onFault: (sentence: string) => void): T | null => {
  try {
    return work();
  } catch (error) {
    leaveSnapshot(db);
    onFault(describeStorageFault(error));
    return null;
  }
};

/** One that cannot go on names every page after the first as well. */
const firstFinding = (text: string): string => text.split('\n').find((line) => !line.startsWith('***')) ?? text;

/** The tables and their indices: an index that is wrong would hide records from a search. */
export const checkDatabase = (db: Database, report: (message: string) => void): void => {
  const findings = orFinding(
    db,
    () => db.pragma(`integrity_check(${String(MOST_FINDINGS)})`) as { readonly integrity_check: string }[],
    (sentence) => {
      report(`The file cannot be checked as a whole: ${sentence}.`);
    },
  );
  for (const { integrity_check: finding } of findings ?? []) {
    if (finding === 'ok') continue;
    leaveSnapshot(db);
    report(`The database is damaged: ${firstFinding(finding)}.`);
  }
};
