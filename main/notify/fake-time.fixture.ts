/** A clock and timers that a test turns by hand. */
import type { Schedule } from '../shared/schedule.ts';

export interface FakeTime {
  readonly now: () => number;
  readonly schedule: Schedule;
  /** Time passes, and what is due meanwhile is called, in order. */
  readonly pass: (ms: number) => void;
  /** Somebody sets the clock; timers do not notice. */
  readonly setClock: (ms: number) => void;
  /** How many timers wait. */
  readonly timers: () => number;
}

export const createFakeTime = (begin: number): FakeTime => {
  let elapsed = 0;
  let offset = begin;
  const timers = new Set<{ readonly callback: () => void; readonly at: number }>();
  return {
    now: () => offset + elapsed,
    schedule: (callback, ms) => {
      const timer = { callback, at: elapsed + ms };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    pass: (ms) => {
      const until = elapsed + ms;
      for (;;) {
        const [next] = [...timers].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
        if (next === undefined) break;
        timers.delete(next);
        elapsed = Math.max(elapsed, next.at);
        next.callback();
      }
      elapsed = until;
    },
    setClock: (ms) => {
      offset = ms - elapsed;
    },
    timers: () => timers.size,
  };
};
