/** Sends the audit log to one receiver: in order, batch by batch, tried again ever more rarely. The log is the queue. */
import type { AuditEvent } from '../../contract/audit.ts';
import type { ForwarderName, ForwarderState } from '../../contract/forwarding.ts';
import type { Facts } from '../access/facts.ts';
import type { AuditReading } from '../audit/reading.ts';
import type { Schedule } from '../shared/schedule.ts';
import { waitAfter } from './back-off.ts';
import { createStoredCursor, cursorAt, newestSeq, recordsAfter, resume } from './cursor.ts';
import { withLinks, type LinkReading } from './links.ts';
import { createOutage } from './outage.ts';
import { failure, type Failure, type Outcome, type Receiver } from './receiver.ts';

export interface ForwarderPorts {
  readonly reading: Pick<AuditReading, 'extent' | 'after'> & LinkReading;
  readonly facts: Pick<Facts, 'get' | 'set'>;
  /** May throw. */
  readonly audit: (event: AuditEvent) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly schedule: Schedule;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly onFault: (cause: unknown) => void;
}

export interface Forwarder {
  /** Another receiver, or none: then it is forgotten how far it was. */
  turn(to: { readonly receiver: Receiver; readonly destination: string } | null): void;
  /** A record was written. */
  appended(): void;
  /** Tries now instead of when it is due. */
  retry(): void;
  /** The last record that is known to have arrived; 0 while that is not known. */
  deliveredSeq(): number;
  state(): Promise<ForwarderState>;
  /** What is there may leave, for a moment. */
  close(graceMs: number): Promise<void>;
}

const SECOND_MS = 1_000;
export const MOST_AT_ONCE = 500;
/** Between two batches, unless more waits than one holds. */
export const PAUSE_MS = 2 * SECOND_MS;

/** Asked anew: it may be aborted between any two steps. */
const isOver = (signal: AbortSignal): boolean => signal.aborted;

const isoOrNull = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

