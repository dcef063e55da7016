/** A worker thread for questions about the audit log: started by the first, ended when none came for a while. */
import { Worker } from 'node:worker_threads';
import { CodedError } from '../../contract/result.ts';
import type { Schedule } from '../shared/schedule.ts';
import type { AnswerOf, ArgsOf, FromReading, QuestionName, ReadingStart, ToReading } from './reading-protocol.ts';

/** Memory of the worker's JavaScript heap, in MB: a few lists of numbers and two thousand records. */
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16 };

export interface AuditThreadOptions extends ReadingStart {
  readonly entry: URL;
  /** It ends after so long without a question. */
  readonly idleMs: number;
  readonly schedule: Schedule;
}

export type OnProgress = (done: number, total: number) => void;

export interface AuditThread {
  /** Rejects with CodedError, `storage-unavailable` also where the thread died; the next question starts another. */
  ask<N extends QuestionName>(type: N, args: ArgsOf<N>, onProgress?: OnProgress): Promise<AnswerOf<N>>;
  /** Rejects what is unanswered. */
  close(): Promise<void>;
}

interface Pending {
  readonly resolve: (reply: FromReading) => void;
  readonly reject: (cause: CodedError) => void;
  readonly onProgress: OnProgress | undefined;
}

const DIED = 'The reader of the audit log stopped before it answered. Try again.';
const CLOSED = 'The agent is ending. Start it again to read the audit log.';

export const createAuditThread = ({ path, key, entry, idleMs, schedule }: AuditThreadOptions): AuditThread => {
  let worker: Worker | null = null;
  let closed = false;
  let nextId = 1;
  let cancelIdle: () => void = () => undefined;
  const pending = new Map<number, Pending>();
  const ends = new Set<Promise<void>>();

  const rejectAll = (cause: CodedError): void => {
    for (const { reject } of pending.values()) reject(cause);
    pending.clear();
  };

  /** Lets it close its connection and end. */
  const retire = (): void => {
    worker?.postMessage({ type: 'close' } satisfies ToReading);
    worker = null;
  };

  const idle = (): void => {
    cancelIdle();
    if (pending.size === 0 && worker !== null) cancelIdle = schedule(retire, idleMs);
  };

  const launch = (): Worker => {
    const workerData: ReadingStart = { path, key };
    const next = new Worker(entry, { workerData, resourceLimits: RESOURCE_LIMITS });
    let fault: unknown = null;
    next.on('message', (message: FromReading) => {
      const asked = pending.get(message.id);
      if (message.type === 'progress') {
        asked?.onProgress?.(message.done, message.total);
        return;
      }
      pending.delete(message.id);
      if (message.type === 'failed') asked?.reject(new CodedError(message.code, message.message));
      else asked?.resolve(message);
      idle();
    });
    next.on('error', (cause) => {
      fault = cause;
    });
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const ended = promise.then(() => {
      ends.delete(ended);
    });
    ends.add(ended);
    next.on('exit', () => {
      resolve(undefined);
      if (worker !== next) return;
      worker = null;
      cancelIdle();
      rejectAll(new CodedError('storage-unavailable', DIED, { cause: fault }));
    });
    return next;
  };

  return {
    ask: async <N extends QuestionName>(type: N, args: ArgsOf<N>, onProgress?: OnProgress): Promise<AnswerOf<N>> => {
      if (closed) throw new CodedError('storage-unavailable', CLOSED);
      cancelIdle();
      worker ??= launch();
      const id = nextId;
      nextId += 1;
      const to = worker;
      const reply = await new Promise<FromReading>((resolve, reject) => {
        pending.set(id, { resolve, reject, onProgress });
        to.postMessage({ type, id, args });
      });
      if (reply.type !== type) throw new CodedError('internal', `The reader answered with ${reply.type}, not ${type}.`);
      return (reply as { readonly answer: AnswerOf<N> }).answer;
    },
    close: async () => {
      closed = true;
      cancelIdle();
      rejectAll(new CodedError('storage-unavailable', CLOSED));
      retire();
      await Promise.all(ends);
    },
  };
};
