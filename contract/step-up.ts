/** One-time codes between the agent and whoever shows them: prompts, answers, enrolment. */
import { z } from 'zod';
import { CODE_METHODS } from './policy-access.ts';

const count = z.number().int().nonnegative();

/** Why a code is asked for. `doubt`: the hands; the others: rules of the session. */
export const PROMPT_REASONS = ['doubt', 'unlock', 'resume', 'user-switch', 'accommodation', 'agent-death'] as const;
export type PromptReason = (typeof PROMPT_REASONS)[number];

/** An open question. Times are ISO 8601. */
export const codePromptSchema = z.object({
  id: z.string(),
  reason: z.enum(PROMPT_REASONS),
  openedAt: z.string(),
  /** Then the workstation locks. */
  until: z.string(),
  /** Refused codes left before it locks. */
  attemptsLeft: count,
  /** What may be answered with. */
  methods: z.array(z.enum(CODE_METHODS)),
  /** Whether a code was mailed for this question. */
  mailed: z.boolean(),
});
export type CodePrompt = z.infer<typeof codePromptSchema>;

/** Whether codes are taken at present. */
export const codeStateSchema = z.object({
  prompt: codePromptSchema.nullable(),
  /** Refused codes in a row. */
  failures: count,
  /** No code is looked at before; null: codes are taken. */
  blockedUntil: z.string().nullable(),
  /** So many were refused in a row that only an administrator helps. */
  exhausted: z.boolean(),
});
export type CodeState = z.infer<typeof codeStateSchema>;

/** What became of a code. Never which factor was wrong. */
export const codeAnswerSchema = z.object({
  outcome: z.enum(['passed', 'refused', 'blocked']),
  attemptsLeft: count,
  blockedUntil: z.string().nullable(),
});
export type CodeAnswer = z.infer<typeof codeAnswerSchema>;

/** Methods that are set up. No secret, no code, the address masked. */
export const stepUpStatusSchema = z.object({
  authenticator: z
    .object({
      enrolledAt: z.string(),
      /** Clock of the authenticator against the workstation's at the last accepted code, in seconds; null: none yet. */
      driftSeconds: z.number().nullable(),
    })
    .nullable(),
  email: z.object({ address: z.string(), confirmedAt: z.string() }).nullable(),
  recoveryCodesLeft: count,
  /** Methods that may be answered with at present: set up, allowed, and able to work. */
  usable: z.array(z.enum(CODE_METHODS)),
  /** Sentences about what is set up and does not work. */
  problems: z.array(z.string()),
});
export type StepUpStatus = z.infer<typeof stepUpStatusSchema>;

/** To be shown once, then forgotten. */
export const authenticatorSetupSchema = z.object({
  /** `otpauth://totp/…` (the key URI format). */
  uri: z.string(),
  /** The secret in base32, for typing in. */
  secret: z.string(),
  /** The URI as a QR code, SVG. */
  qrSvg: z.string(),
  until: z.string(),
});
export type AuthenticatorSetup = z.infer<typeof authenticatorSetupSchema>;
