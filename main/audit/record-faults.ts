/** What is wrong with one record of the audit log, by itself and beside the one before it. */
import type { AUDIT_FAULTS } from '../../contract/audit-reading.ts';
import { auditEventSchema } from '../../contract/audit.ts';
import { canonicalJson } from './canonical-json.ts';
import { parseBody, type AuditRow } from './record-row.ts';

export interface RecordFault {
  readonly fault: (typeof AUDIT_FAULTS)[number];
  readonly message: string;
}

const ISO_SECOND = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

const isTime = (at: string): boolean => ISO_SECOND.test(at) && !Number.isNaN(Date.parse(at));

const malformed = (seq: number, what: string): RecordFault => ({
  fault: 'malformed',
  message: `Record ${String(seq)} ${what}.`,
});

const bodyFault = ({ seq, kind, body: text }: AuditRow): RecordFault | null => {
  const body = parseBody(text);
  if (body === null) return malformed(seq, 'has a body that is not a JSON object');
  if (!auditEventSchema.safeParse({ kind, body }).success) {
    return malformed(seq, `has a body that its kind, ${JSON.stringify(kind.slice(0, 40))}, does not have`);
  }
  return canonicalJson(body) === text ? null : malformed(seq, 'was not written by the agent: it is not canonical JSON');
};

const timeFault = ({ seq, at }: AuditRow, before: AuditRow | null): RecordFault | null => {
  if (!isTime(at)) return malformed(seq, 'has no valid time');
  if (before === null || at >= before.at || !isTime(before.at)) return null;
  return {
    fault: 'order',
    message: `Record ${String(seq)} is of ${at}, the one before it of ${before.at}: the clock was set back, or one of them was changed.`,
  };
};

export const recordFaults = (row: AuditRow, before: AuditRow | null): readonly RecordFault[] =>
  [bodyFault(row), timeFault(row, before)].filter((fault) => fault !== null);
