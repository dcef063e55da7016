/**
 * Every call and every push between the agent and whoever shows it (command line, windows): one table from which
 * server, client, preload and tests derive their types, and against which both sides check what they receive.
 */
import { z } from 'zod';
import {
  SECRETS_TO_SET,
  ROLES,
  grantSchema,
  identificationSchema,
  passphraseSchema,
  roleStatusSchema,
} from './access.ts';
import { auditKeySchema, sealSchema } from './audit-proof.ts';
import {
  AUDIT_FORMATS,
  AUDIT_PAGE,
  auditFilterSchema,
  auditPageSchema,
  auditVerificationSchema,
} from './audit-reading.ts';
import { auditRecordSchema } from './audit.ts';
import { backupPassphraseSchema, backupSummarySchema, folderSchema } from './backup.ts';
import { LANGUAGES, consentAnswerArgs, consentStateSchema } from './consent.ts';
import { compositeScoreSchema, knownNetworkSchema } from './context.ts';
import { FIXES, diagnosisSchema } from './diagnosis.ts';
import { EVENT_KINDS } from './events.ts';
import { FORWARDERS, forwarderStateSchema } from './forwarding.ts';
import { doubtsSchema, historySchema } from './history.ts';
import { CHANNELS, channelStateSchema } from './notification.ts';
import { CODE_METHODS } from './policy-access.ts';
import { policyCheckSchema, policyViewSchema, whatIfSchema } from './policy-view.ts';
import { MODES } from './policy.ts';
import { PRIVACY_DOCUMENTS } from './privacy-documents.ts';
import { exportBegunSchema, exportPieceSchema, storedDataSchema } from './stored-data.ts';
import {
  authenticatorSetupSchema,
  codeAnswerSchema,
  codePromptSchema,
  codeStateSchema,
  stepUpStatusSchema,
} from './step-up.ts';
import { MODALITIES, decisionSchema, verdictSchema } from './verdict.ts';

/**
 * `accommodated`: codes and inactivity stand in. `excluded`: the policy has nothing judged in this application or at
 * this time. `unconsented`: the policy asks for the employee's consent, and there is none.
 */
export const AGENT_STATES = [
  'starting',
  'learning',
  'watching',
  'doubtful',
  'locked',
  'paused',
  'accommodated',
  'excluded',
  'unconsented',
  'degraded',
] as const;
export type AgentState = (typeof AGENT_STATES)[number];

export const SENSOR_STATES = ['starting', 'running', 'degraded', 'restarting', 'stopped'] as const;
export type SensorState = (typeof SENSOR_STATES)[number];

const count = z.number().int().nonnegative();

const countsSchema = z.object(
  Object.fromEntries(EVENT_KINDS.map((kind) => [kind, count])) as Record<(typeof EVENT_KINDS)[number], typeof count>,
);

const sensorStatusSchema = z.object({
  state: z.enum(SENSOR_STATES),
  /** Why it is not running, as a sentence; empty while it runs. */
  reason: z.string(),
  pid: z.number().int().nullable(),
  restarts: count,
  dropped: count,
});
export type SensorStatus = z.infer<typeof sensorStatusSchema>;

/** What was seen and what was not since the agent started. */
const coverageSchema = z.object({
  keyboard: z.boolean(),
  pointer: z.boolean(),
  /** Times at which batches were lost between sensor and engine, and how many. */
  gaps: count,
  lostBatches: count,
  lostEvents: count,
  /** Milliseconds since the agent started during which the sensor did not run. */
  blindMs: z.number().nonnegative(),
});
export type Coverage = z.infer<typeof coverageSchema>;

export const enrolmentSchema = z.object({
  established: z.boolean(),
  windows: count,
  windowsNeeded: count,
  /** Share of the way to a baseline, 0–1. */
  progress: z.number().min(0).max(1),
  /** Wrong locks a working day that this user's own held-back windows promise; null before there is a baseline. */
  falseLocksPerDay: z.number().nonnegative().nullable(),
  /** Whether that is within the policy's budget. */
  withinBudget: z.boolean(),
});
export type Enrolment = z.infer<typeof enrolmentSchema>;

const byModality = <T extends z.ZodType>(schema: T) => z.object({ keyboard: schema, pointer: schema });

