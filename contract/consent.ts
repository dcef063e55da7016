/** What employees are told before anything is learned, and what they answered. The text itself is the windows' own. */
import { z } from 'zod';

/** Counts up whenever what the text says changes: an answer to an earlier one is asked for anew. */
export const CONSENT_VERSION = 2;

/** `notice`: employees are told, and confirm it. `required`: nothing is judged or learned until they agree. */
export const CONSENT_NEEDS = ['notice', 'required'] as const;
export const CONSENT_ANSWERS = ['given', 'refused'] as const;
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

const consentAnswerSchema = z.object({
  version: z.number().int().positive(),
  answer: z.enum(CONSENT_ANSWERS),
  /** In which the text was read. */
  language: z.enum(LANGUAGES),
  /** ISO 8601, to the second. */
  at: z.string(),
});

export const consentStateSchema = z.object({
  needs: z.enum(CONSENT_NEEDS),
  /** Of the text in force. */
  version: z.number().int().positive(),
  answer: consentAnswerSchema.nullable(),
  /** Whether that answer is to the text in force. */
  isCurrent: z.boolean(),
});
export type ConsentState = z.infer<typeof consentStateSchema>;

export const consentAnswerArgs = {
  version: z.number().int().positive(),
  answer: z.enum(CONSENT_ANSWERS),
  language: z.enum(LANGUAGES),
} as const;
