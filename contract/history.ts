/** How trust went, and what was done about it: for the employee it is about. Times are ISO 8601, to the second. */
import { z } from 'zod';
import { ABSTAIN_REASONS, ACTIONS, MODALITIES, TRUST_LEVELS, evidencePartSchema } from './verdict.ts';

const count = z.number().int().nonnegative();
const share = z.number().min(0).max(100);

/** What is shown beside the curve: each a kind of audit record, without what is for auditors only. */
export const HISTORY_EVENTS = [
  'agent-started',
  'agent-stopped',
  'agent-died',
  'baseline-established',
  'decision',
  'code-asked',
  'code-passed',
  'code-refused',
  'session-locked',
  'session-unlocked',
  'paused',
  'resumed',
  'sensor-state',
  'coverage-gap',
  'excluded',
  'accommodation-began',
  'accommodation-ended',
  'profile-reset',
] as const;
export type HistoryEventKind = (typeof HISTORY_EVENTS)[number];

/** Verdicts of a stretch of time, put together. */
const historyPointSchema = z.object({
  at: z.string(),
  /** After the last of them. */
  trust: share,
  lowest: share,
  level: z.enum(TRUST_LEVELS),
  windows: z.object({ keyboard: count, pointer: count }),
  /** How many of the windows did not move trust, by reason. */
  abstained: z.partialRecord(z.enum(ABSTAIN_REASONS), count),
  /** What moved trust: points and log-likelihood ratios summed by class of timing, the tendency of the strongest. */
  evidence: z.array(evidencePartSchema),
});
export type HistoryPoint = z.infer<typeof historyPointSchema>;

const historyEventSchema = z.object({
  at: z.string(),
  kind: z.enum(HISTORY_EVENTS),
  /** Of a decision: what was done, and what the mode kept from being done. */
  action: z.enum(ACTIONS).nullable(),
  withheld: z.enum(ACTIONS).nullable(),
  decisionId: z.string().nullable(),
  /** One plain sentence, English. */
  text: z.string(),
});
export type HistoryEvent = z.infer<typeof historyEventSchema>;

export const historySchema = z.object({
  from: z.string(),
  to: z.string(),
  /** Oldest first; stretches without verdicts are left out. */
  points: z.array(historyPointSchema),
  events: z.array(historyEventSchema),
  /** Stretches in which nothing was seen or judged, with why. */
  unseen: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      why: z.enum(['not-running', 'sensor', 'locked', 'paused', 'accommodated', 'excluded']),
    }),
  ),
});
export type History = z.infer<typeof historySchema>;

/** What became of a doubt. `withheld`: the mode, or an unready baseline, kept it from being acted on. */
export const DOUBT_OUTCOMES = ['passed', 'locked', 'open', 'recovered', 'withheld', 'notified'] as const;

const doubtSchema = z.object({
  decisionId: z.string(),
  at: z.string(),
  action: z.enum(ACTIONS),
  withheld: z.enum(ACTIONS).nullable(),
  trust: share,
  modality: z.enum(MODALITIES),
  outcome: z.enum(DOUBT_OUTCOMES),
  /** The employee has said, and proved, that it was them: a false alarm. */
  claimedAt: z.string().nullable(),
});
export type Doubt = z.infer<typeof doubtSchema>;

export const doubtsSchema = z.object({
  /** Newest first, at most 500. */
  doubts: z.array(doubtSchema),
  /** Doubts of the last 30 days, and how many of them were false alarms: a code passed, or claimed. */
  last30Days: z.object({ doubts: count, falseAlarms: count }),
});
export type Doubts = z.infer<typeof doubtsSchema>;
