/**
 * The sensor: a process of its own, because the hook may end it and because key codes must not leave it. It takes its
 * orders over the channel to the agent and ends with that channel. It imports little: it runs all day.
 */
import { CodedError, err, ok, type Result } from '../../contract/result.ts';
import type { GuardOrders } from '../guard/guard-orders.ts';
import { encodeBatch } from './batch-codec.ts';
import { createKeySlots } from './key-slots.ts';
import { createOutbox } from './outbox.ts';
import { parentChannel } from './parent-channel.ts';
import { createPipeline, type Pipeline } from './pipeline.ts';
import { HEARTBEAT_MS, type SourceSpec, type ToSensor } from './protocol.ts';
import type { RecordingWriter } from './recording-writer.ts';
import { systemSchedule } from '../shared/schedule.ts';
import type { Source } from './source.ts';

type Start = Extract<ToSensor, { type: 'start' }>;

const now = (): number => performance.now();

const { send, onMessage, onClosed } = parentChannel(process);

const outbox = createOutbox<ArrayBuffer>({
  send: (bytes, done) => {
    send({ type: 'batch', bytes }, done);
  },
});

/** Loads only the source that is asked for: a live sensor needs no decompressor. */
const createSource = async (spec: SourceSpec): Promise<Source> => {
  if (spec.kind === 'hook') return (await import('./uiohook-source.ts')).createUiohookSource(process.platform);
  const { createReplaySource } = await import('./replay-source.ts');
  return createReplaySource({ ...spec, schedule: systemSchedule, now, drained: outbox.drained });
};

const createWriter = async (path: string | null): Promise<RecordingWriter | null> =>
  path === null ? null : (await import('./recording-writer.ts')).createRecordingWriter(path);

const createCapture = (
  { source, secret, startMs }: Start,
  writer: RecordingWriter | null,
  delivered: () => void,
): Pipeline => {
  const startedAt = now();
  const pipeline: Pipeline = createPipeline({
    slotOf: createKeySlots(secret),
    schedule: systemSchedule,
    origin: source.kind === 'hook' ? () => startMs + now() - startedAt : (first) => startMs + first,
    deliver: (batch) => {
      delivered();
      if (!outbox.offer(encodeBatch(batch))) pipeline.noteDropped(batch.count);
    },
    ...(writer === null
      ? {}
      : {
          tap: (t, kind, _slot, _keyClass, x, y, code) => {
            writer.write(t, kind, code, x, y);
          },
        }),
  });
  return pipeline;
};

const coded = (error: unknown): Result<null> => {
  if (error instanceof CodedError) return err(error.code, error.message);
  throw error;
};

/** Runs one capture; the returned function ends it, and with it the process. */
const run = async (start: Start): Promise<(outcome: Result<null>) => void> => {
  let finishing = false;
  const leave = (outcome: Result<null>): void => {
    send({ type: 'ended', error: outcome.ok ? null : { code: outcome.code, message: outcome.message } }, () => {
      process.exit(0);
    });
  };

  let writer: RecordingWriter | null;
  try {
    writer = await createWriter(start.recordTo);
  } catch (error) {
    const outcome = coded(error);
    leave(outcome);
    return () => undefined;
  }
  const source = await createSource(start.source);
  let skipBeat = false;
  const pipeline = createCapture(start, writer, () => {
    skipBeat = false;
  });
  const health = (): void => {
    send({ type: 'health', counts: pipeline.counts(), faults: pipeline.faults(), dropped: pipeline.dropped() });
  };
  const heartbeat = setInterval(() => {
    // Half the wake-ups while no one works.
    if (!skipBeat) health();
    skipBeat = !skipBeat;
    const failure = writer?.failure() ?? null;
    if (failure !== null) finish(err(failure.code, failure.message));
  }, HEARTBEAT_MS);

  const finish = (outcome: Result<null>): void => {
    if (finishing) return;
    finishing = true;
    clearInterval(heartbeat);
    void (async () => {
      await source.stop();
      pipeline.flush();
      const written = (await writer?.finish().then(() => ok(null), coded)) ?? ok(null);
      await outbox.drained();
      health();
      leave(outcome.ok ? written : outcome);
    })();
  };

  const started = await source.start(pipeline.push, finish);
  if (started.ok) send({ type: 'running' });
  else finish(started);
  return finish;
};

const stopped = Promise.withResolvers<undefined>();
let isToldToStop = false;
let orders: GuardOrders | null = null;

/** The agent is gone, and has not said so: it was ended by force. */
const standIn = async (left: GuardOrders): Promise<void> => {
  const { actAfterDeath } = await import('../guard/after-death.ts');
  await actAfterDeath(
    left,
    { which: 'main', how: 'The channel to it closed without a word.', noticedBy: 'sensor' },
    { env: process.env, pid: process.pid, now: Date.now, monotonicMs: () => Number(process.hrtime.bigint()) / 1e6 },
  );
};

onMessage((message) => {
  if (message.type === 'guard') {
    ({ orders } = message);
    return;
  }
  if (message.type === 'stop') {
    isToldToStop = true;
    stopped.resolve(undefined);
    return;
  }
  void (async () => {
    const finish = await run(message);
    await stopped.promise;
    finish(ok(null));
  })();
});
onClosed(() => {
  // Before anything else is waited for: the source ends, and the process with it, only afterwards.
  const standing = isToldToStop || orders === null ? Promise.resolve() : standIn(orders);
  void standing.finally(() => {
    stopped.resolve(undefined);
    // Without an agent there is no one to ask twice.
    setTimeout(() => process.exit(0), HEARTBEAT_MS);
  });
});
// Ctrl-C in a terminal and the end of a session reach the whole group; the agent then stops its sensor in order.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
