/**
 * Locks after so long without input. It only ever locks earlier than the system would, and keeps the system from
 * nothing. All times are on a clock that nobody can set; where that clock stands still while the machine sleeps, sleep
 * is no inactivity.
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
  /**
   * Whether the sensor cannot see input at present. Then only the system is believed: nobody who works is locked out
   * because nobody can see it. Not given: it always can.
   */
  readonly isBlind?: () => boolean;
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
/** Where nobody came and it is open still, it is said again after so long: the lock may have failed. */
const AGAIN_MS = 60_000;

export const createInactivity = (ports: InactivityPorts): Inactivity => {
  const { platformIdleMs, lastInputAt, since, limitSeconds, isOpen, isBlind, monotonicMs, schedule, onInactive } =
    ports;
  let cancel = (): void => undefined;
  let isRunning = false;
  let toldAt = -Infinity;

  const ownIdleMs = (): number => monotonicMs() - Math.max(since(), lastInputAt() ?? -Infinity);

  const later = (ms: number): void => {
    if (isRunning) cancel = schedule(() => void look(), Math.min(MOST_MS, Math.max(LEAST_MS, ms)));
  };

  /** Null when nobody can say. */
  const idleNowMs = async (limitMs: number): Promise<number | null> => {
    if (ownIdleMs() < limitMs) return ownIdleMs();
    // The sensor may not have seen what the system has: whoever is at work by either is at work.
    const platform = await platformIdleMs();
    if (platform === null) return isBlind?.() === true ? null : ownIdleMs();
    return Math.min(ownIdleMs(), platform);
  };

  const look = async (): Promise<void> => {
    const limitMs = limitSeconds() * 1_000;
    const idleMs = isOpen() ? await idleNowMs(limitMs) : null;
    if (idleMs === null || idleMs < limitMs) {
      toldAt = -Infinity;
      later(limitMs - (idleMs ?? 0));
      return;
    }
    // It may have been stopped, or locked, while the system was asked.
    if (isRunning && isOpen() && monotonicMs() - toldAt >= AGAIN_MS) {
      toldAt = monotonicMs();
      onInactive(Math.floor(idleMs / 1_000));
    }
    later(MOST_MS);
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
