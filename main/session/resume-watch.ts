/**
 * Notices that the machine slept where the system does not say so: a timer came late, or the wall clock ran on further
 * than it.
 *
 * On Linux timers and the clock that nobody can set stand still in sleep, so that a wall clock set forward by hand
 * looks the same. It is taken for sleep: a code asked for once too often does less harm than one not asked for. A clock
 * set back is none. A sleep over which the clock is set back is then known only if the system tells.
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
/** The platform's word may come after the late timer, since a waking system has much to do: it is waited for so long. */
const GRACE_MS = 5_000;

export const createResumeWatch = ({ now, monotonicMs, schedule, onResumed }: ResumeWatchPorts): ResumeWatch => {
  let cancel = (): void => undefined;
  let lookedAt = 0;
  let lookedMs = 0;

  const look = (): void => {
    // In sleep the clock that nobody can set stands still on some systems, and goes on on others.
    const lateMs = Math.max(now() - lookedAt, monotonicMs() - lookedMs) - LOOK_MS;
    if (lateMs <= SLEPT_MS) {
      again();
      return;
    }
    cancel = schedule(() => {
      again();
      onResumed(Math.round(lateMs / 1_000));
    }, GRACE_MS);
  };
  const again = (): void => {
    cancel();
    lookedAt = now();
    lookedMs = monotonicMs();
    cancel = schedule(look, LOOK_MS);
  };

  return {
    start: again,
    stop: () => {
      cancel();
    },
    noted: again,
  };
};
