/**
 * Notices that a process has gone silent. While all is well it costs no wake-up of its own. A watcher that was itself
 * held up (a suspended machine) first reads what has arrived meanwhile: that is what the last moment of grace is for.
 */
import type { Schedule } from '../shared/schedule.ts';

/** Last part of the allowed silence, begun anew when the timer wakes late. */
const GRACE_MS = 400;

export interface Watchdog {
  /** A sign of life. */
  readonly feed: () => void;
  /** From now on so much silence is allowed, in ms; more than {@link GRACE_MS}. */
  readonly allow: (ms: number) => void;
  readonly stop: () => void;
}

/** Calls `silent` once when there was no sign of life for as long as is allowed, `ms` at first. */
export const createWatchdog = (schedule: Schedule, ms: number, silent: () => void): Watchdog => {
  let allowed = ms;
  let cancel = (): void => undefined;
  const feed = (): void => {
    cancel();
    cancel = schedule(() => {
      cancel = schedule(silent, GRACE_MS);
    }, allowed - GRACE_MS);
  };
  feed();
  return {
    feed,
    allow: (longer) => {
      allowed = longer;
      feed();
    },
    stop: () => {
      cancel();
    },
  };
};
