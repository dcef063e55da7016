/** Whether the shipped population has seen any of these recordings: then it must not judge them. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { CodedError } from '../../contract/result.ts';
import shipped from '../../resources/population.json' with { type: 'json' };

/** Letters of the hexadecimal SHA-256 that are kept of a recording: enough to know it again. */
export const DIGEST_LETTERS = 16;

const schema = z.object({ provenance: z.object({ recordings: z.array(z.string()) }) });

export const recordingDigest = async (path: string): Promise<string> => {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new CodedError('recording-missing', `${path} cannot be read.`, { cause });
  });
  return createHash('sha256').update(bytes).digest('hex').slice(0, DIGEST_LETTERS);
};

/** A shipped file that does not say what it was made from counts as having seen everything. */
export const hasShippedSeen = async (paths: readonly string[]): Promise<boolean> => {
  const parsed = schema.safeParse(shipped);
  if (!parsed.success) return true;
  const seen = new Set(parsed.data.provenance.recordings);
  for (const path of paths) if (seen.has(await recordingDigest(path))) return true;
  return false;
};
