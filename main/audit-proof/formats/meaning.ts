/** What other systems want to know of a record, before it is put in their words. */
import type { AuditRecord } from '../../../contract/audit.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import { type Severity, severityOf } from './severity.ts';
import { type Role, ROLES } from '../../../contract/access.ts';
import { TITLES, isAuditKind } from './titles.ts';

export interface AuditMeaning {
  readonly title: string;
  readonly severity: Severity;
  readonly outcome: Outcome;
  /** As whom it was done or tried; null where the agent did it, or the system. */
  readonly by: 'employee' | Role | null;
  readonly reason: string | null;
  /** What the record says of it in a sentence. */
  readonly message: string | null;
  /** Milliseconds since 1970; 0 where the record has no time that is one. */
  readonly time: number;
}

const textIn = (body: AuditRecord['body'], names: readonly string[]): string | null => {
  for (const name of names) {
    const value = body[name];
    if (typeof value === 'string' && value !== '') return value;
  }
  return null;
};

/** Whoever did it without proving who they are was at the workstation, as its user is. */
const EMPLOYEE: readonly unknown[] = ['employee', 'user'];

const personIn = ({ by, as }: AuditRecord['body']): AuditMeaning['by'] => {
  const named = by ?? as;
  return EMPLOYEE.includes(named) ? 'employee' : (ROLES.find((role) => role === named) ?? null);
};

export const meaningOf = (record: AuditRecord): AuditMeaning => {
  const { kind, body, at } = record;
  const time = Date.parse(at);
  return {
    title: isAuditKind(kind) ? TITLES[kind] : kind,
    severity: severityOf(record),
    outcome: outcomeOf(record),
    by: personIn(body),
    reason: textIn(body, ['reason', 'fault', 'why', 'how']),
    message: textIn(body, ['message']),
    time: Number.isNaN(time) ? 0 : time,
  };
};

/** Which event it is among all of an organisation's. */
export const eventId = (machine: string, seq: number): string => `${machine}-${String(seq)}`;
