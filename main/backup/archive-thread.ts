/** Runs a job in a thread of its own, whose memory ends with it. */
import { Worker, isMarkedAsUntransferable } from 'node:worker_threads';
import { CodedError } from '../../contract/result.ts';
import type { Done, Job, Outcome } from './archive-job.ts';

const LATE = 'The drive took too long. Check it, or choose another folder, and try again.';
const DIED =
  'The part of the program that encrypts was ended, and nothing was changed. Make memory free, and try again.';
const ENDING = 'The agent is ending, and nothing was changed. Start it again first.';

/** What may be handed over instead of copied. */
const transferable = ({ buffer, byteLength }: Uint8Array): readonly ArrayBuffer[] =>
  buffer instanceof ArrayBuffer && buffer.byteLength === byteLength && !isMarkedAsUntransferable(buffer)
    ? [buffer]
    : [];

export interface ArchiveThreads {
  /** @throws CodedError what the job says; `storage-unavailable` when it took too long or the thread died; `interrupted` */
  run(job: Job): Promise<Outcome>;
  /** Gives up what is under way, and takes no more. */
  close(): Promise<void>;
}

export const createArchiveThreads = (entry: URL, limitMs: number): ArchiveThreads => {
  const underWay = new Set<(cause: CodedError) => Promise<void>>();
  let isClosed = false;
  return {
    run: async (job) => {
      if (isClosed) throw new CodedError('interrupted', ENDING);
      const handedOver = job.type === 'draft' ? transferable(job.database) : [];
      const worker = new Worker(entry, { workerData: job, transferList: [...handedOver] });
      const { promise, resolve, reject } = Promise.withResolvers<Done>();
      worker.once('message', resolve);
      worker.once('error', (cause) => {
        reject(new CodedError('storage-unavailable', DIED, { cause }));
      });
      worker.once('exit', () => {
        reject(new CodedError('storage-unavailable', DIED));
      });
      const giveUp = async (cause: CodedError): Promise<void> => {
        reject(cause);
        await worker.terminate();
      };
      underWay.add(giveUp);
      const timer = setTimeout(() => void giveUp(new CodedError('storage-unavailable', LATE)), limitMs);
      try {
        const done = await promise;
        if (!done.ok) throw new CodedError(done.code, done.message);
        return done;
      } finally {
        clearTimeout(timer);
        underWay.delete(giveUp);
        await worker.terminate();
      }
    },
    close: async () => {
      isClosed = true;
      await Promise.all([...underWay].map((giveUp) => giveUp(new CodedError('interrupted', ENDING))));
    },
  };
};
