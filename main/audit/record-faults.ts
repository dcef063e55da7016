/** What is wrong with one record of the audit log, by itself and beside the one before it. */
import type { AuditFaultKind } from '../../contract/audit-reading.ts';
import type { AuditRow } from './record-row.ts';

export interface RecordFault {
  readonly fault: Extract<AuditFaultKind, 'malformed' | 'order'>;
  readonly message: string;
}

/** ISO 8601, UTC, to the second. */
const TIME = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;

const isTime = (at: string): boolean => TIME.test(at);

const isObject = (text: string): boolean => {
  if (!text.startsWith('{')) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const malformed = (seq: number, what: string): RecordFault => ({
  fault: 'malformed',
  message: `Record ${String(seq)} ${what}.`,
});

const timeFault = ({ seq, at }: AuditRow, before: AuditRow | null): RecordFault | null => {
  if (before !== null && at === before.at) return null;
  if (!isTime(at)) return malformed(seq, 'has no valid time');
  if (before === null || at >= before.at || !isTime(before.at)) return null;
  return {
    fault: 'order',
    message: `Record ${String(seq)} is of ${at}, the one before it of ${before.at}: the clock was set back, or one of them was changed.`,
  };
};

const NONE: readonly RecordFault[] = [];

/**
 * Nothing is said of what it tells: the chain says whether the agent wrote it. `isProved`: it does, up to a seal; then
 * the body is not looked at.
 */
export const recordFaults = (row: AuditRow, before: AuditRow | null, isProved: boolean): readonly RecordFault[] => {
  const time = timeFault(row, before);
  if (isProved || isObject(row.body)) return time === null ? NONE : [time];
  const body = malformed(row.seq, 'has a body that is not a JSON object');
  return time === null ? [body] : [body, time];
};
