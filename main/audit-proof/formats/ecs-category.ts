/** Category and type of each kind in the words of the Elastic Common Schema; only pairs that it expects. */
import type { AuditKind, AuditRecord } from '../../../contract/audit.ts';
import { isAuditKind } from './titles.ts';

export interface EcsCategory {
  readonly category: readonly string[];
  readonly type: readonly string[];
}

const is = (category: string, type: string): EcsCategory => ({ category: [category], type: [type] });

const CATEGORIES: Readonly<Record<AuditKind, EcsCategory>> = {
  'agent-started': is('process', 'start'),
  'agent-stopped': is('process', 'end'),
  'policy-loaded': is('configuration', 'info'),
  'policy-refused': is('configuration', 'info'),
  'baseline-established': is('configuration', 'creation'),
  'profile-trained': is('configuration', 'change'),
  'profile-reset': is('configuration', 'deletion'),
  'profile-rolled-back': is('configuration', 'change'),
  decision: is('intrusion_detection', 'info'),
  'action-intended': is('intrusion_detection', 'info'),
  'action-done': is('intrusion_detection', 'info'),
  'session-locked': is('session', 'info'),
  'session-unlocked': is('session', 'info'),
  'sensor-state': is('process', 'info'),
  'coverage-gap': is('intrusion_detection', 'info'),
  'policy-changed': is('configuration', 'change'),
  'code-asked': is('authentication', 'info'),
  'code-passed': is('authentication', 'info'),
  'code-refused': is('authentication', 'info'),
  'codes-blocked': is('authentication', 'info'),
  'code-mailed': is('authentication', 'info'),
  'step-up-changed': is('iam', 'change'),
  authorised: is('authentication', 'start'),
  'authorisation-refused': is('authentication', 'start'),
  'role-changed': is('iam', 'change'),
  'secret-changed': is('configuration', 'change'),
  'network-changed': is('network', 'info'),
  'network-trusted': is('configuration', 'creation'),
  'network-forgotten': is('configuration', 'deletion'),
  'accommodation-began': is('configuration', 'change'),
  'accommodation-ended': is('configuration', 'change'),
  'system-resumed': is('host', 'info'),
  'user-switched': is('session', 'info'),
  excluded: is('configuration', 'info'),
  inactive: is('session', 'info'),
  'agent-died': is('process', 'end'),
  ended: is('process', 'end'),
  'notification-dropped': is('process', 'info'),
  paused: is('process', 'change'),
  resumed: is('process', 'change'),
  'consent-answered': is('configuration', 'change'),
  'doubt-claimed': is('intrusion_detection', 'info'),
  'data-exported': is('database', 'access'),
  'erasure-requested': is('database', 'info'),
  'erasure-withdrawn': is('database', 'info'),
  'erasure-done': is('database', 'change'),
  'audit-opened': is('database', 'access'),
  'audit-verified': is('database', 'info'),
  'audit-exported': is('database', 'access'),
  'audit-chain-began': is('configuration', 'creation'),
  'audit-trimmed': is('database', 'change'),
  'audit-fault-found': is('database', 'error'),
  'operation-intended': is('database', 'info'),
  'operation-done': is('database', 'change'),
  'forwarding-failed': is('process', 'info'),
  'forwarding-recovered': is('process', 'info'),
  'retention-applied': is('database', 'change'),
  'fix-applied': is('process', 'change'),
  'storage-degraded': is('database', 'error'),
  'storage-recovered': is('database', 'info'),
};

const UNKNOWN: EcsCategory = { category: [], type: [] };

export const ecsCategoryOf = ({ kind }: AuditRecord): EcsCategory => (isAuditKind(kind) ? CATEGORIES[kind] : UNKNOWN);

const ALERTS: ReadonlySet<AuditKind> = new Set<AuditKind>(['coverage-gap', 'agent-died', 'audit-fault-found']);

/** Whether it asks somebody to look: a doubt, a death, a hole. */
export const isAlert = ({ kind, body }: AuditRecord): boolean => {
  if (kind === 'decision') return body.action === 'prompt' || body.action === 'lock' || body.action === 'notify';
  return isAuditKind(kind) && ALERTS.has(kind);
};
