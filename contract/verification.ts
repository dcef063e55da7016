/** What `samehand verify` and `samehand identify` answer: the form of their `--json` output. */
import { z } from 'zod';
import { MODALITIES, TENDENCIES, TIMINGS } from './verdict.ts';

const count = z.number().int().nonnegative();

/** Why a modality of a recording says nothing. */
export const NOT_COMPARED = ['too-little-recorded', 'too-little-known'] as const;
export type NotCompared = (typeof NOT_COMPARED)[number];

/**
 * A recording against a profile, in one modality. `ratio` is the natural logarithm of how much likelier the recording is
 * from the profile's hands than from other people's; the parts of `evidence` add up to it. `null`: not compared, and why.
 */
export const comparisonSchema = z.object({
  modality: z.enum(MODALITIES),
  ratio: z.number().nullable(),
  /** Keystrokes or pointer actions that the ratio rests on. */
  actions: count,
  /** Keystrokes or pointer actions that the profile was learned from. */
  learnedFrom: count,
  evidence: z.array(z.object({ timing: z.enum(TIMINGS), llr: z.number(), tendency: z.enum(TENDENCIES) })),
  notCompared: z.enum(NOT_COMPARED).nullable(),
});
export type Comparison = z.infer<typeof comparisonSchema>;

const judgedSchema = z.object({
  /** Sum over the modalities; null when none could be compared. */
  ratio: z.number().nullable(),
  comparisons: z.array(comparisonSchema),
  /** Whether what the profile was learned from makes a whole baseline; errors were measured with whole ones. */
  established: z.boolean(),
});
export type Judged = z.infer<typeof judgedSchema>;

export const VERIFICATION_ANSWERS = ['same', 'different', 'not-enough'] as const;
export type VerificationAnswer = (typeof VERIFICATION_ANSWERS)[number];

export const verificationSchema = judgedSchema.extend({
  answer: z.enum(VERIFICATION_ANSWERS),
  /** Whose profile it was. */
  profile: z.string(),
  /** `same` from this ratio on, `different` from its negative on; between the two the recording does not tell. */
  threshold: z.number().positive(),
});
export type Verification = z.infer<typeof verificationSchema>;

export const IDENTIFICATION_ANSWERS = ['found', 'none', 'undecided', 'not-enough'] as const;
export type IdentificationAnswer = (typeof IDENTIFICATION_ANSWERS)[number];

const candidateSchema = judgedSchema.extend({
  name: z.string(),
  /** Why the profile cannot be used; null when it can. */
  fault: z.string().nullable(),
});
export type Candidate = z.infer<typeof candidateSchema>;

export const identificationSchema = z.object({
  answer: z.enum(IDENTIFICATION_ANSWERS),
  /** Who it is; null unless found. */
  name: z.string().nullable(),
  /** Ratio the best has to reach: more people to choose from, more that could fit by chance. */
  threshold: z.number(),
  /** By how much the best has to be ahead of the second. */
  margin: z.number().positive(),
  /** The likeliest first; those that could not be compared last. */
  candidates: z.array(candidateSchema),
});
export type Identification = z.infer<typeof identificationSchema>;
