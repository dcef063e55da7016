/** What `samehand evaluate` found: the file that `--json` writes. Rates are fractions; a figure that cannot be had is null. */
import { z } from 'zod';
import { MODALITIES, MODELS } from './verdict.ts';

const rate = z.number().min(0).max(1);
const count = z.number().int().nonnegative();
const interval = z.tuple([z.number(), z.number()]);

/** Over people, each of whom weighs the same; the interval is a bootstrap over people. */
export const personEstimateSchema = z.object({ mean: z.number(), median: z.number(), ci95: interval });
export type PersonEstimate = z.infer<typeof personEstimateSchema>;

/** Mean false non-match rate of the people at each false match rate. */
const detSchema = z.object({ fmr: z.array(rate), fnmr: z.array(rate) });

/** How well one model, and the deciding one together with it, tell people apart: means over people. */
const comparisonSchema = z.object({
  eer: rate,
  auc: rate,
  /** Of the deciding model and this one fused, by weights from the other half of the people; null where it decides. */
  fused: z.object({ eer: rate, auc: rate, eerOfDecidingAlone: rate, aucOfDecidingAlone: rate }).nullable(),
});
export type ModelComparison = z.infer<typeof comparisonSchema>;

const common = {
  /** With both genuine and impostor trials that could be scored. */
  people: count,
  genuineTrials: count,
  impostorTrials: count,
  /** Mean false non-match rate at a false match rate of 1 % and of 0.1 %. */
  fnmrAt: z.object({ '0.01': rate, '0.001': rate }).nullable(),
  det: detSchema.nullable(),
  /** Share of the trials that said too little to be scored. */
  abstentionShare: rate.nullable(),
  /** Mean EER of each model. */
  byModel: z.partialRecord(z.enum(MODELS), rate),
  comparison: z.partialRecord(z.enum(MODELS), comparisonSchema),
  /** Share of background people's trials that are accepted at each user's threshold of equal error; null without any. */
  backgroundFmr: rate.nullable(),
};

/** Blocks of so many keystrokes, or whole sessions. */
export const typingTrialsSchema = z.object({
  ...common,
  eer: personEstimateSchema.nullable(),
  auc: personEstimateSchema.nullable(),
});
export type TypingTrials = z.infer<typeof typingTrialsSchema>;

/** Blocks of ten actions, about 15 s, or whole sessions. */
export const pointerTrialsSchema = z.object({
  ...common,
  eer: rate.nullable(),
  eerMedian: rate.nullable(),
  eerCi95: interval.nullable(),
  auc: rate.nullable(),
  aucMedian: rate.nullable(),
  aucCi95: interval.nullable(),
});
export type PointerTrials = z.infer<typeof pointerTrialsSchema>;

/** Null where so many were never caught that the quantile lies beyond what was watched. */
const quantilesSchema = z.object({ median: z.number().nullable(), p90: z.number().nullable() });
export type Quantiles = z.infer<typeof quantilesSchema>;

/**
 * The user works on, then an impostor continues with trust as it stands. Shares and quantiles are over takeovers, those of
 * each user weighing the same together; somebody who is never caught counts as beyond every number.
 */
