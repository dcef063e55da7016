/** What the engine concludes, and what is done about it. */
import { z } from 'zod';

export const MODALITIES = ['keyboard', 'pointer'] as const;
export type Modality = (typeof MODALITIES)[number];

/** `timing-likelihood` (typing) and `movement-likelihood`, `speed-mixture` (pointing) decide; the others are for comparison. */
export const MODELS = [
  'isolation-forest',
  'centroid',
  'digraph',
  'cohort-forest',
  'timing-likelihood',
  'movement-likelihood',
  'speed-mixture',
] as const;
export type ModelName = (typeof MODELS)[number];

/** Classes of timing that evidence comes from: three of typing, two of pointing. */
export const TIMINGS = ['dwell', 'downDown', 'flight', 'movement', 'speed'] as const;
export type Timing = (typeof TIMINGS)[number];

/** How a class of timing was, against the user's own: `unlike` where shorter or longer does not describe it. */
export const TENDENCIES = ['usual', 'shorter', 'longer', 'unlike'] as const;
export type Tendency = (typeof TENDENCIES)[number];

/** What one class of timing said of a window's new actions: its log-likelihood ratio in nats, and the points of trust it moved. */
export const evidencePartSchema = z.object({
  timing: z.enum(TIMINGS),
  llr: z.number(),
  points: z.number(),
  tendency: z.enum(TENDENCIES),
});
export type EvidencePart = z.infer<typeof evidencePartSchema>;

/** Why a window did not move trust. */
export const ABSTAIN_REASONS = ['learning', 'too-little-evidence', 'paused', 'locked'] as const;
export type AbstainReason = (typeof ABSTAIN_REASONS)[number];

/** How the hands look now: `learning` until a baseline is established, then by the two trust levels of the policy. */
export const TRUST_LEVELS = ['learning', 'trusted', 'doubtful', 'distrusted'] as const;
export type TrustLevel = (typeof TRUST_LEVELS)[number];

/** What the decision table can ask for. */
export const ACTIONS = ['none', 'notify', 'prompt', 'lock'] as const;
export type Action = (typeof ACTIONS)[number];

export const REASONS = [
  'learning',
  'trusted',
  'below-prompt',
  'below-lock',
  'recovered',
  'shadow',
  'not-ready',
  'already-asked',
  'already-locked',
  'paused',
  'recheck',
  'inactive',
  'agent-death',
] as const;
export type Reason = (typeof REASONS)[number];

/**
 * The answer to one window. `llr` is the natural-log likelihood ratio genuine : impostor of the actions that are new in
 * it (positive speaks for the user), `byModel` what each model says of the whole window, `trust` 0–100 after it. `t` is ms
 * since the capture began, the end of the window; `actions` counts all actions so far (a keystroke, a pointer movement that ends, a wheel burst).
 */
export const verdictSchema = z.object({
  t: z.number().nonnegative(),
  modality: z.enum(MODALITIES),
  level: z.enum(TRUST_LEVELS),
  trust: z.number().min(0).max(100),
  llr: z.number().nullable(),
  byModel: z.partialRecord(z.enum(MODELS), z.number()),
  /** Which classes of timing moved trust, and by how much; empty where the engine abstained. */
  evidence: z.array(evidencePartSchema),
  abstained: z.enum(ABSTAIN_REASONS).nullable(),
  actions: z.number().int().nonnegative(),
});
export type Verdict = z.infer<typeof verdictSchema>;

/** What was decided on a verdict, and what `shadow` kept from happening. */
export const decisionSchema = z.object({
  action: z.enum(ACTIONS),
  reason: z.enum(REASONS),
  /** What `enforce` would have done, where the mode or an unready baseline held it back. */
  withheld: z.enum(ACTIONS).nullable(),
});
export type Decision = z.infer<typeof decisionSchema>;
