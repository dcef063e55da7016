/** What is known of the log in the keychain: a log that was put back together with its head is older than this. */
import { z } from 'zod';
import { rootKeySchema, type AuditKey } from '../../contract/audit-proof.ts';
import type { Result } from '../../contract/result.ts';
import type { Secrets } from '../keys/secrets.ts';

const anchorSchema = z.object({
  /** Of the chain that was written then. */
  root: rootKeySchema,
  seq: z.number().int().nonnegative(),
  /** Of the hash chain at `seq`, base64. */
  link: z.string(),
});
export type AuditAnchor = z.infer<typeof anchorSchema>;

const NAME = 'audit-anchor';

export const anchorOf = ({ root, lastSeq, link }: AuditKey): AuditAnchor => ({ root, seq: lastSeq, link });

/** Null where there is none, where the keychain cannot be asked, and where its entry is not one. */
export const readAnchor = async (secrets: Pick<Secrets, 'read'>): Promise<AuditAnchor | null> => {
  const read = await secrets.read(NAME);
  if (!read.ok || read.value === null) return null;
  try {
    return anchorSchema.parse(JSON.parse(read.value));
  } catch {
    return null;
  }
};

export const writeAnchor = (
  secrets: Pick<Secrets, 'write'>,
  anchor: AuditAnchor,
): Promise<Result<null, 'key-unavailable'>> => secrets.write(NAME, JSON.stringify(anchor));
