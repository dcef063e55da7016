/** Looks through the records of an audit log in their order. Needs no more memory for more of them. */
import type { AuditVerification, AUDIT_FAULTS } from '../../contract/audit-reading.ts';
import { recordFaults } from './record-faults.ts';
import type { AuditRow } from './record-row.ts';
import type { Stretch } from './walk-records.ts';

type Fault = AuditVerification['faults'][number];

const MOST_LISTED = 100;

export interface FaultList {
  add(fault: (typeof AUDIT_FAULTS)[number], seq: number, message: string): void;
  /** The first hundred. */
  listed(): Fault[];
  count(): number;
}

export const createFaultList = (): FaultList => {
  const listed: Fault[] = [];
  let count = 0;
  return {
    add: (fault, seq, message) => {
      count += 1;
      if (listed.length < MOST_LISTED) listed.push({ seq, fault, message });
    },
    listed: () => listed,
    count: () => count,
  };
};

export interface Seen {
  readonly records: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
}

const missing = (from: number, to: number): string =>
  from === to ? `Record ${String(from)} is missing.` : `Records ${String(from)} to ${String(to)} are missing.`;

/**
 * Adds the faults of all records in their order, and yields the number reached after every stretch. A gap, or a stretch
 * that cannot be read, counts as one fault. `given` is the last number that was ever given out.
 */
export const verifySequence = function* (
  stretches: Iterable<Stretch>,
  given: number,
  faults: FaultList,
): Generator<number, Seen, void> {
  let records = 0;
  let firstSeq = 0;
  let lastSeq = 0;
  let before: AuditRow | null = null;

  const reach = (seq: number): void => {
    if (seq > lastSeq + 1) faults.add('missing', lastSeq + 1, missing(lastSeq + 1, seq - 1));
  };

  for (const stretch of stretches) {
    if (stretch.type === 'unreadable') {
      const { from, to, reason } = stretch;
      reach(from);
      const where = from === to ? `at record ${String(from)}` : `from record ${String(from)} to ${String(to)}`;
      faults.add('database', from, `What is stored ${where} cannot be read: ${reason}.`);
      lastSeq = to;
      before = null;
    } else {
      for (const row of stretch.rows) {
        reach(row.seq);
        for (const { fault, message } of recordFaults(row, before)) faults.add(fault, row.seq, message);
        if (records === 0) firstSeq = row.seq;
        records += 1;
        lastSeq = row.seq;
        before = row;
      }
    }
    yield lastSeq;
  }
  reach(given + 1);
  return { records, firstSeq, lastSeq };
};
