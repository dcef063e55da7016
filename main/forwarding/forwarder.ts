/** Sends the audit log to one receiver: in order, batch by batch, tried again ever more rarely. The log is the queue. */
import type { AuditEvent } from '../../contract/audit.ts';
import type { ForwarderName, ForwarderState } from '../../contract/forwarding.ts';
import type { Schedule } from '../shared/schedule.ts';
import { waitAfter } from './back-off.ts';
import { createBatches, isOver, type BatchPorts } from './batches.ts';
import { createStoredCursor } from './cursor.ts';
import { createOutage } from './outage.ts';
import type { Failure, Receiver } from './receiver.ts';

export interface ForwarderPorts extends BatchPorts {
  /** May throw. */
  readonly audit: (event: AuditEvent) => void;
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
/** Between two batches, unless more waits than one holds. */
export const PAUSE_MS = 2 * SECOND_MS;

const isoOrNull = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

export const createForwarder = (name: ForwarderName, ports: ForwarderPorts): Forwarder => {
  const { now, schedule, random, onFault } = ports;
  const cursor = createStoredCursor(name, ports);
  const batches = createBatches(cursor, ports);
  const outage = createOutage(name, ports);
  let target: { readonly receiver: Receiver; readonly destination: string } | null = null;
  let abort = new AbortController();
  let isRunning = false;
  let isClosing = false;
  let isClosed = false;
  let ended = Promise.resolve();
  let timer: { readonly cancel: () => void; readonly dueAt: number; readonly isRetry: boolean } | null = null;
  let failures = 0;
  let lastBatchAt: number | null = null;

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

  const failed = async (fault: Failure, signal: AbortSignal): Promise<void> => {
    failures = fault.arrived > 0 ? 1 : failures + 1;
    waitFor(waitAfter(failures, fault, random()), true);
    const left = await batches.waiting().catch(() => 0);
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
      const before = batches.written();
      const outcome = await batches.sendNext(target.receiver, signal);
      // Turned elsewhere meanwhile: what came of it is of no interest.
      if (isOver(signal)) continue;
      if (outcome?.ok === false) {
        await failed(outcome, signal);
        if (isOver(signal)) continue;
        break;
      }
      if (outcome !== null) succeeded();
      if (outcome?.isFull === true) continue;
      // Grown meanwhile: there is more than what was read.
      if (batches.written() === before) break;
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
      batches.resetSize();
      target = to;
      if (to === null) batches.forget();
      pump();
    },
    appended: () => {
      batches.appended();
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
      waiting: target === null || cursor.get() === null ? 0 : await batches.waiting().catch(() => 0),
      deliveredSeq: cursor.get()?.seq ?? 0,
      problem: outage.problem(),
      nextAttemptAt: timer?.isRetry === true ? isoOrNull(timer.dueAt) : null,
      lastDeliveredAt: isoOrNull(batches.lastDeliveredAt()),
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
