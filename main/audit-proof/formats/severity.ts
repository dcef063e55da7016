/** How much a record matters to somebody who watches many machines. */
import type { AuditKind, AuditRecord } from '../../../contract/audit.ts';
import { isAuditKind } from './titles.ts';

export type Severity = 'informational' | 'low' | 'medium' | 'high';

type Body = AuditRecord['body'];

const OF_ACTION = new Map<unknown, Severity>([
  ['notify', 'low'],
  ['prompt', 'medium'],
  ['lock', 'high'],
]);

const ofAction = ({ action }: Body): Severity => OF_ACTION.get(action) ?? 'informational';
const ifFailed =
  (severity: Severity) =>
  ({ ok }: Body): Severity =>
    ok === false ? severity : 'informational';

/** What is not here is informational. Where the kind alone does not tell, the body does. */
const SEVERITIES: Partial<Readonly<Record<AuditKind, Severity | ((body: Body) => Severity)>>> = {
  'policy-refused': 'medium',
  'profile-reset': 'low',
  'profile-rolled-back': 'low',
  decision: ofAction,
  'action-intended': ofAction,
  'action-done': (body) => (body.ok === false ? 'high' : ofAction(body)),
  'sensor-state': ({ state }) => (state === 'degraded' || state === 'restarting' ? 'medium' : 'informational'),
  'coverage-gap': 'low',
  'policy-changed': 'low',
  'code-refused': 'low',
  'codes-blocked': 'medium',
  'code-mailed': ifFailed('medium'),
  'step-up-changed': 'low',
  'authorisation-refused': 'medium',
  'role-changed': 'medium',
  'secret-changed': 'low',
  'network-changed': ({ score }) => (score === 0 ? 'low' : 'informational'),
  'accommodation-began': 'low',
  'agent-died': 'high',
  ended: ({ isAuthorised }) => (isAuthorised === true ? 'low' : 'high'),
  'notification-dropped': 'low',
  paused: 'low',
  'erasure-done': 'low',
  'audit-verified': ifFailed('high'),
  'audit-chain-began': ({ why }) => (why === 'restarted' ? 'high' : 'informational'),
  'audit-trimmed': 'low',
  'audit-fault-found': 'high',
  'operation-done': ifFailed('medium'),
  'forwarding-failed': 'low',
  'fix-applied': ifFailed('medium'),
  'storage-degraded': 'medium',
};

export const severityOf = ({ kind, body }: AuditRecord): Severity => {
  const severity = isAuditKind(kind) ? SEVERITIES[kind] : undefined;
  return typeof severity === 'function' ? severity(body) : (severity ?? 'informational');
};
