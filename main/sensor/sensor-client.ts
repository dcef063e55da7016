/** The agent's side of the sensor: starts it, watches it, starts it again, and makes one stream of what it sends. */
import type { EventBatch, EventCounts } from '../../contract/events.ts';
import type { SensorState, SensorStatus } from '../../contract/ipc.ts';
import { err, ok, type Result } from '../../contract/result.ts';
import type { GuardOrders } from '../guard/guard-orders.ts';
import { createBackoff } from './backoff.ts';
import { decodeBatch } from './batch-codec.ts';
import type { SensorFaults } from './normaliser.ts';
import { preflight, type Readiness } from './preflight.ts';
import type { FromSensor, SourceSpec } from './protocol.ts';
import type { Schedule } from '../shared/schedule.ts';
import { forkSensor, type LaunchSensor, type SensorChild } from './sensor-child.ts';
import { createSequence } from './sequence.ts';
import { createTally } from './tally.ts';
import { createWatchdog, type Watchdog } from './watchdog.ts';

/** Longest silence of a running sensor: a hung one is ended within 2 s. */
const SILENCE_MS = 1_900;
/** For loading the hook, on a busy machine. */
const STARTING_MS = 10_000;
/** How long a sensor may take to end in order, for instance to finish a recording. */
const STOP_MS = 5_000;

export interface SensorClientStatus extends SensorStatus {
  readonly counts: EventCounts;
  readonly faults: SensorFaults;
  readonly lostBatches: number;
}

export interface SensorClientOptions {
  readonly source: SourceSpec;
  /** Of the key slots, 32 bytes. */
  readonly secret: Uint8Array;
  /** File that the sensor records to. With it, a sensor that dies is not started again: one recording, one capture. */
  readonly recordTo?: string;
  /** Monotonic milliseconds. */
  readonly clock: () => number;
  readonly schedule: Schedule;
  /**
   * Gets every batch, numbered as one stream whatever process it came from. Its columns are views of one
   * `ArrayBuffer` (`batch.t.buffer`) that belongs to the receiver, who may transfer it.
   */
  readonly onBatch: (batch: EventBatch) => void;
  /** Called after every change of state. */
  readonly onState: (status: SensorClientStatus) => void;
  /** Called when somebody else ended it: with how. It is started again all the same. */
  readonly onDied?: (how: string) => void;
  /** Called when the source is over for good: a replay played, a recording failed. */
  readonly onEnded?: (outcome: Result<null>) => void;
  /** Gets what a sensor that died had written to stderr, for the log. */
  readonly onDiagnostic?: (text: string) => void;
  /** Environment of the sensor. Default: this process's. */
  readonly env?: NodeJS.ProcessEnv;
  /** File of the sensor process. Default: beside this one, with the same ending. */
  readonly entry?: URL;
  /** Asks whether the hook can work. Default: {@link preflight}. */
  readonly check?: () => Promise<Result<Readiness, 'sensor-unavailable'>>;
  /** Starts the process. Default: a fork of `entry`. */
  readonly launch?: LaunchSensor;
}

export interface SensorClient {
  /** Resolves as soon as the sensor runs, or it is known why it does not. */
  readonly start: () => Promise<void>;
  /** Ends the sensor in order; what it had gathered arrives first. It can be started again: numbers and time go on. */
  readonly stop: () => Promise<void>;
  /**
   * Has `work` done while no sensor runs, and goes on with the secret of the key slots that holds afterwards, whether or
   * not `work` failed: nothing that was numbered by the former one arrives later.
   */
  readonly renumber: (work: () => Promise<void>, secret: () => Uint8Array) => Promise<void>;
  /** What the sensor is to do should this process be ended by force: for this one and those after it. */
  readonly guard: (orders: GuardOrders | null) => void;
  readonly status: () => SensorClientStatus;
}

const SWITCHED_OFF = 'The sensor is switched off.';
const RENUMBERED = 'The keys are being numbered anew.';

/** A sensor that hangs once may be on a busy machine; as often as this in so many ms, somebody stops it. */
const HANGS_OF_A_DEATH = 3;
const HANGS_WITHIN_MS = 600_000;

const defaultEntry = (): URL =>
  new URL(import.meta.url.endsWith('.ts') ? './sensor-process.ts' : './sensor-process.js', import.meta.url);

const seconds = (ms: number): string => `${String(Math.round(ms / 10) / 100)} s`;

/** One process, from its launch to its exit. */
interface Run {
  readonly child: SensorChild;
  readonly watchdog: Watchdog;
  runningSince: number | null;
  ended: Extract<FromSensor, { type: 'ended' }> | null;
  /** Why this side killed it, or null. */
  killed: string | null;
}

