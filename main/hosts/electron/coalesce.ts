/** The newest of many values, no more often than every so many ms: the first at once, the last never lost. */
import type { Schedule } from '../../shared/schedule.ts';

export interface CoalescePorts<T> {
  readonly everyMs: number;
  /** Monotonic milliseconds. */
  readonly clock: () => number;
  readonly schedule: Schedule;
  readonly send: (value: T) => void;
}

export interface Coalescer<T> {
  readonly offer: (value: T) => void;
  readonly stop: () => void;
}

export const createCoalescer = <T>({ everyMs, clock, schedule, send }: CoalescePorts<T>): Coalescer<T> => {
  let sentAt = -Infinity;
  let waiting: { readonly value: T } | null = null;
  let cancel = (): void => undefined;
  const flush = (): void => {
    if (waiting === null) return;
    const { value } = waiting;
    waiting = null;
    sentAt = clock();
    send(value);
  };
  return {
    offer: (value) => {
      const isScheduled = waiting !== null;
      waiting = { value };
      if (isScheduled) return;
      const left = everyMs - (clock() - sentAt);
      if (left <= 0) flush();
      else cancel = schedule(flush, left);
    },
    stop: () => {
      cancel();
      waiting = null;
    },
  };
};
