/** Archives of a profile: made to be kept elsewhere, and to take a profile to a new machine. */
import { z } from 'zod';

const count = z.number().int().nonnegative();

/** Of the archive's content; a newer one is refused with a sentence. */
export const BACKUP_VERSION = 1;

/** An archive is as safe as its passphrase: it may lie on a drive of somebody else's. */
export const backupPassphraseSchema = z
  .string()
  .min(12, 'a passphrase has at least 12 characters')
  .max(256, 'a passphrase has at most 256 characters');

/** A path on the workstation. */
export const folderSchema = z.string().min(1).max(4_096);

/** What an archive says of itself, once it is decrypted and found whole. */
export const backupSummarySchema = z.object({
  path: z.string(),
  bytes: count,
  version: z.number().int().positive(),
  /** ISO 8601, to the second. */
  createdAt: z.string(),
  /** Version of the program that made it. */
  program: z.string(),
  windows: count,
  /** Whether it has a baseline, by modality. */
  established: z.object({ keyboard: z.boolean(), pointer: z.boolean() }),
});
export type BackupSummary = z.infer<typeof backupSummarySchema>;