export const statusSchema = z.object({
  state: z.enum(AGENT_STATES),
  mode: z.enum(MODES),
  trust: z.number().min(0).max(100),
  /** Trust together with circumstances, where the policy gives them weight. */
  composite: compositeScoreSchema,
  /** The question that is open, or null. */
  prompt: codePromptSchema.nullable(),
  counts: countsSchema,
  sensor: sensorStatusSchema,
  coverage: coverageSchema,
  enrolment: byModality(enrolmentSchema),
  session: z.object({ startedAt: z.string(), lastActivityAt: z.string().nullable(), prompts: count, locks: count }),
  store: z.object({
    state: z.enum(['ok', 'degraded']),
    message: z.string(),
    keySource: z.enum(['keychain', 'file', 'memory']),
  }),
  pausedUntil: z.string().nullable(),
  accommodatedUntil: z.string().nullable(),
  pid: z.number().int(),
  version: z.string(),
  /** Sentences an employee or administrator should read. */
  warnings: z.array(z.string()),
});
export type Status = z.infer<typeof statusSchema>;

const modalityProfileSchema = enrolmentSchema.extend({
  profileVersion: count,
  trainedAt: z.string().nullable(),
  trainedWindows: count,
  /** How far what was learned has strayed from what somebody last vouched for: standard deviations of one action. */
  strayed: z.number().nonnegative(),
  /** What is kept about each feature: its typical value and spread in its own unit. No text, no keys, no positions. */
  features: z.array(z.object({ name: z.string(), unit: z.string(), median: z.number(), spread: z.number() })),
  models: z.array(z.object({ name: z.string(), detail: z.string() })),
});

export const profileSummarySchema = z.object({
  user: z.string(),
  modalities: byModality(modalityProfileSchema),
  /** Windows by hour of the day, 24 numbers. */
  hours: z.array(count).length(24),
  sessions: count,
  storedWindows: count,
  storedBytes: count,
});
export type ProfileSummary = z.infer<typeof profileSummarySchema>;

const profileVersionSchema = z.object({
  modality: z.enum(MODALITIES),
  version: z.number().int().positive(),
  /** Whether it is the one in force. */
  active: z.boolean(),
  /** Whether a rollback set it aside: it is not chosen again unless it is named. */
  withdrawn: z.boolean(),
  trainedAt: z.string().nullable(),
  windows: count,
  falseLocksPerDay: z.number().nonnegative().nullable(),
});
export type ProfileVersion = z.infer<typeof profileVersionSchema>;

const nothing = z.strictObject({});
/** From `authorise`; needed where the policy says so. */
const grant = grantSchema.optional();
/** The text of a policy document. */
const policyText = z.string().max(1024 * 1024);
const reason = z.string().trim().min(1).max(200);
/** Chosen by the caller. */
const jobSchema = z.string().min(1).max(64);