export const createSensorClient = (options: SensorClientOptions): SensorClient => {
  const { source, recordTo = null, clock, schedule, onBatch, onState, onDied, onEnded, onDiagnostic } = options;
  const env = options.env ?? process.env;
  const launch = options.launch ?? forkSensor(options.entry ?? defaultEntry(), env);
  const check = options.check ?? (() => preflight(env, process.platform));
  const sequence = createSequence();
  const tally = createTally();
  const delayAfter = createBackoff();

  let { secret } = options;
  let state: SensorState = 'stopped';
  let reason = SWITCHED_OFF;
  /** How often somebody ordered its end. */
  let stops = 0;
  let wanted = false;
  let epoch: number | null = null;
  let restarts = 0;
  let died = false;
  let run: Run | null = null;
  let cancelRetry = (): void => undefined;
  let settled = Promise.withResolvers<undefined>();
  let exited = Promise.withResolvers<undefined>();
  let orders: GuardOrders | null = null;
  let hangs: readonly number[] = [];

  const status = (): SensorClientStatus => ({
    state,
    reason,
    pid: run?.child.pid ?? null,
    restarts,
    dropped: sequence.dropped(),
    lostBatches: sequence.lostBatches(),
    counts: tally.counts(),
    faults: tally.faults(),
  });

  const become = (next: SensorState, why: string): void => {
    state = next;
    reason = why;
    onState(status());
    if (next !== 'starting' && next !== 'restarting') settled.resolve(undefined);
  };

  const retry = (next: 'degraded' | 'restarting', why: string, aliveMs: number): void => {
    const delay = delayAfter(aliveMs);
    cancelRetry = schedule(() => void attempt(), delay);
    become(next, `${why} It is tried again in ${seconds(delay)}.`);
  };

  const finish = (outcome: Result<null>): void => {
    wanted = false;
    become('stopped', outcome.ok ? 'The recording is over.' : outcome.message);
    onEnded?.(outcome);
  };

  const onMessage = (current: Run, message: FromSensor): void => {
    current.watchdog.feed();
    switch (message.type) {
      case 'running':
        current.runningSince = clock();
        current.watchdog.allow(SILENCE_MS);
        if (wanted) become('running', '');
        break;
      case 'health':
        tally.update(message.counts, message.faults);
        sequence.noteDropped(message.dropped);
        break;
      case 'batch': {
        const batch = decodeBatch(message.bytes);
        if (batch.ok) onBatch(sequence.renumber(batch.value));
        else kill(current, `It sent a ${batch.message}.`);
        break;
      }
      case 'ended':
        current.ended = message;
        break;
    }
  };

  const kill = (current: Run, why: string): void => {
    current.killed ??= why;
    current.child.kill();
  };

  /** Whether somebody else ended it, as against this side, which ends one that hangs. */
  const isDeath = ({ killed }: Run): boolean => {
    if (killed === null) return true;
    hangs = [...hangs.filter((at) => clock() - at < HANGS_WITHIN_MS), clock()];
    return hangs.length >= HANGS_OF_A_DEATH;
  };

  const onExit = (current: Run, how: string, stderr: string): void => {
    current.watchdog.stop();
    run = null;
    const orderly = current.ended !== null;
    sequence.cut(!orderly && current.runningSince !== null);
    tally.cut();
    if (stderr !== '') onDiagnostic?.(stderr);
    exited.resolve(undefined);
    if (!wanted) return;

    const aliveMs = current.runningSince === null ? 0 : clock() - current.runningSince;
    const error = current.ended?.error ?? null;
    if (orderly && error === null) {
      finish(ok(null));
    } else if (error !== null && error.code === 'sensor-unavailable') {
      retry('degraded', error.message, aliveMs);
    } else if (error !== null && error.code !== 'internal') {
      finish(err(error.code, error.message));
    } else {
      if (current.runningSince !== null && isDeath(current)) onDied?.(how);
      const why = error?.message ?? `The sensor ended (${how}). ${current.killed ?? ''}`.trim();
      if (recordTo !== null && current.runningSince !== null) {
        finish(err('sensor-unavailable', `${why} The recording is incomplete: ${recordTo}.partial.`));
        return;
      }
      died = true;
      retry('restarting', why, aliveMs);
    }
  };

  const spawn = (): void => {
    const now = clock();
    epoch ??= now;
    if (died) restarts++;
    died = false;
    exited = Promise.withResolvers();
    const current: Run = {
      child: launch({
        onMessage: (message) => {
          onMessage(current, message);
        },
        onExit: (how, stderr) => {
          onExit(current, how, stderr);
        },
      }),
      watchdog: createWatchdog(schedule, STARTING_MS, () => {
        kill(current, 'It had stopped answering.');
      }),
      runningSince: null,
      ended: null,
      killed: null,
    };
    run = current;
    const startMs = Math.max(now - epoch, sequence.lastT());
    current.child.send({ type: 'start', source, secret, startMs, recordTo });
    if (orders !== null) current.child.send({ type: 'guard', orders });
  };

  const attempt = async (): Promise<void> => {
    if (source.kind === 'hook') {
      const ready = await check();
      if (!wanted || run !== null) return;
      if (!ready.ok) {
        retry('degraded', ready.message, 0);
        return;
      }
    }
    spawn();
  };

  const start = (): Promise<void> => {
    if (!wanted) {
      wanted = true;
      settled = Promise.withResolvers();
      become('starting', 'The sensor is starting.');
      void attempt();
    }
    return settled.promise.then(() => undefined);
  };

  const halt = async (why: string): Promise<void> => {
    wanted = false;
    died = false;
    cancelRetry();
    const current = run;
    if (current !== null) {
      current.child.send({ type: 'stop' });
      const cancel = schedule(() => {
        current.child.kill();
      }, STOP_MS);
      await exited.promise;
      cancel();
    }
    if (state !== 'stopped') become('stopped', why);
  };

  return {
    start,
    stop: () => {
      stops += 1;
      return halt(SWITCHED_OFF);
    },
    renumber: async (work, next) => {
      const stopsBefore = stops;
      const isToGoOn = wanted;
      await halt(RENUMBERED);
      try {
        await work();
      } finally {
        secret = next();
        if (isToGoOn && stops === stopsBefore) await start();
      }
    },
    guard: (next) => {
      orders = next;
      run?.child.send({ type: 'guard', orders });
    },
    status,
  };
};
