/**
 * Which class of the Open Cybersecurity Schema Framework (https://schema.ocsf.io/1.5.0) says honestly what a record
 * tells; where none does, it is the base event.
 */
import type { AuditKind, AuditRecord } from '../../../contract/audit.ts';
import { isAuditKind } from './titles.ts';

export interface OcsfClass {
  readonly name: string;
  readonly uid: number;
  readonly category: string;
  readonly categoryUid: number;
}

const IAM = { category: 'Identity & Access Management', categoryUid: 3 } as const;
const APPLICATION = { category: 'Application Activity', categoryUid: 6 } as const;

export const BASE = { name: 'Base Event', uid: 0, category: 'Uncategorized', categoryUid: 0 } as const;
export const FINDING = { name: 'Detection Finding', uid: 2004, category: 'Findings', categoryUid: 2 } as const;
export const ACCOUNT = { name: 'Account Change', uid: 3001, ...IAM } as const;
export const AUTHENTICATION = { name: 'Authentication', uid: 3002, ...IAM } as const;
export const ENTITY = { name: 'Entity Management', uid: 3004, ...IAM } as const;
export const DEVICE = {
  name: 'Device Config State Change',
  uid: 5019,
  category: 'Discovery',
  categoryUid: 5,
} as const;
export const LIFECYCLE = { name: 'Application Lifecycle', uid: 6002, ...APPLICATION } as const;
export const ERROR = { name: 'Application Error', uid: 6008, ...APPLICATION } as const;

export interface OcsfEvent {
  readonly of: OcsfClass;
  readonly activityId: number;
  readonly activity: string;
  /** What is acted upon, where the class is Entity Management. */
  readonly entity?: string;
}

const event = (of: OcsfClass, activityId: number, activity: string, entity?: string): OcsfEvent => ({
  of,
  activityId,
  activity,
  ...(entity === undefined ? {} : { entity }),
});
/** What the class has no activity for, by its own name. */
const other = (of: OcsfClass, activity: string, entity?: string): OcsfEvent => event(of, 99, activity, entity);

const FACTOR_CHANGES = new Map<unknown, OcsfEvent>([
  ['enrolled', event(ACCOUNT, 10, 'MFA Factor Enable')],
  ['removed', event(ACCOUNT, 11, 'MFA Factor Disable')],
  ['unblocked', event(ACCOUNT, 12, 'Unlock')],
]);

const SENSOR_STATES = new Map<unknown, OcsfEvent>([
  ['running', event(LIFECYCLE, 3, 'Start')],
  ['restarting', event(LIFECYCLE, 5, 'Restart')],
  ['stopped', event(LIFECYCLE, 4, 'Stop')],
]);

const OPERATIONS = new Map<unknown, OcsfEvent>([
  ['erase', event(ENTITY, 4, 'Delete', 'Personal Data')],
  ['renew-template', event(ENTITY, 3, 'Update', 'Behavioural Profile')],
  ['back-up', event(ENTITY, 2, 'Read', 'Agent Data')],
  ['restore', event(ENTITY, 3, 'Update', 'Agent Data')],
]);

