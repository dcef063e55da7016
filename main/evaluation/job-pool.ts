/** Threads that evaluate: a job each at a time, in the order they were asked for. */
import { Piscina } from 'piscina';
import { unwrap, type Result } from '../../contract/result.ts';
import { siblingEntry } from '../shared/sibling-entry.ts';
import type { Jobs } from './jobs.ts';

export interface JobPool {
  /** @throws CodedError as the job does. */
  run<Name extends keyof Jobs>(name: Name, job: Jobs[Name]['job']): Promise<Jobs[Name]['answer']>;
  /** Ends the threads, whatever they are doing. */
  close(): Promise<void>;
}

export const createJobPool = (
  threads: number,
  entry: URL = siblingEntry(import.meta.url, 'evaluation-worker'),
): JobPool => {
  const pool = new Piscina({ filename: entry.href, minThreads: threads, maxThreads: threads, atomics: 'disabled' });
  return {
    run: async (name, job) => unwrap((await pool.run(job, { name })) as Result<Jobs[typeof name]['answer']>),
    close: () => pool.destroy(),
  };
};