/** Calls: name → argument and result. */
export const CALLS = {
  status: { args: nothing, result: statusSchema },
  pause: {
    args: z.strictObject({ minutes: z.number().int().min(1).max(480), grant }),
    result: z.object({ until: z.string() }),
  },
  resume: { args: nothing, result: nothing },
  'profile.show': { args: nothing, result: profileSummarySchema },
  'profile.reset': {
    args: z.strictObject({ modality: z.enum([...MODALITIES, 'all']), grant }),
    result: z.object({ removedWindows: count }),
  },
  /** Kept versions, newest first within a modality. */
  'profile.versions': { args: nothing, result: z.object({ versions: z.array(profileVersionSchema) }) },
  /** `to` null: the version before the one in force. `from` is the version that was in force, 0 when there was none. */
  'profile.rollback': {
    args: z.strictObject({ modality: z.enum(MODALITIES), to: z.number().int().positive().nullable(), grant }),
    result: z.object({ from: count, now: profileVersionSchema }),
  },
  watch: { args: nothing, result: nothing },
  /** Ends the agent. The answer comes before the end. */
  quit: { args: z.strictObject({ grant }), result: nothing },

  /** Proof of identity, for the calls that take a grant. One for a code opens one call, one for a passphrase some minutes. */
  authorise: { args: identificationSchema, result: z.object({ grant: grantSchema, until: z.string() }) },
  'role.list': { args: nothing, result: z.object({ roles: z.array(roleStatusSchema) }) },
  /** The first administrator needs no grant; later changes do, and the auditor is set by an administrator. */
  'role.set': { args: z.strictObject({ role: z.enum(ROLES), passphrase: passphraseSchema, grant }), result: nothing },
  'secret.set': {
    args: z.strictObject({ name: z.enum(SECRETS_TO_SET), value: z.string().min(1).max(1_000), grant }),
    result: nothing,
  },

  'code.state': { args: nothing, result: codeStateSchema },
  'code.answer': { args: z.strictObject({ code: z.string().min(1).max(64) }), result: codeAnswerSchema },
  /** Mails a code, for the open question or for a grant. */
  'code.mail': { args: nothing, result: z.object({ sentTo: z.string(), until: z.string() }) },
  'step-up.status': { args: nothing, result: stepUpStatusSchema },
  /** With a method set up already, a grant is needed; and never in doubt. In force once `confirm` has a code of it. */
  'step-up.authenticator.begin': { args: z.strictObject({ grant }), result: authenticatorSetupSchema },
  'step-up.authenticator.confirm': {
    args: z.strictObject({ code: z.string().min(1).max(64) }),
    /** New codes if there were none; shown once. */
    result: z.object({ recoveryCodes: z.array(z.string()) }),
  },
  'step-up.email.begin': {
    args: z.strictObject({ address: z.email().max(320), grant }),
    result: z.object({ sentTo: z.string(), until: z.string() }),
  },
  'step-up.email.confirm': {
    args: z.strictObject({ code: z.string().min(1).max(64) }),
    result: z.object({ recoveryCodes: z.array(z.string()) }),
  },
  'step-up.recovery.renew': {
    args: z.strictObject({ grant }),
    result: z.object({ recoveryCodes: z.array(z.string()) }),
  },
  'step-up.remove': { args: z.strictObject({ method: z.enum(CODE_METHODS), grant }), result: nothing },
  /** An administrator lets codes be tried again, and forgets that one is owed. */
  'step-up.unblock': { args: z.strictObject({ grant }), result: nothing },

  'policy.show': { args: nothing, result: policyViewSchema },
  'policy.check': { args: z.strictObject({ text: policyText }), result: policyCheckSchema },
  'policy.simulate': {
    args: z.strictObject({ text: policyText, days: z.number().int().min(1).max(30).default(30) }),
    result: whatIfSchema,
  },
  /** Puts a document in the place of the local one. */
  'policy.apply': { args: z.strictObject({ text: policyText, reason, grant }), result: policyCheckSchema },

  'network.show': {
    args: nothing,
    result: z.object({ current: knownNetworkSchema.nullable(), known: z.array(knownNetworkSchema) }),
  },
  /** Confirms the network the machine is in; it needs a code, or an administrator. */
  'network.trust': { args: z.strictObject({ grant }), result: knownNetworkSchema },
  'network.forget': { args: z.strictObject({ id: z.string().max(64), grant }), result: nothing },

  'accommodation.show': { args: nothing, result: z.object({ until: z.string().nullable() }) },
  'accommodation.grant': {
    args: z.strictObject({ days: z.number().int().min(1).max(365), grant }),
    result: z.object({ until: z.string() }),
  },
  'accommodation.end': { args: z.strictObject({ grant }), result: nothing },

  'notifications.show': { args: nothing, result: z.object({ channels: z.array(channelStateSchema) }) },
  /** Sends a test by one channel, now. */
  'notifications.test': {
    args: z.strictObject({ channel: z.enum(CHANNELS), grant }),
    result: z.object({ ok: z.boolean(), message: z.string() }),
  },

  'consent.show': { args: nothing, result: consentStateSchema },
  /** A refusal, or one that takes back an agreement, takes a code where one is set up; never in doubt. */
  'consent.answer': { args: z.strictObject({ ...consentAnswerArgs, grant }), result: consentStateSchema },

  /** Trust over at most 31 days, in at most so many points. */
  'history.show': {
    args: z.strictObject({
      from: z.iso.datetime(),
      to: z.iso.datetime(),
      points: z.number().int().min(1).max(2_000).default(500),
    }),
    result: historySchema,
  },
  'doubts.list': { args: nothing, result: doubtsSchema },
  /** "That was me": a false alarm, written down; nothing is learned by it. It takes a code. */
  'doubts.claim': { args: z.strictObject({ decisionId: z.string().max(64), grant }), result: doubtsSchema },

  'data.show': { args: nothing, result: storedDataSchema },
  /** Everything about the employee as one JSON document; it takes a code. */
  'data.export': { args: z.strictObject({ grant }), result: exportBegunSchema },
  'erasure.request': { args: nothing, result: storedDataSchema },
  'erasure.withdraw': { args: nothing, result: storedDataSchema },
  /** Forgets all that was learned and scored. It takes an administrator, or where there is none a code. */
  'erasure.carry-out': { args: z.strictObject({ grant }), result: storedDataSchema },

  /** Opens the audit log for reading: by the auditor, or the administrator where there is none. `reader` ends after 15 idle minutes. */
  'audit.open': {
    args: z.strictObject({ grant }),
    result: z.object({ reader: grantSchema, kinds: z.array(z.string()) }),
  },
  /** Newest first. */
  'audit.query': {
    args: z.strictObject({
      reader: grantSchema,
      filter: auditFilterSchema.prefault({}),
      offset: count,
      limit: z.number().int().min(1).max(AUDIT_PAGE),
    }),
    result: auditPageSchema,
  },
  /** `job` names the `progress` pushes that tell how far it is. */
  'audit.verify': { args: z.strictObject({ reader: grantSchema, job: jobSchema }), result: auditVerificationSchema },
  /** One record with what proves it: its place in the chain, and the seal that signs it (null: not signed yet). */
  'audit.record': {
    args: z.strictObject({ reader: grantSchema, seq: z.number().int().positive() }),
    result: z.object({ record: auditRecordSchema, leaf: z.string(), link: z.string(), seal: sealSchema.nullable() }),
  },
  /** What auditors keep elsewhere. Anybody may ask. */
  'audit.key': { args: nothing, result: auditKeySchema },
  /**
   * Oldest first, with a proof of identity anew. `afterSeq` goes on where an export broke off, `upTo` being the same then
   * (null: all that there is now).
   */
  'audit.export': {
    args: z.strictObject({
      reader: grantSchema,
      filter: auditFilterSchema.prefault({}),
      format: z.enum(AUDIT_FORMATS),
      afterSeq: count.default(0),
      upTo: count.nullable().default(null),
      grant,
    }),
    result: exportBegunSchema.extend({ upTo: count }),
  },
  /** The proof of an export, to be kept beside it: `contract/audit-proof.ts`. */
  'audit.proof': {
    args: z.strictObject({
      reader: grantSchema,
      filter: auditFilterSchema.prefault({}),
      format: z.enum(AUDIT_FORMATS),
      upTo: count,
    }),
    result: exportBegunSchema,
  },
  /** The next piece of an export that this caller has begun. */
  'export.next': { args: z.strictObject({ id: z.string().max(64) }), result: exportPieceSchema },
  'export.end': { args: z.strictObject({ id: z.string().max(64) }), result: nothing },

  /** A document in HTML about oneself, or about the program under the policy in force. */
  'privacy.document': {
    args: z.strictObject({ document: z.enum(PRIVACY_DOCUMENTS), language: z.enum(LANGUAGES).default('en') }),
    result: exportBegunSchema,
  },

  /**
   * Key slots, user id and database key are made anew: what was learned under the old ones is of no use to anybody, and
   * is erased. Takes what an erasure takes.
   */
  'template.renew': { args: z.strictObject({ grant }), result: storedDataSchema },

  /** Writes an encrypted archive of the profile into a folder; it takes a code, and never in doubt. */
  'backup.create': {
    args: z.strictObject({ folder: folderSchema, passphrase: backupPassphraseSchema, grant }),
    result: backupSummarySchema,
  },
  /** Reads an archive as a whole, and changes nothing. */
  'backup.check': {
    args: z.strictObject({ path: folderSchema, passphrase: z.string().max(256) }),
    result: backupSummarySchema,
  },
  /** Puts an archive in the place of what was learned here: an administrator, or where there is none a code. */
  'backup.restore': {
    args: z.strictObject({ path: folderSchema, passphrase: z.string().max(256), grant }),
    result: backupSummarySchema,
  },

  'forwarding.show': { args: nothing, result: z.object({ forwarders: z.array(forwarderStateSchema) }) },
  /** Connects and proves who both are, as far as the receiver lets; no record is sent. */
  'forwarding.test': {
    args: z.strictObject({ forwarder: z.enum(FORWARDERS), grant }),
    result: z.object({ ok: z.boolean(), message: z.string() }),
  },

  'diagnosis.show': { args: nothing, result: diagnosisSchema },
  'diagnosis.fix': {
    args: z.strictObject({ fix: z.enum(FIXES) }),
    result: z.object({ ok: z.boolean(), message: z.string() }),
  },
} as const;
export type CallName = keyof typeof CALLS;
export type CallArgs<N extends CallName> = z.input<(typeof CALLS)[N]['args']>;
export type CallResult<N extends CallName> = z.infer<(typeof CALLS)[N]['result']>;

/** Pushes to a client that called `watch`. */
export const PUSHES = {
  verdict: verdictSchema,
  decision: decisionSchema.extend({ trust: z.number(), t: z.number() }),
  status: statusSchema,
  /** A question was put, or is settled (null). */
  prompt: z.object({ prompt: codePromptSchema.nullable() }),
  /** How far a long call is. */
  progress: z.object({ job: z.string(), done: count, total: count }),
} as const;
export type PushName = keyof typeof PUSHES;
export type PushBody<N extends PushName> = z.infer<(typeof PUSHES)[N]>;
