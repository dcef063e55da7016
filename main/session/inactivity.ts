/**
 * Locks after so long without input. It only ever locks earlier than the system would, and keeps the system from
 * nothing. All times are on a clock that nobody can set.
 */
import type { Schedule } from '../shared/schedule.ts';

export interface InactivityPorts {
  /** Since the last input, as the system has it; null when it does not say. */
  readonly platformIdleMs: () => Promise<number | null>;
  /** Monotonic ms of the last input that the sensor saw. */
  readonly lastInputAt: () => number | null;
  /** Monotonic ms at which the session began or was unlocked. */
  readonly since: () => number;
  readonly limitSeconds: () => number;
  /** Not locked, and to be locked. */
  readonly isOpen: () => boolean;
  readonly monotonicMs: () => number;
  readonly schedule: Schedule;
  readonly onInactive: (idleSeconds: number) => void;
}

export interface Inactivity {
  start(): void;
  stop(): void;
}

/** Between two looks at least, and at most: a limit may have been lowered meanwhile. */
const LEAST_MS = 1_000;
const MOST_MS = 15_000;

export const createInactivity = (ports: InactivityPorts): Inactivity => {
  const { platformIdleMs, lastInputAt, since, limitSeconds, isOpen, monotonicMs, schedule, onInactive } = ports;
  let cancel = (): void => undefined;
  let isRunning = false;

  const ownIdleMs = (): number => monotonicMs() - Math.max(since(), lastInputAt() ?? -Infinity);

  const later = (ms: number): void => {
    if (isRunning) cancel = schedule(() => void look(), Math.min(MOST_MS, Math.max(LEAST_MS, ms)));
  };

  const look = async (): Promise<void> => {
    const limitMs = limitSeconds() * 1_000;
    const own = ownIdleMs();
    if (!isOpen() || own < limitMs) {
      later(limitMs - own);
      return;
    }
    // The sensor may not have seen what the system has: whoever is at work by either is at work.
    const platform = await platformIdleMs();
    const idleMs = Math.min(ownIdleMs(), platform ?? Infinity);
    if (isRunning && isOpen() && idleMs >= limitMs) onInactive(Math.floor(idleMs / 1_000));
    later(limitMs - idleMs);
  };

  return {
    start: () => {
      isRunning = true;
      later(limitSeconds() * 1_000);
    },
    stop: () => {
      isRunning = false;
      cancel();
    },
  };
};
