/** What is wrong with the workstation for the agent, and what the agent can do about it itself. */
import { z } from 'zod';

export const FINDING_NAMES = [
  'agent',
  'input',
  'lock',
  'data folder',
  'key',
  'database',
  'policy',
  'start-at-login',
] as const;

/** What the program can do by itself. */
export const FIXES = ['restart-sensor', 'secure-folder', 'start-at-login'] as const;
export type Fix = (typeof FIXES)[number];

const findingSchema = z.object({
  name: z.string(),
  state: z.enum(['ok', 'warn', 'fail']),
  /** What is so, as a sentence. */
  message: z.string(),
  /** What to do about it; null when nothing is to be done. */
  remedy: z.string().nullable(),
  /** What the program can do about it when told to, or null. */
  fix: z.enum(FIXES).nullable(),
});
export type Finding = z.infer<typeof findingSchema>;

export const diagnosisSchema = z.object({ findings: z.array(findingSchema) });
export type Diagnosis = z.infer<typeof diagnosisSchema>;
