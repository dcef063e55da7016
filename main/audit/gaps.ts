/** Records that are not there, or not to be read: named once it is known whether what follows can be proved all the same. */
import type { AuditFaultKind } from '../../contract/audit-reading.ts';
import type { FaultList } from './fault-list.ts';

interface Gap {
  readonly fault: Extract<AuditFaultKind, 'missing' | 'database'>;
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

/** For the middle of a sentence. */
export const recordsFromTo = (from: number, to: number): string =>
  from === to ? `record ${String(from)}` : `records ${String(from)} to ${String(to)}`;

/** For the beginning of one. */
export const recordsAtStart = (from: number, to: number): string =>
  from === to ? `Record ${String(from)}` : `Records ${String(from)} to ${String(to)}`;

const missing = (from: number, to: number): Gap => ({
  fault: 'missing',
  from,
  to,
  message: `${recordsAtStart(from, to)} ${from === to ? 'is' : 'are'} missing.`,
});

const unreadable = (from: number, to: number, reason: string): Gap => {
  const where = from === to ? `at record ${String(from)}` : `from record ${String(from)} to ${String(to)}`;
  return { fault: 'database', from, to, message: `What is stored ${where} cannot be read: ${reason}.` };
};

export interface Gaps {
  addMissing(from: number, to: number): void;
  addUnreadable(from: number, to: number, reason: string): void;
  areThere(): boolean;
  /** `unproved`: the record after them, which only they could prove; 0 where it is proved, or not there. */
  name(unproved: number): void;
}

export const createGaps = (faults: FaultList): Gaps => {
  let gaps: readonly Gap[] = [];
  return {
    addMissing: (from, to) => {
      gaps = [...gaps, missing(from, to)];
    },
    addUnreadable: (from, to, reason) => {
      gaps = [...gaps, unreadable(from, to, reason)];
    },
    areThere: () => gaps.length > 0,
    name: (unproved) => {
      for (const { fault, from, to, message } of gaps) {
        const isBefore = unproved === to + 1;
        const more = isBefore ? ` Record ${String(unproved)} cannot be proved without what was before it.` : '';
        faults.add(fault, from, message + more, isBefore ? unproved : to);
      }
      gaps = [];
    },
  };
};
