/**
 * What version 1.5.0 of the Open Cybersecurity Schema Framework says of the classes and objects that are written here:
 * which attributes there are, of what type, which are required, and the numbers of their enumerations. Taken by hand from
 * https://schema.ocsf.io/1.5.0 (the compiled schema of ocsf/ocsf-lib-py, and ocsf/ocsf-schema for the constraints);
 * attributes that the agent never writes are left out, so that writing one is a fault.
 */

/** A type; `!` requires it, `[]` makes a list of it. A name with a capital is an object's. */
export type AttributeType = string;

export interface OcsfObject {
  readonly attributes: Readonly<Record<string, AttributeType>>;
  readonly atLeastOne?: readonly string[];
  /** Numbers, each with the caption that its sibling has. */
  readonly enums?: Readonly<Record<string, Readonly<Record<number, string>>>>;
  /** Attribute of the number, attribute of its caption. */
  readonly siblings?: Readonly<Record<string, string>>;
}

const TYPE_SIBLING = { type_id: 'type' } as const;

export const OBJECTS: Readonly<Record<string, OcsfObject>> = {
  Metadata: {
    attributes: {
      version: 'string!',
      product: 'Product!',
      profiles: 'string[]',
      uid: 'string',
      sequence: 'integer',
      event_code: 'string',
      log_name: 'string',
    },
  },
  Product: {
    attributes: { name: 'string', uid: 'string', vendor_name: 'string', version: 'string' },
    atLeastOne: ['name', 'uid'],
  },
  Device: {
    attributes: { uid: 'string', hostname: 'string', type_id: 'integer!', type: 'string' },
    atLeastOne: ['ip', 'uid', 'name', 'hostname', 'instance_uid', 'interface_uid', 'interface_name'],
    enums: { type_id: { 0: 'Unknown', 1: 'Server', 2: 'Desktop', 3: 'Laptop', 99: 'Other' } },
    siblings: TYPE_SIBLING,
  },
  User: {
    attributes: { name: 'string', uid: 'string', type_id: 'integer', type: 'string' },
    atLeastOne: ['account', 'name', 'uid'],
    enums: { type_id: { 0: 'Unknown', 1: 'User', 2: 'Admin', 3: 'System', 99: 'Other' } },
    siblings: TYPE_SIBLING,
  },
  Actor: {
    attributes: { app_name: 'string', user: 'User' },
    atLeastOne: ['process', 'user', 'invoked_by', 'session', 'app_name', 'app_uid'],
  },
  Service: { attributes: { name: 'string', uid: 'string' }, atLeastOne: ['name', 'uid'] },
  Policy: { attributes: { name: 'string', uid: 'string' }, atLeastOne: ['name', 'uid'] },
  ManagedEntity: {
    attributes: { name: 'string', uid: 'string', type_id: 'integer', type: 'string', policy: 'Policy' },
    atLeastOne: ['name', 'uid'],
    enums: { type_id: { 1: 'Device', 2: 'User', 3: 'Group', 4: 'Organization', 5: 'Policy', 6: 'Email' } },
    siblings: TYPE_SIBLING,
  },
  FindingInfo: {
    attributes: {
      uid: 'string!',
      title: 'string',
      types: 'string[]',
      analytic: 'Analytic',
      created_time: 'timestamp',
    },
  },
  Analytic: {
    attributes: { name: 'string', uid: 'string', type_id: 'integer!', type: 'string' },
    atLeastOne: ['name', 'uid'],
    enums: {
      type_id: { 0: 'Unknown', 1: 'Rule', 2: 'Behavioral', 3: 'Statistical', 4: 'Learning (ML/DL)', 99: 'Other' },
    },
    siblings: TYPE_SIBLING,
  },
  AuthFactor: {
    attributes: { factor_type_id: 'integer!', factor_type: 'string', is_totp: 'boolean' },
    enums: { factor_type_id: { 0: 'Unknown', 6: 'Hardware Token', 7: 'OTP', 8: 'Email', 11: 'Password', 99: 'Other' } },
    siblings: { factor_type_id: 'factor_type' },
  },
};

/** Every class has them; `device` and `actor` by the profile `host`. */
const EVERY_CLASS = {
  activity_id: 'integer!',
  activity_name: 'string',
  category_uid: 'integer!',
  category_name: 'string',
  class_uid: 'integer!',
  class_name: 'string',
  type_uid: 'integer!',
  type_name: 'string',
  severity_id: 'integer!',
  severity: 'string',
  status_id: 'integer',
  status: 'string',
  status_detail: 'string',
  time: 'timestamp!',
  message: 'string',
  metadata: 'Metadata!',
  raw_data: 'string',
  unmapped: 'json',
  device: 'Device',
  actor: 'Actor',
} as const;

