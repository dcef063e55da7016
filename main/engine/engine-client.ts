/** The engine in its worker thread, as the agent's port: restarts it when it dies, and refuses what it cannot open. */
import { Worker } from 'node:worker_threads';
import { CodedError } from '../../contract/result.ts';
import { doubtOf } from '../../ml/trust/sequential.ts';
import { siblingEntry } from '../shared/sibling-entry.ts';
import type { Voucher } from './anchoring.ts';
import type { EngineEvent, EnginePort } from './port.ts';
import type { EngineIdentity, EngineReply, EngineStart, FromEngine, ToEngine, WorkerStart } from './protocol.ts';

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 60_000;
/** Memory of the worker's JavaScript heap, in MB: models and windows need a fraction of it. */
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 4 };

type ReplyType = EngineReply['type'];

interface Pending {
  readonly resolve: (reply: EngineReply) => void;
  readonly reject: (cause: unknown) => void;
}

export interface EngineClient extends EnginePort {
  /** The database as it is now, with all that was learned so far: its bytes, encrypted as they are on the disk. */
  copy(): Promise<Uint8Array>;
  /**
   * Closes the engine, has `work` done while nobody has the database open, and starts it with the identity that holds
   * afterwards, whether or not `work` failed. What is asked meanwhile waits; what is seen meanwhile is not judged. Trust
   * starts afresh, vouched for by nobody.
   *
   * @throws what `work` throws; else CodedError when the database is refused, which is tried again then.
   */
  replace(work: () => Promise<void>, identity: () => EngineIdentity): Promise<void>;
}

const REPLACING = 'The stored profile is being replaced. This takes a moment.';

/**
 * Starts the engine and resolves once it has opened its database.
 *
 * @throws CodedError when the database is refused (`storage-newer`, `storage-unavailable`, …).
 */