/** Where the kind alone does not tell the activity, the body does. */
const EVENTS: Readonly<Record<AuditKind, OcsfEvent | ((body: AuditRecord['body']) => OcsfEvent)>> = {
  'agent-started': event(LIFECYCLE, 3, 'Start'),
  'agent-stopped': event(LIFECYCLE, 4, 'Stop'),
  'policy-loaded': event(ENTITY, 10, 'Activate', 'Policy'),
  'policy-refused': event(ENTITY, 10, 'Activate', 'Policy'),
  'baseline-established': event(ENTITY, 1, 'Create', 'Behavioural Profile'),
  'profile-trained': event(ENTITY, 3, 'Update', 'Behavioural Profile'),
  'profile-reset': event(ENTITY, 4, 'Delete', 'Behavioural Profile'),
  'profile-rolled-back': event(ENTITY, 3, 'Update', 'Behavioural Profile'),
  decision: event(FINDING, 1, 'Create'),
  'action-intended': event(FINDING, 2, 'Update'),
  'action-done': event(FINDING, 2, 'Update'),
  'session-locked': other(AUTHENTICATION, 'Lock'),
  'session-unlocked': event(AUTHENTICATION, 1, 'Logon'),
  'sensor-state': ({ state }) => SENSOR_STATES.get(state) ?? other(LIFECYCLE, 'Sensor State Change'),
  'coverage-gap': event(FINDING, 1, 'Create'),
  'policy-changed': event(ENTITY, 3, 'Update', 'Policy'),
  'code-asked': other(AUTHENTICATION, 'Step-up Challenge'),
  'code-passed': other(AUTHENTICATION, 'Step-up'),
  'code-refused': other(AUTHENTICATION, 'Step-up'),
  'codes-blocked': event(ACCOUNT, 9, 'Lock'),
  'code-mailed': other(AUTHENTICATION, 'Code Delivery'),
  'step-up-changed': ({ change }) => FACTOR_CHANGES.get(change) ?? other(ACCOUNT, 'MFA Factor Renew'),
  authorised: event(AUTHENTICATION, 1, 'Logon'),
  'authorisation-refused': event(AUTHENTICATION, 1, 'Logon'),
  'role-changed': event(ACCOUNT, 3, 'Password Change'),
  'secret-changed': event(ENTITY, 3, 'Update', 'Secret'),
  'network-changed': event(DEVICE, 1, 'Log'),
  'network-trusted': event(ENTITY, 1, 'Create', 'Trusted Network'),
  'network-forgotten': event(ENTITY, 4, 'Delete', 'Trusted Network'),
  'accommodation-began': event(ENTITY, 10, 'Activate', 'Accommodation'),
  'accommodation-ended': event(ENTITY, 11, 'Deactivate', 'Accommodation'),
  'system-resumed': other(BASE, 'System Resume'),
  'user-switched': other(AUTHENTICATION, 'User Switch'),
  excluded: ({ by }) => (by === 'nothing' ? event(LIFECYCLE, 6, 'Enable') : event(LIFECYCLE, 7, 'Disable')),
  inactive: other(BASE, 'Inactivity'),
  'agent-died': event(FINDING, 1, 'Create'),
  ended: event(LIFECYCLE, 4, 'Stop'),
  'notification-dropped': event(ERROR, 1, 'General Error'),
  paused: event(LIFECYCLE, 7, 'Disable'),
  resumed: event(LIFECYCLE, 6, 'Enable'),
  'consent-answered': event(ENTITY, 3, 'Update', 'Consent'),
  'doubt-claimed': event(FINDING, 2, 'Update'),
  'data-exported': event(ENTITY, 2, 'Read', 'Personal Data'),
  'erasure-requested': other(ENTITY, 'Delete Request', 'Personal Data'),
  'erasure-withdrawn': other(ENTITY, 'Delete Request Withdrawal', 'Personal Data'),
  'erasure-done': event(ENTITY, 4, 'Delete', 'Personal Data'),
  'audit-opened': event(ENTITY, 2, 'Read', 'Audit Log'),
  'audit-verified': other(ENTITY, 'Verify', 'Audit Log'),
  'audit-exported': event(ENTITY, 2, 'Read', 'Audit Log'),
  'audit-chain-began': event(ENTITY, 1, 'Create', 'Audit Hash Chain'),
  'audit-trimmed': event(ENTITY, 4, 'Delete', 'Audit Records'),
  'audit-fault-found': event(FINDING, 1, 'Create'),
  'operation-intended': other(ENTITY, 'Intent', 'Agent Data'),
  'operation-done': ({ operation }) => OPERATIONS.get(operation) ?? other(ENTITY, 'Operation', 'Agent Data'),
  'forwarding-failed': event(ERROR, 1, 'General Error'),
  'forwarding-recovered': other(ERROR, 'Recovery'),
  'retention-applied': event(ENTITY, 4, 'Delete', 'Behavioural Data'),
  'fix-applied': other(LIFECYCLE, 'Repair'),
  'storage-degraded': event(ERROR, 1, 'General Error'),
  'storage-recovered': other(ERROR, 'Recovery'),
};

export const ocsfEventOf = ({ kind, body }: AuditRecord): OcsfEvent => {
  const of = isAuditKind(kind) ? EVENTS[kind] : other(BASE, kind);
  return typeof of === 'function' ? of(body) : of;
};
