/** Writes an archive under a name that nobody takes for one. */
import { open, rm, stat } from 'node:fs/promises';
import { CodedError } from '../../contract/result.ts';
import { removeAbandonedDrafts } from './abandoned-drafts.ts';
import { encrypted } from './age-cipher.ts';
import { contentOf } from './archive-content.ts';
import type { ArchiveFacts } from './archive-header.ts';
import { MOST_DATABASE_BYTES } from './limits.ts';

export interface DraftOptions {
  readonly folder: string;
  /** In this folder. */
  readonly draft: string;
  readonly passphrase: string;
  readonly facts: ArchiveFacts;
  readonly database: Uint8Array;
  /** Default: {@link SCRYPT_WORK_FACTOR}. */
  readonly workFactor?: number;
}

/** @throws CodedError `storage-unavailable`, and the system's errors; nothing is left then. */
export const writeDraft = async (options: DraftOptions): Promise<void> => {
  const { folder, draft, passphrase, facts, database, workFactor } = options;
  if (!(await stat(folder)).isDirectory()) {
    throw new CodedError('storage-unavailable', 'This is no folder. Choose one for the archive.');
  }
  if (database.length > MOST_DATABASE_BYTES) {
    throw new CodedError(
      'storage-unavailable',
      'The profile is larger than an archive may be (512 MB). Let the policy keep windows and verdicts for fewer days.',
    );
  }
  await removeAbandonedDrafts(folder, Date.parse(facts.createdAt));
  const file = await open(draft, 'wx', 0o600);
  try {
    for await (const piece of encrypted(contentOf(facts, database), passphrase, workFactor))
      await file.writeFile(piece);
    await file.sync();
    await file.close();
  } catch (cause) {
    await file.close().catch(() => undefined);
    await rm(draft, { force: true });
    throw cause;
  }
};
