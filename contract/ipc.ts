/**
 * Every call and every push between the agent and whoever shows it (command line, windows): one table from which
 * server, client, preload and tests derive their types, and against which both sides check what they receive.
 */
import { z } from 'zod';
import { EVENT_KINDS } from './events.ts';
import { MODES } from './policy.ts';
import { MODALITIES, decisionSchema, verdictSchema } from './verdict.ts';

export const AGENT_STATES = ['starting', 'learning', 'watching', 'doubtful', 'locked', 'paused', 'degraded'] as const;
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

/** Calls: name → argument and result. */
export const CALLS = {
  status: { args: nothing, result: statusSchema },
  pause: {
    args: z.strictObject({ minutes: z.number().int().min(1).max(480) }),
    result: z.object({ until: z.string() }),
  },
  resume: { args: nothing, result: nothing },
  'profile.show': { args: nothing, result: profileSummarySchema },
  'profile.reset': {
    args: z.strictObject({ modality: z.enum([...MODALITIES, 'all']) }),
    result: z.object({ removedWindows: count }),
  },
  /** Kept versions, newest first within a modality. */
  'profile.versions': { args: nothing, result: z.object({ versions: z.array(profileVersionSchema) }) },
  /** `to` null: the version before the one in force. `from` is the version that was in force, 0 when there was none. */
  'profile.rollback': {
    args: z.strictObject({ modality: z.enum(MODALITIES), to: z.number().int().positive().nullable() }),
    result: z.object({ from: count, now: profileVersionSchema }),
  },
  watch: { args: nothing, result: nothing },
} as const;
export type CallName = keyof typeof CALLS;
export type CallArgs<N extends CallName> = z.input<(typeof CALLS)[N]['args']>;
export type CallResult<N extends CallName> = z.infer<(typeof CALLS)[N]['result']>;

/** Pushes to a client that called `watch`. */
export const PUSHES = {
  verdict: verdictSchema,
  decision: decisionSchema.extend({ trust: z.number(), t: z.number() }),
  status: statusSchema,
} as const;
export type PushName = keyof typeof PUSHES;
export type PushBody<N extends PushName> = z.infer<(typeof PUSHES)[N]>;
