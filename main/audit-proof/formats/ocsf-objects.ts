/** What only some classes of OCSF ask for. */
import { ROLES } from '../../../contract/access.ts';
import type { AuditSource } from '../../../contract/audit-proof.ts';
import type { AuditRecord } from '../../../contract/audit.ts';
import { type AuditMeaning, eventId } from './meaning.ts';
import { ACCOUNT, AUTHENTICATION, DEVICE, ENTITY, FINDING, LIFECYCLE, type OcsfEvent } from './ocsf-class.ts';

type Attributes = Readonly<Record<string, unknown>>;

const OTHER = 99;

export const productOf = ({ version }: AuditSource): Attributes => ({
  name: 'Samehand',
  vendor_name: 'Samehand',
  version,
});

/** A workstation of which nothing is said but its number, and its name where the policy lets it out. */
export const deviceOf = ({ machine, hostname }: AuditSource): Attributes => ({
  uid: machine,
  type_id: 0,
  type: 'Unknown',
  ...(hostname === null ? {} : { hostname }),
});

/** A role has a passphrase of its own, so it is an account of its own; who is no role is the workstation's user. */
const userOf = (by: unknown, { user }: AuditSource): Attributes =>
  ROLES.some((role) => role === by)
    ? { name: by, type_id: OTHER, type: 'Role' }
    : { uid: user, type_id: 1, type: 'User' };

export const actorOf = (by: AuditMeaning['by'], source: AuditSource): Attributes => ({
  app_name: 'Samehand',
  ...(by === null ? {} : { user: userOf(by, source) }),
});

const factorOf = (method: unknown): Attributes => {
  switch (method) {
    case 'authenticator':
      return { factor_type_id: 7, factor_type: 'OTP', is_totp: true };
    case 'email':
      return { factor_type_id: 8, factor_type: 'Email' };
    default:
      return { factor_type_id: OTHER, factor_type: String(method) };
  }
};

const authentication = ({ kind, body }: AuditRecord, source: AuditSource): Attributes => ({
  user: userOf(body.as, source),
  service: { name: 'Samehand' },
  is_remote: false,
  ...(kind === 'session-unlocked' ? { logon_type_id: 7, logon_type: 'Unlock' } : {}),
  ...(typeof body.method === 'string' ? { auth_factors: [factorOf(body.method)] } : {}),
});

const finding = (
  record: AuditRecord,
  { machine }: AuditSource,
  meaning: AuditMeaning,
  activityId: number,
): Attributes => {
  const { decisionId } = record.body;
  const isNew = activityId === 1;
  return {
    finding_info: {
      uid: typeof decisionId === 'string' ? decisionId : eventId(machine, record.seq),
      title: meaning.title,
      types: [record.kind],
      ...(record.kind === 'decision'
        ? { analytic: { name: 'Samehand', type_id: 2, type: 'Behavioral' }, created_time: meaning.time }
        : {}),
    },
    is_alert: isNew && meaning.severity !== 'informational',
  };
};

const ENTITY_TYPES = new Map<string, Attributes>([['Policy', { type_id: 5, policy: { name: 'Samehand' } }]]);

/** The attributes that the record's class asks for beyond those of every event. */
export const classAttributes = (
  record: AuditRecord,
  source: AuditSource,
  meaning: AuditMeaning,
  { of, activityId, entity }: OcsfEvent,
): Attributes => {
  switch (of.uid) {
    case FINDING.uid:
      return finding(record, source, meaning, activityId);
    case AUTHENTICATION.uid:
      return authentication(record, source);
    case ACCOUNT.uid:
      return { user: userOf(record.body.role, source) };
    case ENTITY.uid:
      return { entity: { name: entity, type: entity, ...ENTITY_TYPES.get(entity ?? '') } };
    case DEVICE.uid:
      return { state_id: OTHER, state: meaning.title };
    case LIFECYCLE.uid:
      return { app: productOf(source) };
    default:
      return {};
  }
};
