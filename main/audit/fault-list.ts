/** The faults that a verification finds. Needs no more memory for more of them. */
import type { AuditFault, AuditFaultKind } from '../../contract/audit-reading.ts';

const MOST_LISTED = 100;

export interface FaultList {
  add(fault: AuditFaultKind, seq: number, message: string, lastSeq?: number): void;
  /** The first hundred that were found, by their place. */
  listed(): AuditFault[];
  count(): number;
}

export const createFaultList = (): FaultList => {
  const listed: AuditFault[] = [];
  let count = 0;
  return {
    add: (fault, seq, message, lastSeq = seq) => {
      count += 1;
      if (listed.length < MOST_LISTED) listed.push({ seq, lastSeq, fault, message });
    },
    listed: () => listed.toSorted((a, b) => a.seq - b.seq),
    count: () => count,
  };
};
