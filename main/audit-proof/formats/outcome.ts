/** Whether what a record tells of came about. */
import type { AuditKind, AuditRecord } from '../../../contract/audit.ts';
import { isAuditKind } from './titles.ts';

export type Outcome = 'success' | 'failure' | 'unknown';

/** Kinds that tell of a failure by themselves. */
const FAILURES: ReadonlySet<AuditKind> = new Set<AuditKind>([
  'policy-refused',
  'coverage-gap',
  'code-refused',
  'codes-blocked',
  'authorisation-refused',
  'agent-died',
  'notification-dropped',
  'audit-fault-found',
  'forwarding-failed',
  'storage-degraded',
]);

/** Kinds that tell of something that is not over, or of which success cannot be said. */
const OPEN: ReadonlySet<AuditKind> = new Set<AuditKind>([
  'decision',
  'action-intended',
  'code-asked',
  'network-changed',
  'inactive',
  'doubt-claimed',
  'erasure-requested',
  'operation-intended',
]);

/** A body's own `ok` counts first, but for a death, where it is the response's. */
export const outcomeOf = ({ kind, body }: AuditRecord): Outcome => {
  if (!isAuditKind(kind)) return 'unknown';
  if (kind === 'agent-died') return 'failure';
  if (body.ok === true) return 'success';
  if (body.ok === false) return 'failure';
  if (kind === 'sensor-state') return body.state === 'degraded' ? 'failure' : 'success';
  if (FAILURES.has(kind)) return 'failure';
  return OPEN.has(kind) ? 'unknown' : 'success';
};