export const startEngineClient = async (
  start: EngineStart,
  emit: (event: EngineEvent) => void,
  entry: URL = siblingEntry(import.meta.url, 'engine-worker'),
): Promise<EngineClient> => {
  let identity: EngineIdentity = start;
  let policy = start.policy;
  let attending = true;
  /** A worker that is made to die must not be a way back to full trust: the next one goes on in this doubt. */
  let doubt = 0;
  /** Anchors on their way: verdicts that still come are of what was before them. */
  let anchors = 0;
  let closing = false;
  let retryMs = FIRST_RETRY_MS;
  let retry: NodeJS.Timeout | undefined;
  let nextId = 1;
  const pending = new Map<number, Pending>();
  /** Resolves when what is being replaced now is; null: nothing is. */
  let replacing: Promise<void> | null = null;
  /** Who vouched for what is to come while there was no engine to tell. */
  let vouched: Voucher | null = null;
  let isClosed = false;
  const isOver = (): boolean => isClosed;

  const settle = (reply: EngineReply): void => {
    const asked = pending.get(reply.id);
    if (reply.type === 'failed') asked?.reject(new CodedError(reply.code, reply.message));
    else asked?.resolve(reply);
    pending.delete(reply.id);
  };

  const launch = (onReady: () => void, onRefused: (cause: CodedError) => void): Worker => {
    const workerData: WorkerStart = { ...start, ...identity, policy, doubt };
    const next = new Worker(entry, { workerData, resourceLimits: RESOURCE_LIMITS });
    next.on('message', (message: FromEngine) => {
      if (message.type === 'ready') {
        retryMs = FIRST_RETRY_MS;
        onReady();
      } else if (message.type === 'refused') onRefused(new CodedError(message.code, message.message));
      else if (message.type === 'anchored') anchors -= 1;
      else if ('id' in message) settle(message);
      else {
        if (message.type === 'verdict' && anchors === 0) doubt = doubtOf(message.verdict.trust, policy.lockBelow);
        emit(message);
      }
    });
    next.on('error', (cause) => {
      onRefused(new CodedError('internal', `The engine failed: ${String(cause)}`, { cause }));
    });
    next.on('exit', () => {
      for (const { reject } of pending.values())
        reject(new CodedError('internal', 'The engine stopped before it answered.'));
      pending.clear();
      if (!closing) relaunch('The engine stopped unexpectedly and is being restarted.');
    });
    return next;
  };

  let worker: Worker | null = null;
  const relaunch = (message: string): void => {
    if (worker === null || closing) return;
    emit({ type: 'engine', message });
    worker = null;
    anchors = 0;
    retry = setTimeout(() => {
      worker = launch(
        () => {
          emit({ type: 'engine', message: null });
        },
        (cause) => {
          emit({ type: 'engine', message: cause.message });
        },
      );
      send({ type: 'attend', attending });
    }, retryMs);
    retryMs = Math.min(LONGEST_RETRY_MS, retryMs * 2);
  };

  const send = (message: ToEngine): void => {
    worker?.postMessage(message);
  };
  const ask = async <T extends ReplyType>(
    expected: T,
    message: (id: number) => ToEngine,
  ): Promise<Extract<EngineReply, { readonly type: T }>> => {
    while (replacing !== null) await replacing;
    return askNow(expected, message);
  };
  const askNow = async <T extends ReplyType>(
    expected: T,
    message: (id: number) => ToEngine,
  ): Promise<Extract<EngineReply, { readonly type: T }>> => {
    const reply = await new Promise<EngineReply>((resolve, reject) => {
      if (worker === null) {
        reject(new CodedError('storage-unavailable', 'The engine is restarting. Try again in a minute.'));
        return;
      }
      const id = nextId;
      nextId += 1;
      pending.set(id, { resolve, reject });
      send(message(id));
    });
    const isExpected = (given: EngineReply): given is Extract<EngineReply, { readonly type: T }> =>
      given.type === expected;
    if (!isExpected(reply))
      throw new CodedError('internal', `The engine answered with ${reply.type}, not ${expected}.`);
    return reply;
  };

  await new Promise<void>((resolve, reject) => {
    closing = true; // An engine that cannot even start is refused, not retried.
    worker = launch(resolve, reject);
  });
  closing = false;

  /** Everything is written and nobody has the database open when it resolves. */
  const leave = async (): Promise<void> => {
    closing = true;
    clearTimeout(retry);
    if (worker === null) return;
    const leaving = worker;
    await askNow('done', (id) => ({ type: 'close', id })).catch(() => undefined);
    await leaving.terminate();
    worker = null;
  };

  const comeBack = (): Promise<void> =>
    new Promise((resolve, reject) => {
      doubt = 0;
      anchors = 0;
      closing = false;
      let isRefused = false;
      worker = launch(
        () => {
          emit({ type: 'engine', message: null });
          resolve();
        },
        (cause) => {
          if (!isRefused) emit({ type: 'engine', message: cause.message });
          isRefused = true;
          reject(cause);
        },
      );
      send({ type: 'attend', attending });
      if (vouched !== null) tellAnchor(vouched);
      vouched = null;
    });

  const tellAnchor = (by: Voucher): void => {
    anchors += 1;
    send({ type: 'anchor', by });
  };

  const replaceNow = async (work: () => Promise<void>, next: () => EngineIdentity): Promise<void> => {
    if (isOver()) throw new CodedError('interrupted', 'The agent is being stopped. Try again once it runs.');
    emit({ type: 'engine', message: REPLACING });
    await leave();
    try {
      await work();
    } finally {
      identity = next();
      if (!isOver()) await comeBack();
    }
  };

  return {
    copy: async () => (await ask('copied', (id) => ({ type: 'copy', id }))).database,
    replace: async (work, next) => {
      while (replacing !== null) await replacing;
      const done = replaceNow(work, next);
      const settled = done
        .catch(() => undefined)
        .then(() => {
          if (replacing === settled) replacing = null;
        });
      replacing = settled;
      await done;
    },
    push: (batch) => {
      send({ type: 'batch', batch });
    },
    gap: () => {
      send({ type: 'gap' });
    },
    attend: (next) => {
      attending = next;
      send({ type: 'attend', attending });
    },
    anchor: (by) => {
      doubt = 0;
      if (worker !== null) tellAnchor(by);
      else if (replacing !== null) vouched = by;
    },
    acted: (action) => {
      send({ type: 'acted', action });
    },
    configure: (next) => {
      policy = next;
      send({ type: 'configure', policy });
    },
    profile: async () => (await ask('profile', (id) => ({ type: 'profile', id }))).profile,
    versions: async () => (await ask('versions', (id) => ({ type: 'versions', id }))).versions,
    rollback: async (modality, version) => {
      const { now } = await ask('rolled-back', (id) => ({ type: 'rollback', id, modality, version }));
      doubt = 0;
      return now;
    },
    reset: async (modality) => {
      const { removedWindows } = await ask('done', (id) => ({ type: 'reset', id, modality }));
      doubt = 0;
      return removedWindows;
    },
    simulate: async (candidate, days, inForce = null) =>
      (await ask('simulated', (id) => ({ type: 'simulate', id, candidate, days, inForce }))).whatIf,
    history: async (from, to, points) =>
      (await ask('history', (id) => ({ type: 'history', id, from, to, points }))).points,
    stored: async (mostSessions) => (await ask('stored', (id) => ({ type: 'stored', id, mostSessions }))).stored,
    verdicts: async (from) => (await ask('verdicts', (id) => ({ type: 'verdicts', id, from }))).page,
    windows: async (from) => (await ask('windows', (id) => ({ type: 'windows', id, from }))).page,
    hours: async () => (await ask('hours', (id) => ({ type: 'hours', id }))).hours,
    close: async () => {
      isClosed = true;
      await replacing;
      await leave();
    },
  };
};
