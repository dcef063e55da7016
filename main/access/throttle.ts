/**
 * Wrong codes or passphrases in a row, and the wait that follows them (NIST SP 800-63B, section 5.2.2): from a certain
 * failure on 30 s, doubled up to an hour; at most a hundred. Survives restarts.
 *
 * A wait is counted on a clock that nobody can set. Across a restart there is only the wall clock: set back, it makes no
 * wait longer than its own length; who can set it forward between two runs can do anything on this machine.
 */
import { z } from 'zod';
import type { Fact, Facts } from './facts.ts';

const FIRST_WAIT_SECONDS = 30;
const LONGEST_WAIT_SECONDS = 3_600;
/** So many in a row, and none is looked at any more. */
export const MOST_FAILURES = 100;

export interface ThrottleState {
  /** In a row. */
  readonly failures: number;
  /** Ms since 1970; null where there is no wait. */
  readonly blockedUntil: number | null;
  readonly exhausted: boolean;
}

/** Every method throws CodedError `storage-unavailable` when the disk fails: nothing is to be accepted then. */
export interface Throttle {
  state(): ThrottleState;
  /** Seconds until a try may be looked at, 0 when now, null when none ever may. */
  wait(): number | null;
  /** To be called after every wrong try that was looked at. */
  failed(): ThrottleState;
  succeeded(): void;
  /** An administrator forgets all failures. */
  reset(): void;
}

export interface ThrottleOptions {
  readonly facts: Facts;
  /** Of the fact. */
  readonly name: string;
  /** The failure, counted from 1, that brings the first wait. */
  readonly freeFailures: () => number;
  readonly now: () => number;
  readonly monotonicMs: () => number;
}

const storedSchema = z.strictObject({
  failures: z.number().int().min(1).max(MOST_FAILURES),
  /** Length of the wait that the last one brought, and when, in ms since 1970. */
  waitMs: z.number().min(0),
  failedAt: z.number(),
});
type Stored = z.infer<typeof storedSchema>;

/** Seconds to wait after so many failures in a row. */
const waitAfter = (failures: number, firstWaiting: number): number =>
  failures < firstWaiting
    ? 0
    : Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** Math.min(failures - firstWaiting, 30));

export const createThrottle = ({ facts, name, freeFailures, now, monotonicMs }: ThrottleOptions): Throttle => {
  const fact: Fact<Stored> = { name, schema: storedSchema };
  /** When the wait is over, on the clock that nobody can set. */
  let overAtMs: number | null = null;

  const remainingMs = ({ waitMs, failedAt }: Stored): number => {
    if (overAtMs === null) {
      const elapsed = now() - failedAt;
      overAtMs = monotonicMs() + (elapsed < 0 ? waitMs : Math.max(0, waitMs - elapsed));
    }
    return Math.max(0, overAtMs - monotonicMs());
  };

  const stateOf = (stored: Stored | null): ThrottleState => {
    if (stored === null) return { failures: 0, blockedUntil: null, exhausted: false };
    const { failures } = stored;
    if (failures >= MOST_FAILURES) return { failures, blockedUntil: null, exhausted: true };
    const remaining = remainingMs(stored);
    return { failures, blockedUntil: remaining === 0 ? null : now() + remaining, exhausted: false };
  };

  const forget = (): void => {
    if (facts.get(fact) !== null) facts.set(fact, null);
    overAtMs = null;
  };

  return {
    state: () => stateOf(facts.get(fact)),
    wait: () => {
      const stored = facts.get(fact);
      if (stored === null) return 0;
      return stored.failures >= MOST_FAILURES ? null : remainingMs(stored) / 1_000;
    },
    failed: () => {
      const failures = Math.min(MOST_FAILURES, (facts.get(fact)?.failures ?? 0) + 1);
      const waitMs = waitAfter(failures, freeFailures()) * 1_000;
      const stored = { failures, waitMs, failedAt: now() };
      facts.set(fact, stored);
      overAtMs = monotonicMs() + waitMs;
      return stateOf(stored);
    },
    succeeded: forget,
    reset: forget,
  };
};
