/** The policy as it is shown, compared and tried. */
import { z } from 'zod';
import { MODES, POLICY_SOURCES, policySchema } from './policy.ts';

/** One changed setting; `undefined` does not cross JSON, so what is not there is null. */
export const policyChangeSchema = z.object({
  /** Dotted, as in the documentation: `stepUp.promptSeconds`. */
  path: z.string(),
  from: z.unknown(),
  to: z.unknown(),
});
export type PolicyChange = z.infer<typeof policyChangeSchema>;

export const policyViewSchema = z.object({
  /** In force now, with the rules of the time of day. */
  policy: policySchema,
  /** Source of every setting that is not a default, by dotted path. */
  sources: z.record(z.string(), z.enum(POLICY_SOURCES)),
  /** Text of the local document that counts, to be edited and applied as a whole; empty where there is none. */
  local: z.string(),
  /** What is wrong with a source, and what to do; its last good state holds meanwhile. */
  problems: z.array(z.string()),
  /** Whether a change by hand is refused because an administrator has set a passphrase. */
  isSealed: z.boolean(),
});
export type PolicyView = z.infer<typeof policyViewSchema>;

export const policyCheckSchema = z.object({
  ok: z.boolean(),
  /** Empty when it is good. */
  problems: z.array(z.string()),
  /** Against what is in force; what is managed stays. */
  changes: z.array(policyChangeSchema),
});
export type PolicyCheck = z.infer<typeof policyCheckSchema>;

const count = z.number().int().nonnegative();

const outcomeSchema = z.object({
  mode: z.enum(MODES),
  /** How often a code would have been asked for, if the right one always came. */
  prompts: count,
  /** How often the workstation would have locked, if none ever came. */
  locks: count,
  /** The same by day, ISO dates, days with verdicts only. */
  byDay: z.array(z.object({ day: z.string(), prompts: count, locks: count })),
  /** Wrong locks a working day that the user's own estimate promises; null without a baseline. */
  falseLocksPerDay: z.object({ keyboard: z.number().nullable(), pointer: z.number().nullable() }),
});
export type WhatIfOutcome = z.infer<typeof outcomeSchema>;

/** A policy tried on what is stored: deterministic, nothing is changed. */
export const whatIfSchema = z.object({
  days: count,
  /** Days on which anything was judged. */
  activeDays: count,
  verdicts: count,
  inForce: outcomeSchema,
  candidate: outcomeSchema,
  /** What the answer does not take into account. */
  notes: z.array(z.string()),
});
export type WhatIf = z.infer<typeof whatIfSchema>;