export const takeoverSchema = z.object({
  modality: z.enum(MODALITIES),
  people: count,
  takeovers: count,
  /** Impostor actions within which a takeover must be caught. */
  limitActions: count,
  actionsToLock: quantilesSchema,
  actionsToPrompt: quantilesSchema,
  /** Activity: a pause counts for no more than 5 s an action. */
  secondsToLock: quantilesSchema,
  secondsToPrompt: quantilesSchema,
  neverCaughtShare: rate.nullable(),
  /** An estimate of the same if no recording ended before the limit (Kaplan and Meier). */
  neverCaughtShareIfLonger: rate.nullable(),
  /** Of takeovers from users for whom the default policy lets the agent act. */
  neverCaughtShareWhereEnforced: rate.nullable(),
  neverPromptedShare: rate.nullable(),
  /** Share of takeovers whose recordings ended, without a lock, before the limit: they are among those never caught. */
  shortMaterialShare: rate.nullable(),
  genuineActions: count,
  falseLocks: count,
  falsePrompts: count,
  falseLocksPer10kActions: z.number().nullable(),
  falseLocksPer10kActionsCi95: interval.nullable(),
  falsePromptsPer10kActions: z.number().nullable(),
  /** Mean number of genuine actions until a false lock; null when there was none. */
  anga: z.number().nullable(),
  /** Mean number of impostor actions until the lock; who is never caught counts with all their actions. */
  ania: z.number().nullable(),
  genuineNeverLockedShare: rate.nullable(),
  /** Share of the users' own windows that did not move trust. */
  abstentionShare: rate.nullable(),
  /** Share of people for whom the default policy lets nothing happen, as the promise is beyond the budget. */
  notEnforcedShare: rate.nullable(),
  /** Mean of what the agent promises at enrolment, and what happened, in wrong locks a working day. */
  promisedFalseLocksPerDay: z.number().nullable(),
  achievedFalseLocksPerDay: z.number().nullable(),
  /** Share of takeovers that were locked, and asked for a code, within so many actions. */
  curve: z.object({ actions: z.array(z.number()), locked: z.array(rate), prompted: z.array(rate) }),
});
export type TakeoverFigures = z.infer<typeof takeoverSchema>;

const enrolmentSchema = z.object({
  people: count,
  failed: count,
  failureToEnrolShare: rate.nullable(),
  /** Actions after which people could first be judged. */
  actionsNeeded: quantilesSchema,
});

const personSchema = z.object({
  name: z.string(),
  enrolled: z.boolean(),
  /** By kind of trial. */
  eer: z.record(z.string(), rate),
  auc: z.record(z.string(), rate),
  genuineActions: count,
  falseLocks: count,
  falsePrompts: count,
  neverCaughtShare: rate.nullable(),
  actionsToLock: quantilesSchema,
});
export type EvaluatedPerson = z.infer<typeof personSchema>;

/** `other-half`: of the people of the set's other half and of the other sets. `other-sets`: of those of the other sets alone. */
export const POPULATION_KINDS = ['other-half', 'other-sets', 'shipped'] as const;

export const setFiguresSchema = z.object({
  modality: z.enum(MODALITIES),
  people: count,
  population: z.enum(POPULATION_KINDS),
  enrolment: enrolmentSchema,
  keyboard: z.record(z.string(), typingTrialsSchema).optional(),
  pointer: z.object({ session: pointerTrialsSchema, block15s: pointerTrialsSchema }).optional(),
  takeover: takeoverSchema,
  persons: z.array(personSchema),
});
export type SetFigures = z.infer<typeof setFiguresSchema>;

/** A figure to reach. `met` is null when the folder does not hold what it is measured on. */
export const goalSchema = z.object({
  measure: z.string(),
  unit: z.enum(['percent', 'fraction', 'actions', 'per10k']),
  isolationForest: z.number().nullable(),
  bestPublished: z.number().nullable(),
  goal: z.number(),
  /** Whether the figure must be at most, or at least, the goal. */
  bound: z.enum(['at-most', 'at-least']),
  figure: z.number().nullable(),
  met: z.boolean().nullable(),
});
export type Goal = z.infer<typeof goalSchema>;

export const evaluationSchema = z.object({
  version: z.string(),
  seed: z.number().int(),
  population: z.enum(['cross-fit', 'shipped']),
  /** Only so many people of each half were scored; null: all. */
  peopleOfEachHalf: count.nullable(),
  sets: z.record(z.string(), setFiguresSchema),
  /** Takeovers of all sets of a modality together. */
  takeover: z.object({ keyboard: takeoverSchema.optional(), pointer: takeoverSchema.optional() }),
  goals: z.array(goalSchema),
});
export type Evaluation = z.infer<typeof evaluationSchema>;
