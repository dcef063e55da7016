/** What a replay or a demonstration found: the form of its `--json` file, and what plots and the HTML report show. */
import { z } from 'zod';
import { enrolmentSchema } from './ipc.ts';
import { MODES } from './policy.ts';
import { ACTIONS, MODALITIES, MODELS } from './verdict.ts';

const count = z.number().int().nonnegative();
const ms = z.number().nonnegative();
const trust = z.number().min(0).max(100);

const playedSchema = z.object({
  /** What a person calls it: the recording's name, or who is simulated. */
  name: z.string(),
  events: count,
  /** Keystrokes, pointer movements and wheel bursts. */
  actions: count,
  durationMs: ms,
});

const timelineEntrySchema = z.object({
  /** Since the start of the first session, the sessions laid end to end. */
  t: ms,
  /** Index of the session, from 0. */
  session: count,
  /** Actions in this session so far. */
  actions: count,
  modality: z.enum(MODALITIES),
  trust,
  /** Fused log likelihood ratio genuine : impostor; null where the engine abstained. */
  llr: z.number().nullable(),
  byModel: z.partialRecord(z.enum(MODELS), z.number()),
  action: z.enum(ACTIONS),
  /** What `enforce` would have done, where the mode or an unready baseline held it back. */
  withheld: z.enum(ACTIONS).nullable(),
});
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;

const occurrenceSchema = z.object({ session: count, actionsInSession: count, t: ms, trust });
export type Occurrence = z.infer<typeof occurrenceSchema>;

export const replayReportSchema = z.object({
  /** Version of this form. */
  format: z.literal(1),
  /** Version of the agent. */
  version: z.string(),
  /** Whether the people are made by the generator. */
  simulated: z.boolean(),
  mode: z.enum(MODES),
  seed: z.number().int(),
  levels: z.object({ promptBelow: trust, lockBelow: trust }),
  enrolment: z.object({
    /** Whether at least one modality has a baseline. */
    established: z.boolean(),
    keyboard: enrolmentSchema,
    pointer: enrolmentSchema,
    /** What was enrolled from. */
    sessions: z.array(playedSchema),
  }),
  sessions: z.array(playedSchema.extend({ index: count })),
  /** One entry a scored window, in time order. */
  timeline: z.array(timelineEntrySchema),
  prompts: z.array(occurrenceSchema),
  locks: z.array(occurrenceSchema),
  /** What the engine could not see. */
  coverage: z.object({ gaps: count, lostBatches: count, lostEvents: count }),
});
export type ReplayReport = z.infer<typeof replayReportSchema>;
