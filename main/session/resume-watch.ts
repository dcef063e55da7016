/**
 * Notices that the machine slept where the system does not say so: the wall clock ran on further than the timer, and
 * than a clock that nobody can set.
 *
 * On Linux that clock stands still in sleep, so that a wall clock set forward by hand looks the same. It is taken for
 * sleep: a code asked for once too often does less harm than one not asked for.
 */
import type { Schedule } from '../shared/schedule.ts';

export interface ResumeWatchPorts {
  /** Ms since 1970. */
  readonly now: () => number;
  readonly monotonicMs: () => number;
  readonly schedule: Schedule;
  readonly onResumed: (sleptSeconds: number) => void;
}

export interface ResumeWatch {
  start(): void;
  stop(): void;
  /** The platform said so: the same sleep is told once. */
  noted(): void;
}

const LOOK_MS = 10_000;
/** Later than this is no busy machine. */
const SLEPT_MS = 30_000;

export const createResumeWatch = ({ now, monotonicMs, schedule, onResumed }: ResumeWatchPorts): ResumeWatch => {
  let cancel = (): void => undefined;
  let lookedAt = 0;
  let lookedMs = 0;

  const mark = (): void => {
    lookedAt = now();
    lookedMs = monotonicMs();
  };
  const again = (): void => {
    mark();
    cancel = schedule(look, LOOK_MS);
  };
  const look = (): void => {
    // Elsewhere the clock goes on in sleep, and it is the timer that is late.
    const lateMs = Math.max(now() - lookedAt, monotonicMs() - lookedMs) - LOOK_MS;
    again();
    if (lateMs > SLEPT_MS) onResumed(Math.round(lateMs / 1_000));
  };

  return {
    start: again,
    stop: () => {
      cancel();
    },
    noted: mark,
  };
};
