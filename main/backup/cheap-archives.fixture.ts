/** Archives as the threads make them, in this one, and with a key that is cheap to derive. */
import { CodedError } from '../../contract/result.ts';
import { draftPath } from './abandoned-drafts.ts';
import { CHEAP, SCHEMA } from './archive.fixture.ts';
import type { Job, Outcome } from './archive-job.ts';
import type { Archives } from './archives.ts';
import { doJob } from './do-job.ts';

const run = async (job: Job): Promise<Outcome> => {
  const done = await doJob(job);
  if (!done.ok) throw new CodedError(done.code, done.message);
  return done;
};

const present = <T>(value: T | null): T => {
  if (value === null) throw new Error('the job left something out');
  return value;
};

export const createCheapArchives = (newestSchema = SCHEMA): Archives => {
  let drafts = 0;
  const read = (path: string, passphrase: string, isWanted: boolean): Promise<Outcome> =>
    run({ type: 'read', path, passphrase, newestSchema, isWanted });
  return {
    write: async (folder, passphrase, facts, database) => {
      drafts += 1;
      const both = { folder, draft: draftPath(folder, String(drafts)), passphrase };
      await run({ type: 'draft', ...both, facts, database, workFactor: CHEAP });
      return present((await run({ type: 'finish', ...both, newestSchema })).summary);
    },
    check: async (path, passphrase) => present((await read(path, passphrase, false)).summary),
    read: async (path, passphrase) => {
      const { summary, content } = await read(path, passphrase, true);
      return { summary: present(summary), ...present(content) };
    },
    close: () => Promise.resolve(),
  };
};