const SEVERITY_ID = {
  0: 'Unknown',
  1: 'Informational',
  2: 'Low',
  3: 'Medium',
  4: 'High',
  5: 'Critical',
  6: 'Fatal',
  99: 'Other',
} as const;
const STATUS_ID = { 0: 'Unknown', 1: 'Success', 2: 'Failure', 99: 'Other' } as const;
const FINDING_STATUS_ID = {
  0: 'Unknown',
  1: 'New',
  2: 'In Progress',
  3: 'Suppressed',
  4: 'Resolved',
  5: 'Archived',
  99: 'Other',
} as const;

export interface OcsfClassSchema extends OcsfObject {
  readonly name: string;
  readonly categoryUid: number;
  readonly categoryName: string;
}

const classOf = (
  name: string,
  [categoryUid, categoryName]: readonly [number, string],
  activities: Readonly<Record<number, string>>,
  { attributes, atLeastOne, enums, siblings }: Partial<OcsfObject> = {},
): OcsfClassSchema => ({
  name,
  categoryUid,
  categoryName,
  attributes: { ...EVERY_CLASS, ...attributes },
  ...(atLeastOne === undefined ? {} : { atLeastOne }),
  enums: {
    activity_id: { 0: 'Unknown', ...activities, 99: 'Other' },
    severity_id: SEVERITY_ID,
    status_id: STATUS_ID,
    ...enums,
  },
  siblings: { activity_id: 'activity_name', severity_id: 'severity', status_id: 'status', ...siblings },
});

const FINDINGS = [2, 'Findings'] as const;
const IAM = [3, 'Identity & Access Management'] as const;
const DISCOVERY = [5, 'Discovery'] as const;
const APPLICATION = [6, 'Application Activity'] as const;

export const CLASSES: Readonly<Record<number, OcsfClassSchema>> = {
  0: classOf('Base Event', [0, 'Uncategorized'], {}),
  2004: classOf(
    'Detection Finding',
    FINDINGS,
    { 1: 'Create', 2: 'Update', 3: 'Close' },
    { attributes: { finding_info: 'FindingInfo!', is_alert: 'boolean' }, enums: { status_id: FINDING_STATUS_ID } },
  ),
  3001: classOf(
    'Account Change',
    IAM,
    {
      1: 'Create',
      2: 'Enable',
      3: 'Password Change',
      4: 'Password Reset',
      5: 'Disable',
      6: 'Delete',
      7: 'Attach Policy',
      8: 'Detach Policy',
      9: 'Lock',
      10: 'MFA Factor Enable',
      11: 'MFA Factor Disable',
      12: 'Unlock',
    },
    { attributes: { user: 'User!' } },
  ),
  3002: classOf(
    'Authentication',
    IAM,
    {
      1: 'Logon',
      2: 'Logoff',
      3: 'Authentication Ticket',
      4: 'Service Ticket Request',
      5: 'Service Ticket Renew',
      6: 'Preauth',
    },
    {
      attributes: {
        user: 'User!',
        service: 'Service',
        is_remote: 'boolean',
        logon_type_id: 'integer',
        logon_type: 'string',
        auth_factors: 'AuthFactor[]',
      },
      atLeastOne: ['service', 'dst_endpoint'],
      enums: { logon_type_id: { 0: 'Unknown', 2: 'Interactive', 7: 'Unlock', 99: 'Other' } },
      siblings: { logon_type_id: 'logon_type' },
    },
  ),
  3004: classOf(
    'Entity Management',
    IAM,
    {
      1: 'Create',
      2: 'Read',
      3: 'Update',
      4: 'Delete',
      5: 'Move',
      6: 'Enroll',
      7: 'Unenroll',
      8: 'Enable',
      9: 'Disable',
      10: 'Activate',
      11: 'Deactivate',
      12: 'Suspend',
      13: 'Resume',
    },
    { attributes: { entity: 'ManagedEntity!' } },
  ),
  5019: classOf(
    'Device Config State Change',
    DISCOVERY,
    { 1: 'Log', 2: 'Collect' },
    {
      attributes: { device: 'Device!', state_id: 'integer', state: 'string' },
      enums: { state_id: { 0: 'Unknown', 1: 'Disabled', 2: 'Enabled', 99: 'Other' } },
      siblings: { state_id: 'state' },
    },
  ),
  6002: classOf(
    'Application Lifecycle',
    APPLICATION,
    {
      1: 'Install',
      2: 'Remove',
      3: 'Start',
      4: 'Stop',
      5: 'Restart',
      6: 'Enable',
      7: 'Disable',
      8: 'Update',
    },
    { attributes: { app: 'Product!' } },
  ),
  6008: classOf('Application Error', APPLICATION, { 1: 'General Error', 2: 'Translation Error' }),
};
