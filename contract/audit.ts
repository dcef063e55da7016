/** What the audit log records. Bodies hold decisions and states, never input. */
import { z } from 'zod';
import { ROLES } from './access.ts';
import { FORWARDERS } from './forwarding.ts';
import { CONSENT_ANSWERS, LANGUAGES } from './consent.ts';
import { CHANNELS } from './notification.ts';
import { CODE_METHODS } from './policy-access.ts';
import { policyChangeSchema } from './policy-view.ts';
import { PROMPT_REASONS } from './step-up.ts';
import { ACTIONS, REASONS } from './verdict.ts';

/** What was wrong with a code. For auditors only: whoever answers is never told. */
export const CODE_FAULTS = ['wrong', 'replayed', 'old', 'early', 'expired', 'malformed'] as const;
export type CodeFault = (typeof CODE_FAULTS)[number];

/** What is written down before it is done, and again after, though no decision led to it. */
export const OPERATIONS = ['erase', 'renew-template', 'back-up', 'restore'] as const;
export type Operation = (typeof OPERATIONS)[number];

/** Who did it: `employee` by a code, a role by its passphrase, `user` where nothing had to be proved. */
const by = z.string();

const withBody = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S) =>
  z.strictObject({ kind: z.literal(kind), body: z.strictObject(shape) });

