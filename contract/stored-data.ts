/** All that is stored about an employee, by kind. */
import { z } from 'zod';

const count = z.number().int().nonnegative();

export const DATA_KINDS = [
  'profile',
  'windows',
  'verdicts',
  'sessions',
  'hours',
  'audit',
  'step-up',
  'networks',
  'consent',
] as const;
export type DataKind = (typeof DATA_KINDS)[number];

const storedKindSchema = z.object({
  kind: z.enum(DATA_KINDS),
  records: count,
  oldestAt: z.string().nullable(),
  newestAt: z.string().nullable(),
  /** Days it is kept; null: until it is reset or erased. */
  keptDays: z.number().int().positive().nullable(),
});
export type StoredKind = z.infer<typeof storedKindSchema>;

const sessionSchema = z.object({
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  keystrokes: count,
  pointerEvents: count,
  windows: count,
  prompts: count,
  locks: count,
  lowestTrust: z.number().min(0).max(100),
});
export type StoredSession = z.infer<typeof sessionSchema>;

export const storedDataSchema = z.object({
  /** The user as the databases know them: an opaque hash. */
  user: z.string(),
  kinds: z.array(storedKindSchema),
  /** Bytes of all databases on the disk. */
  bytes: count,
  /** Newest first, at most 400. */
  sessions: z.array(sessionSchema),
  /** The employee has asked for everything to be erased; an administrator carries it out. */
  erasureRequestedAt: z.string().nullable(),
});
export type StoredData = z.infer<typeof storedDataSchema>;

/** A text that is fetched piece by piece, so that neither side holds all of it. It ends with the caller's, or after a minute's silence. */
export const exportBegunSchema = z.object({ id: z.string(), fileName: z.string(), total: count });
export const exportPieceSchema = z.object({ text: z.string(), done: count, total: count, isLast: z.boolean() });
