/** Archives in folders, written and read away from the thread that watches. */
import { rm } from 'node:fs/promises';
import type { BackupSummary } from '../../contract/backup.ts';
import { siblingEntry } from '../shared/sibling-entry.ts';
import { draftPath } from './abandoned-drafts.ts';
import type { ArchiveFacts } from './archive-header.ts';
import type { Outcome, Restorable } from './archive-job.ts';
import { createArchiveThreads } from './archive-thread.ts';

/** No method rejects but with CodedError: `backup-invalid`, `storage-unavailable`, `interrupted`. */
export interface Archives {
  write(folder: string, passphrase: string, facts: ArchiveFacts, database: Uint8Array): Promise<BackupSummary>;
  check(path: string, passphrase: string): Promise<BackupSummary>;
  read(path: string, passphrase: string): Promise<Restorable & { readonly summary: BackupSummary }>;
  /** Gives up what is under way, and takes no more. */
  close(): Promise<void>;
}

export interface ArchivesOptions {
  /** Of `behaviour.db`, as this program knows it. */
  readonly newestSchema: number;
  readonly newId: () => string;
  readonly entry?: URL;
  /** Of one job. */
  readonly limitMs?: number;
}

/** Two of them are less than callers wait for an answer. */
const LIMIT_MS = 80_000;

const summaryOf = ({ summary }: Outcome): BackupSummary => {
  if (summary === null) throw new Error('the archive has no summary');
  return summary;
};

export const createArchives = (options: ArchivesOptions): Archives => {
  const { newestSchema, newId, entry = siblingEntry(import.meta.url, 'archive-worker'), limitMs = LIMIT_MS } = options;
  const threads = createArchiveThreads(entry, limitMs);
  const read = (path: string, passphrase: string, isWanted: boolean): Promise<Outcome> =>
    threads.run({ type: 'read', path, passphrase, newestSchema, isWanted });

  return {
    write: async (folder, passphrase, facts, database) => {
      const draft = draftPath(folder, newId());
      try {
        await threads.run({ type: 'draft', folder, draft, passphrase, facts, database });
        return summaryOf(await threads.run({ type: 'finish', folder, draft, passphrase, newestSchema }));
      } finally {
        // A thread that was ended could not.
        await rm(draft, { force: true }).catch(() => undefined);
      }
    },
    check: async (path, passphrase) => summaryOf(await read(path, passphrase, false)),
    read: async (path, passphrase) => {
      const outcome = await read(path, passphrase, true);
      if (outcome.content === null) throw new Error('the archive was read without its content');
      return { ...outcome.content, summary: summaryOf(outcome) };
    },
    close: threads.close,
  };
};
