/** Records and a source for the tests of the formats. */
import type { AuditSource } from '../../../contract/audit-proof.ts';
import type { AuditEvent, AuditRecord } from '../../../contract/audit.ts';
import { ACTIONS, type Action } from '../../../contract/verdict.ts';
import { EVERY_EVENT } from '../../notify/every-event.fixture.ts';

export const SOURCE: AuditSource = {
  machine: '3f0c2a7e-6d55-4c0b-9f0e-2b8a1c4d5e6f',
  user: 'c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00',
  hostname: null,
  version: '1.2.3',
};

export const recordOfEvent = ({ kind, body }: AuditEvent, seq = 7): AuditRecord => ({
  seq,
  at: '2026-03-04T05:06:07Z',
  kind,
  body,
});

/** One record of each kind. */
export const EVERY_RECORD: readonly AuditRecord[] = Object.values(EVERY_EVENT).map((event, index) =>
  recordOfEvent(event, index + 1),
);

const DECISION = { decisionId: 'd', reason: 'below-lock', withheld: null, trust: 3.5, modality: 'pointer' } as const;

export const decisionTo = (action: Action): AuditRecord =>
  recordOfEvent({ kind: 'decision', body: { ...DECISION, action } });

export const FAILED_LOCK = recordOfEvent({
  kind: 'action-done',
  body: { decisionId: 'd', action: 'lock', ok: false, method: 'login1', message: 'No session.' },
});

/** Bodies that make a record of the same kind mean something else. */
export const VARIANTS: readonly AuditRecord[] = [
  ...ACTIONS.map(decisionTo),
  FAILED_LOCK,
  ...(['enrolled', 'renewed', 'removed', 'unblocked'] as const).map((change) =>
    recordOfEvent({ kind: 'step-up-changed', body: { method: 'authenticator', change, by: 'administrator' } }),
  ),
  ...(['authenticator', 'email', 'recovery-code'] as const).map((method) =>
    recordOfEvent({ kind: 'code-passed', body: { promptId: null, method, driftSeconds: 1.5 } }),
  ),
  ...(['employee', 'administrator', 'auditor'] as const).map((as) =>
    recordOfEvent({ kind: 'authorised', body: { as } }),
  ),
  ...['running', 'restarting', 'stopped', 'degraded', 'paused'].map((state) =>
    recordOfEvent({ kind: 'sensor-state', body: { state, reason: '', restarts: 0 } }),
  ),
  ...(['erase', 'renew-template', 'back-up', 'restore'] as const).flatMap((operation) => [
    recordOfEvent({ kind: 'operation-intended', body: { operationId: 'o', operation, by: 'administrator' } }),
    recordOfEvent({ kind: 'operation-done', body: { operationId: 'o', operation, ok: false, message: 'Disk full.' } }),
  ]),
  recordOfEvent({ kind: 'audit-verified', body: { by: 'auditor', ok: false, records: 3, faults: 1 } }),
  recordOfEvent({ kind: 'excluded', body: { by: 'nothing' } }),
  recordOfEvent({ kind: 'ended', body: { by: 'user', isAuthorised: false } }),
  recordOfEvent({
    kind: 'audit-chain-began',
    body: { chain: 1, root: 'ed25519:x', why: 'restarted', message: 'Gone.' },
  }),
  // Of a later version, and what somebody else wrote.
  { seq: 9, at: '2027-01-01T00:00:00Z', kind: 'of-tomorrow', body: { a: [1, { b: null }] } },
  { seq: 10, at: 'never', kind: 'decision', body: { malformed: 'no JSON' } },
  { seq: 11, at: '', kind: '__proto__', body: { ok: 'perhaps', by: 7, as: {}, action: [], decisionId: null } },
];
