/** One audit event of each kind, with words planted wherever a person, a server or a file could have put some. */
import type { AuditEvent, AuditKind } from '../../contract/audit.ts';

/** Never told to anybody. */
export const PLANTED = ['ada', 'example.org', '/etc/samehand', '17.25', '123456', 'keyboard-app', '7a7a'] as const;

const WHO = 'ada';
const MESSAGE = 'ada@example.org said 123456 in /etc/samehand, keyboard-app, 7a7a, 17.25';

type EveryEvent = { readonly [K in AuditKind]: Extract<AuditEvent, { kind: K }> };

export const EVERY_EVENT: EveryEvent = {
  'agent-started': { kind: 'agent-started', body: { version: '1', mode: 'enforce', platform: 'linux' } },
  'agent-stopped': { kind: 'agent-stopped', body: { reason: MESSAGE } },
  'policy-loaded': { kind: 'policy-loaded', body: { source: MESSAGE, policy: { x: MESSAGE } } },
  'policy-refused': { kind: 'policy-refused', body: { source: MESSAGE, message: MESSAGE } },
  'baseline-established': {
    kind: 'baseline-established',
    body: { modality: 'keyboard', windows: 100, profileVersion: 1 },
  },
  'profile-trained': { kind: 'profile-trained', body: { modality: 'keyboard', windows: 100, profileVersion: 2 } },
  'profile-reset': { kind: 'profile-reset', body: { by: WHO } },
  'profile-rolled-back': { kind: 'profile-rolled-back', body: { modality: 'keyboard', from: 2, to: 1, by: WHO } },
  decision: {
    kind: 'decision',
    body: {
      decisionId: 'decision-1',
      action: 'prompt',
      reason: 'below-prompt',
      withheld: null,
      trust: 17.25,
      modality: 'keyboard',
    },
  },
  'action-intended': { kind: 'action-intended', body: { decisionId: 'decision-1', action: 'lock' } },
  'action-done': {
    kind: 'action-done',
    body: { decisionId: 'decision-1', action: 'lock', ok: true, method: WHO, message: MESSAGE },
  },
  'session-locked': { kind: 'session-locked', body: { by: WHO } },
  'session-unlocked': { kind: 'session-unlocked', body: { by: WHO } },
  'sensor-state': { kind: 'sensor-state', body: { state: 'degraded', reason: MESSAGE, restarts: 3 } },
  'coverage-gap': { kind: 'coverage-gap', body: { lostBatches: 1, lostEvents: 64 } },
  'policy-changed': {
    kind: 'policy-changed',
    body: { source: MESSAGE, by: WHO, reason: MESSAGE, changes: [{ path: MESSAGE, from: MESSAGE, to: MESSAGE }] },
  },
  'code-asked': { kind: 'code-asked', body: { promptId: 'p', reason: 'doubt', methods: ['email'] } },
  'code-passed': { kind: 'code-passed', body: { promptId: 'p', method: 'email', driftSeconds: null } },
  'code-refused': { kind: 'code-refused', body: { promptId: 'p', fault: 'replayed', failures: 2, waitSeconds: 30 } },
  'codes-blocked': { kind: 'codes-blocked', body: { failures: 5, waitSeconds: 60 } },
  'code-mailed': { kind: 'code-mailed', body: { ok: true, message: MESSAGE } },
  'step-up-changed': { kind: 'step-up-changed', body: { method: 'email', change: 'enrolled', by: WHO } },
  authorised: { kind: 'authorised', body: { as: 'administrator' } },
  'authorisation-refused': { kind: 'authorisation-refused', body: { as: 'employee', failures: 1, waitSeconds: 0 } },
  'role-changed': { kind: 'role-changed', body: { role: 'auditor', by: WHO } },
  'secret-changed': { kind: 'secret-changed', body: { name: 'smtp', by: WHO } },
  'network-changed': { kind: 'network-changed', body: { network: '7a7a', score: 0 } },
  'network-trusted': { kind: 'network-trusted', body: { network: '7a7a', by: WHO } },
  'network-forgotten': { kind: 'network-forgotten', body: { network: '7a7a', by: WHO } },
  'accommodation-began': { kind: 'accommodation-began', body: { until: '2026-04-01', by: WHO } },
  'accommodation-ended': { kind: 'accommodation-ended', body: { by: WHO } },
  'system-resumed': { kind: 'system-resumed', body: { sleptSeconds: 10 } },
  'user-switched': { kind: 'user-switched', body: { away: true } },
  excluded: { kind: 'excluded', body: { by: 'application' } },
  inactive: { kind: 'inactive', body: { idleSeconds: 900 } },
  'agent-died': {
    kind: 'agent-died',
    body: { which: 'main', how: MESSAGE, noticedBy: WHO, response: 'lock', ok: true, message: MESSAGE },
  },
  ended: { kind: 'ended', body: { by: WHO, isAuthorised: true } },
  'notification-dropped': { kind: 'notification-dropped', body: { channel: 'email', count: 1, message: MESSAGE } },
  paused: { kind: 'paused', body: { minutes: 10, by: WHO } },
  resumed: { kind: 'resumed', body: { by: WHO } },
  'consent-answered': { kind: 'consent-answered', body: { version: 1, answer: 'given', language: 'en', by: WHO } },
  'doubt-claimed': { kind: 'doubt-claimed', body: { decisionId: 'd', by: WHO } },
  'data-exported': { kind: 'data-exported', body: { by: WHO } },
  'erasure-requested': { kind: 'erasure-requested', body: {} },
  'erasure-withdrawn': { kind: 'erasure-withdrawn', body: {} },
  'erasure-done': { kind: 'erasure-done', body: { by: WHO, removedWindows: 3 } },
  'audit-opened': { kind: 'audit-opened', body: { by: WHO } },
  'audit-verified': { kind: 'audit-verified', body: { by: WHO, ok: true, records: 3, faults: 0 } },
  'audit-exported': { kind: 'audit-exported', body: { by: WHO, format: 'csv', records: 3 } },
  'audit-chain-began': {
    kind: 'audit-chain-began',
    body: { chain: 0, root: 'ed25519:AAAA', why: 'new', message: MESSAGE },
  },
  'audit-trimmed': { kind: 'audit-trimmed', body: { upTo: 3, records: 3, olderThan: '2026-01-01T00:00:00Z' } },
  'audit-fault-found': { kind: 'audit-fault-found', body: { fault: 'truncated', seq: 3, message: MESSAGE } },
  'operation-intended': { kind: 'operation-intended', body: { operationId: 'o', operation: 'erase', by: WHO } },
  'operation-done': {
    kind: 'operation-done',
    body: { operationId: 'o', operation: 'erase', ok: true, message: MESSAGE },
  },
  'forwarding-failed': { kind: 'forwarding-failed', body: { forwarder: 'syslog', waiting: 3, message: MESSAGE } },
  'forwarding-recovered': { kind: 'forwarding-recovered', body: { forwarder: 'syslog' } },
  'retention-applied': { kind: 'retention-applied', body: { removed: { audit: 3 } } },
  'fix-applied': { kind: 'fix-applied', body: { fix: 'restart-sensor', ok: true, message: MESSAGE } },
  'storage-degraded': { kind: 'storage-degraded', body: { message: MESSAGE } },
  'storage-recovered': { kind: 'storage-recovered', body: {} },
};