export const createForwarder = (name: ForwarderName, ports: ForwarderPorts): Forwarder => {
  const { reading, now, schedule, random, onFault } = ports;
  const cursor = createStoredCursor(name, ports);
  const outage = createOutage(name, ports);
  let target: { readonly receiver: Receiver; readonly destination: string } | null = null;
  let abort = new AbortController();
  /** Whether the cursor was held against the log since the start. */
  let isPlaced = false;
  let isRunning = false;
  let isClosing = false;
  let isClosed = false;
  let ended = Promise.resolve();
  /** Records written since the start: grown meanwhile, there is more than what was read. */
  let written = 0;
  let timer: { readonly cancel: () => void; readonly dueAt: number; readonly isRetry: boolean } | null = null;
  let size = MOST_AT_ONCE;
  let failures = 0;
  let lastBatchAt: number | null = null;
  let lastDeliveredAt: number | null = null;

  const stopWaiting = (): void => {
    timer?.cancel();
    timer = null;
  };
  const waitFor = (ms: number, isRetry: boolean): void => {
    if (isClosing) return;
    const cancel = schedule(() => {
      timer = null;
      pump();
    }, ms);
    timer = { cancel, dueAt: now() + ms, isRetry };
  };

  const place = async (signal: AbortSignal): Promise<void> => {
    const stored = cursor.get();
    if (stored === null) {
      const before = written;
      const newest = await newestSeq(reading);
      if (isOver(signal)) return;
      // What was written since it was turned on is to go out too; it may be counted among the newest, or not.
      cursor.set({ seq: Math.max(0, newest - (written - before)), fingerprint: null });
    } else {
      const from = await resume(reading, stored);
      if (isOver(signal)) return;
      if (from.seq !== stored.seq) cursor.set(from);
    }
    isPlaced = true;
  };
  const waiting = async (): Promise<number> => Math.max(0, (await newestSeq(reading)) - (cursor.get()?.seq ?? 0));

  /** Null: nothing waits. */
  const sendNext = async (receiver: Receiver, signal: AbortSignal): Promise<(Outcome & { isFull: boolean }) | null> => {
    try {
      if (!isPlaced) await place(signal);
      if (isOver(signal)) return null;
      const asked = size;
      const records = await recordsAfter(reading, cursor.get()?.seq ?? 0, asked);
      if (records.length === 0) return null;
      const outcome = await receiver.send(await withLinks(reading, records), signal);
      if (isOver(signal)) return null;
      const arrived = outcome.ok ? records.length : outcome.arrived;
      const last = records[arrived - 1];
      if (last !== undefined) {
        cursor.set(cursorAt(last));
        lastDeliveredAt = now();
      }
      if (!outcome.ok && outcome.isTooLarge && records.length > 1) {
        size = Math.ceil(records.length / 2);
        return { ok: true, isFull: true };
      }
      return { ...outcome, isFull: records.length === asked };
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : String(cause);
      return { ...failure(message), isFull: false };
    }
  };

  const failed = async (fault: Failure, signal: AbortSignal): Promise<void> => {
    failures = fault.arrived > 0 ? 1 : failures + 1;
    waitFor(waitAfter(failures, fault, random()), true);
    const left = await waiting().catch(() => 0);
    if (!isOver(signal)) outage.failed(fault, left);
  };
  const succeeded = (): void => {
    failures = 0;
    lastBatchAt = now();
    outage.ended();
  };

  /** Goes on until nothing waits, or it is not yet time. */
  const run = async (): Promise<void> => {
    while (target !== null && !isClosed) {
      const { signal } = abort;
      const before = written;
      const outcome = await sendNext(target.receiver, signal);
      // Turned elsewhere meanwhile: what came of it is of no interest.
      if (isOver(signal)) continue;
      if (outcome?.ok === false) {
        await failed(outcome, signal);
        if (isOver(signal)) continue;
        break;
      }
      if (outcome !== null) succeeded();
      if (outcome?.isFull === true) continue;
      if (written === before) break;
      if (isClosing) continue;
      waitFor(pauseLeft(), false);
      break;
    }
    isRunning = false;
  };
  const pauseLeft = (): number =>
    lastBatchAt === null ? 0 : Math.min(Math.max(lastBatchAt + PAUSE_MS - now(), 0), PAUSE_MS);

  const pump = (): void => {
    if (target === null || isClosed || isRunning || timer !== null) return;
    isRunning = true;
    ended = run().catch((cause: unknown) => {
      isRunning = false;
      onFault(cause);
    });
  };

  return {
    turn: (to) => {
      stopWaiting();
      abort.abort();
      abort = new AbortController();
      outage.forget();
      failures = 0;
      size = MOST_AT_ONCE;
      target = to;
      if (to === null) {
        isPlaced = false;
        if (cursor.get() !== null) cursor.set(null);
      }
      pump();
    },
    appended: () => {
      written += 1;
      if (target === null || isRunning || isClosing || timer !== null) return;
      waitFor(pauseLeft(), false);
    },
    retry: () => {
      if (timer?.isRetry !== true) return;
      stopWaiting();
      pump();
    },
    deliveredSeq: () => cursor.get()?.seq ?? 0,
    state: async () => ({
      forwarder: name,
      enabled: target !== null,
      destination: target?.destination ?? null,
      waiting: target === null || cursor.get() === null ? 0 : await waiting().catch(() => 0),
      deliveredSeq: cursor.get()?.seq ?? 0,
      problem: outage.problem(),
      nextAttemptAt: timer?.isRetry === true ? isoOrNull(timer.dueAt) : null,
      lastDeliveredAt: isoOrNull(lastDeliveredAt),
    }),
    close: async (graceMs) => {
      isClosing = true;
      // Whoever is told to wait does not ask again for having to go.
      const isToldToWait = timer?.isRetry === true;
      stopWaiting();
      if (!isToldToWait) pump();
      let cancel = (): void => undefined;
      const grace = new Promise<void>((resolve) => {
        cancel = schedule(resolve, graceMs);
      });
      await Promise.race([ended, grace]);
      cancel();
      isClosed = true;
      abort.abort();
      await ended;
    },
  };
};
