/** Delivers one channel's queue: one at a time, oldest first, tried again ever more rarely. Nothing waits for it. */
import type { ChannelState, Notification } from '../../contract/notification.ts';
import type { QueuedChannel } from '../access/outbox.ts';
import type { Schedule } from '../shared/schedule.ts';
import type { Queue, Queued } from './queue.ts';

const SECOND_MS = 1_000;
export const FIRST_WAIT_MS = 5 * SECOND_MS;
export const LONGEST_WAIT_MS = 3_600 * SECOND_MS;

export type Attempt =
  | { readonly ok: true; readonly message: string }
  | {
      readonly ok: false;
      /** For people: what failed and what to do. */
      readonly message: string;
      /** Whether it may go well by itself; else it is tried at the longest interval. */
      readonly isPassing: boolean;
      /** How long the receiver asks to be left alone, or null. */
      readonly retryAfterMs: number | null;
    };

/** Should not reject. Is broken off by the signal where it can be. */
export type Send = (notification: Notification, signal: AbortSignal) => Promise<Attempt>;

export interface DeliveryOptions {
  readonly channel: QueuedChannel;
  readonly queue: Queue;
  readonly send: Send;
  /** For how long what cannot be delivered is kept. */
  readonly keepMs: () => number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly schedule: Schedule;
  readonly onDropped: (count: number, message: string) => void;
}

export interface Delivery {
  put(notification: Notification): void;
  /** While it is off nothing is sent. Turned off, it throws away what waits. */
  turn(isOn: boolean): void;
  /** Tries now instead of when it is due. */
  wake(): void;
  state(): ChannelState;
  /** Lets what is on its way arrive, but no longer than `graceMs`. */
  close(graceMs: number): Promise<void>;
}

/** Twice as long after each failure in a row, within bounds; the receiver's own wish comes first. */
export const waitAfter = (failures: number, { isPassing, retryAfterMs }: Attempt & { ok: false }): number => {
  if (retryAfterMs !== null) return Math.min(Math.max(retryAfterMs, FIRST_WAIT_MS), LONGEST_WAIT_MS);
  return isPassing ? Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), LONGEST_WAIT_MS) : LONGEST_WAIT_MS;
};

const REMOVED = 'The policy does not name this channel any more, so what waited for it was thrown away.';
const TOO_MANY = 'Too much waits for this channel, so the oldest was thrown away.';
const TOO_OLD = 'What waited for longer than the policy says was thrown away.';
const DAMAGED = 'What was stored cannot be read, so it was thrown away.';

const isoOrNull = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

export const createDelivery = (options: DeliveryOptions): Delivery => {
  const { channel, queue, send, keepMs, now, schedule, onDropped } = options;
  /** Null until it is first turned on or off. */
  let isOn: boolean | null = null;
  /** No new wait begins. */
  let isClosing = false;
  let isClosed = false;
  let isRunning = false;
  let ended = Promise.resolve();
  let timer: { readonly cancel: () => void; readonly dueAt: number } | null = null;
  let abort = new AbortController();
  /** The next attempt is not to wait for its time. */
  let isDue = false;
  let failures = 0;
  let dropped = 0;
  let problem: string | null = null;
  let lastDeliveredAt: number | null = null;

  const drop = (count: number, message: string): void => {
    if (count === 0) return;
    dropped += count;
    onDropped(count, message);
  };
  const stopWaiting = (): void => {
    timer?.cancel();
    timer = null;
  };
  const waitFor = (ms: number): void => {
    if (isClosing) return;
    const cancel = schedule(() => {
      timer = null;
      isDue = true;
      pump();
    }, ms);
    timer = { cancel, dueAt: now() + ms };
  };
  /** Since an attempt before the last start. Somebody may have set the clock, so within bounds. */
  const leftToWait = ({ attempts, nextAt }: Queued): number =>
    isDue || attempts === 0 ? 0 : Math.min(Math.max(nextAt - now(), 0), LONGEST_WAIT_MS);

  const attempt = async (notification: Notification, signal: AbortSignal): Promise<Attempt> => {
    try {
      return await send(notification, signal);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { ok: false, message, isPassing: true, retryAfterMs: null };
    }
  };
  /** Answers how long to wait before the next attempt, in ms. */
  const settle = (entry: Queued, outcome: Attempt): number => {
    if (outcome.ok) {
      queue.delivered(entry);
      failures = 0;
      problem = null;
      lastDeliveredAt = now();
      return 0;
    }
    failures = Math.max(failures, entry.attempts) + 1;
    problem = outcome.message;
    const wait = waitAfter(failures, outcome);
    queue.failed(entry, now() + wait);
    // Only now: what grew old while the machine was off, or by a clock that was set, has had its chance.
    drop(queue.dropOlderThan(now() - keepMs()), TOO_OLD);
    return isDue ? 0 : wait;
  };

  /** Goes on until nothing waits, or it is not yet time. */
  const run = async (): Promise<void> => {
    for (;;) {
      const entry = isOn === true && !isClosed ? queue.next() : null;
      if (entry === null) break;
      let wait = leftToWait(entry);
      isDue = false;
      if (wait === 0) {
        if (entry.notification === null) {
          queue.delivered(entry);
          drop(1, DAMAGED);
        } else {
          const { signal } = abort;
          const outcome = await attempt(entry.notification, signal);
          if (!signal.aborted) wait = settle(entry, outcome);
        }
      }
      if (wait > 0) {
        waitFor(wait);
        break;
      }
    }
    isRunning = false;
  };
  const pump = (): void => {
    if (isOn !== true || isClosed || isRunning || timer !== null) return;
    isRunning = true;
    ended = run();
  };

  return {
    put: (notification) => {
      drop(queue.put(notification, now()), TOO_MANY);
      if (!isClosing) pump();
    },
    turn: (next) => {
      if (next === isOn) return;
      isOn = next;
      if (next) {
        pump();
        return;
      }
      stopWaiting();
      abort.abort();
      abort = new AbortController();
      failures = 0;
      problem = null;
      drop(queue.clear(), REMOVED);
    },
    wake: () => {
      stopWaiting();
      isDue = true;
      pump();
    },
    state: () => ({
      channel,
      enabled: isOn === true,
      waiting: queue.count(),
      dropped,
      problem: queue.fault() ?? problem,
      nextAttemptAt: isoOrNull(timer?.dueAt ?? null),
      lastDeliveredAt: isoOrNull(lastDeliveredAt),
    }),
    close: async (graceMs) => {
      isClosing = true;
      stopWaiting();
      let cancel = (): void => undefined;
      const grace = new Promise<void>((resolve) => {
        cancel = schedule(resolve, graceMs);
      });
      await Promise.race([ended, grace]);
      cancel();
      isClosed = true;
      abort.abort();
    },
  };
};
