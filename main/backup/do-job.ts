/** Does one job, and says what came of it in words for a person. */
import type { BackupSummary } from '../../contract/backup.ts';
import { CodedError } from '../../contract/result.ts';
import type { ArchiveHeader } from './archive-header.ts';
import type { Done, Job, Outcome, ReadOptions } from './archive-job.ts';
import { finishDraft } from './finish-draft.ts';
import { readArchive } from './read-archive.ts';
import { describeSystemFault } from './system-fault.ts';
import { writeDraft } from './write-draft.ts';

const summaryOf = (path: string, bytes: number, header: ArchiveHeader): BackupSummary => {
  const { version, createdAt, program, windows, established } = header;
  return { path, bytes, version, createdAt, program, windows, established };
};

const read = async ({ path, passphrase, newestSchema, isWanted }: ReadOptions): Promise<Outcome> => {
  const { header, database, bytes } = await readArchive(path, passphrase, newestSchema);
  return {
    summary: summaryOf(path, bytes, header),
    content: isWanted ? { template: header.template, database } : null,
  };
};

const outcomeOf = async (job: Job): Promise<Outcome> => {
  switch (job.type) {
    case 'draft':
      await writeDraft(job);
      return { summary: null, content: null };
    case 'finish': {
      const { path, bytes, header } = await finishDraft(job);
      return { summary: summaryOf(path, bytes, header), content: null };
    }
    case 'read':
      return await read(job);
  }
};

/** @throws what is a fault of the program */
export const doJob = async (job: Job): Promise<Done> => {
  try {
    return { ok: true, ...(await outcomeOf(job)) };
  } catch (cause) {
    if (cause instanceof CodedError) return { ok: false, code: cause.code, message: cause.message };
    const fault = describeSystemFault(cause);
    if (fault === null) throw cause;
    const what = job.type === 'read' ? 'This archive cannot be read' : 'The archive cannot be written to this folder';
    return { ok: false, code: 'storage-unavailable', message: `${what}: ${fault}.` };
  }
};