export const auditEventSchema = z.discriminatedUnion('kind', [
  withBody('agent-started', { version: z.string(), mode: z.string(), platform: z.string() }),
  withBody('agent-stopped', { reason: z.string() }),
  withBody('policy-loaded', { source: z.string(), policy: z.record(z.string(), z.unknown()) }),
  withBody('policy-refused', { source: z.string(), message: z.string() }),
  withBody('baseline-established', { modality: z.string(), windows: z.number(), profileVersion: z.number() }),
  withBody('profile-trained', { modality: z.string(), windows: z.number(), profileVersion: z.number() }),
  withBody('profile-reset', { by: z.string() }),
  withBody('profile-rolled-back', { modality: z.string(), from: z.number(), to: z.number(), by: z.string() }),
  withBody('decision', {
    decisionId: z.string(),
    action: z.enum(ACTIONS),
    reason: z.enum(REASONS),
    withheld: z.enum(ACTIONS).nullable(),
    trust: z.number(),
    modality: z.string(),
  }),
  withBody('action-intended', { decisionId: z.string(), action: z.enum(ACTIONS) }),
  withBody('action-done', {
    decisionId: z.string(),
    action: z.enum(ACTIONS),
    ok: z.boolean(),
    method: z.string(),
    message: z.string(),
  }),
  withBody('session-locked', { by: z.string() }),
  withBody('session-unlocked', { by: z.string() }),
  withBody('sensor-state', { state: z.string(), reason: z.string(), restarts: z.number() }),
  withBody('coverage-gap', { lostBatches: z.number(), lostEvents: z.number() }),
  withBody('policy-changed', { source: z.string(), by, reason: z.string(), changes: z.array(policyChangeSchema) }),
  withBody('code-asked', {
    promptId: z.string(),
    reason: z.enum(PROMPT_REASONS),
    methods: z.array(z.enum(CODE_METHODS)),
  }),
  withBody('code-passed', {
    promptId: z.string().nullable(),
    method: z.enum(CODE_METHODS),
    driftSeconds: z.number().nullable(),
  }),
  withBody('code-refused', {
    promptId: z.string().nullable(),
    fault: z.enum(CODE_FAULTS),
    failures: z.number(),
    /** No code is looked at for so long; 0: the next may follow at once; null: only an administrator helps. */
    waitSeconds: z.number().nullable(),
  }),
  withBody('codes-blocked', { failures: z.number(), waitSeconds: z.number().nullable() }),
  withBody('code-mailed', { ok: z.boolean(), message: z.string() }),
  withBody('step-up-changed', {
    method: z.enum(CODE_METHODS),
    change: z.enum(['enrolled', 'renewed', 'removed', 'unblocked']),
    by,
  }),
  withBody('authorised', { as: z.enum(['employee', ...ROLES]) }),
  withBody('authorisation-refused', {
    as: z.enum(['employee', ...ROLES]),
    failures: z.number(),
    waitSeconds: z.number(),
  }),
  withBody('role-changed', { role: z.enum(ROLES), by }),
  withBody('secret-changed', { name: z.string(), by }),
  withBody('network-changed', { network: z.string().nullable(), score: z.number().nullable() }),
  withBody('network-trusted', { network: z.string(), by }),
  withBody('network-forgotten', { network: z.string(), by }),
  withBody('accommodation-began', { until: z.string(), by }),
  withBody('accommodation-ended', { by }),
  withBody('system-resumed', { sleptSeconds: z.number().nullable() }),
  withBody('user-switched', { away: z.boolean() }),
  withBody('excluded', { by: z.enum(['application', 'time', 'nothing']) }),
  withBody('inactive', { idleSeconds: z.number() }),
  withBody('agent-died', {
    which: z.enum(['main', 'sensor']),
    how: z.string(),
    noticedBy: z.string(),
    response: z.enum(['lock', 'notify', 'none']),
    ok: z.boolean(),
    message: z.string(),
  }),
  withBody('ended', { by, isAuthorised: z.boolean() }),
  withBody('notification-dropped', { channel: z.enum(CHANNELS), count: z.number(), message: z.string() }),
  withBody('paused', { minutes: z.number(), by: z.string() }),
  withBody('resumed', { by: z.string() }),
  withBody('consent-answered', {
    version: z.number(),
    answer: z.enum(CONSENT_ANSWERS),
    language: z.enum(LANGUAGES),
    by,
  }),
  withBody('doubt-claimed', { decisionId: z.string(), by }),
  withBody('data-exported', { by }),
  withBody('erasure-requested', {}),
  withBody('erasure-withdrawn', {}),
  withBody('erasure-done', { by, removedWindows: z.number() }),
  withBody('audit-opened', { by }),
  withBody('audit-verified', { by, ok: z.boolean(), records: z.number(), faults: z.number() }),
  withBody('audit-exported', { by, format: z.string(), records: z.number() }),
  /** A hash chain began, with this root key: on a new log, over the records of an older version, or since the former could not go on. */
  withBody('audit-chain-began', {
    chain: z.number(),
    root: z.string(),
    why: z.enum(['new', 'upgraded', 'restarted']),
    message: z.string(),
  }),
  /** Records up to this one were removed, as the policy has it; written with their removal. */
  withBody('audit-trimmed', { upTo: z.number(), records: z.number(), olderThan: z.string() }),
  /** What was wrong with the log when it was opened. */
  withBody('audit-fault-found', { fault: z.string(), seq: z.number(), message: z.string() }),
  withBody('operation-intended', { operationId: z.string(), operation: z.enum(OPERATIONS), by }),
  withBody('operation-done', {
    operationId: z.string(),
    operation: z.enum(OPERATIONS),
    ok: z.boolean(),
    message: z.string(),
  }),
  withBody('forwarding-failed', { forwarder: z.enum(FORWARDERS), waiting: z.number(), message: z.string() }),
  withBody('forwarding-recovered', { forwarder: z.enum(FORWARDERS) }),
  withBody('retention-applied', { removed: z.record(z.string(), z.number()) }),
  withBody('fix-applied', { fix: z.string(), ok: z.boolean(), message: z.string() }),
  withBody('storage-degraded', { message: z.string() }),
  withBody('storage-recovered', {}),
]);
export type AuditEvent = z.infer<typeof auditEventSchema>;
export type AuditKind = AuditEvent['kind'];

export const auditRecordSchema = z.object({
  seq: z.number().int().positive(),
  /** ISO 8601, to the second. */
  at: z.string(),
  kind: z.string(),
  body: z.record(z.string(), z.unknown()),
});
export type AuditRecord = z.infer<typeof auditRecordSchema>;
