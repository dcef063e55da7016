/** Carries out one lock: tries until the platform accepts it, and lets nothing about it go unsaid. */
import type { AuditEvent } from '../../contract/audit.ts';
import type { LockOutcome, Platform } from '../platform/platform.ts';
import type { Schedule } from '../shared/schedule.ts';
import { type Warnings, reasonOf } from './warnings.ts';

/** Wait before the first retry, doubled each time up to the longest, in ms. */
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 60_000;
/** Where a lock was accepted and windows still arrive, how long before it is asked for again, in ms. */
const REST_MS = 10_000;

export interface LockAttemptsOptions {
  readonly platform: Pick<Platform, 'lock'>;
  readonly audit: (event: AuditEvent) => void;
  readonly schedule: Schedule;
  readonly warnings: Warnings;
  readonly onLocked: (outcome: LockOutcome) => void;
  /** Takes the attempts that a timer begins. */
  readonly track: (attempt: Promise<void>) => Promise<void>;
}

export interface LockAttempts {
  /** A lock is being tried, or waits to be tried again. */
  readonly isPending: () => boolean;
  /** A lock may begin: none is pending, and none was accepted a moment ago. */
  readonly isFree: () => boolean;
  /** Resolves after the first attempt; later ones follow by themselves. */
  readonly begin: (decisionId: string) => Promise<void>;
  /** No further attempt. One under way is finished. */
  readonly cancel: () => void;
  /** As `cancel`, and the next lock need not wait. */
  readonly reset: () => void;
}

const lockSafely = async (platform: Pick<Platform, 'lock'>): Promise<LockOutcome> => {
  try {
    return await platform.lock();
  } catch (thrown) {
    return { ok: false, method: 'none', confirmed: false, message: reasonOf(thrown) };
  }
};

export const createLockAttempts = (options: LockAttemptsOptions): LockAttempts => {
  const { platform, audit, schedule, warnings, onLocked, track } = options;
  let phase: 'idle' | 'locking' | 'waiting' | 'resting' = 'idle';
  let isCancelled = false;
  let stopTimer: (() => void) | null = null;

  const later = (next: 'waiting' | 'resting', ms: number, then: () => void): void => {
    phase = next;
    stopTimer = schedule(() => {
      stopTimer = null;
      then();
    }, ms);
  };
  const rest = (): void => {
    phase = 'idle';
  };

  const attempt = async (decisionId: string, retryMs: number): Promise<void> => {
    phase = 'locking';
    const outcome = await lockSafely(platform);
    const { ok, method, confirmed, message } = outcome;
    audit({ kind: 'action-done', body: { decisionId, action: 'lock', ok, method, message } });
    if (ok) {
      warnings.set('lock', confirmed ? null : message);
      if (isCancelled) rest();
      else later('resting', REST_MS, rest);
      onLocked(outcome);
      return;
    }
    warnings.set('lock', `The workstation could not be locked: ${message}`);
    const retry = (): void => {
      void track(attempt(decisionId, Math.min(2 * retryMs, LONGEST_RETRY_MS)));
    };
    if (isCancelled) rest();
    else later('waiting', retryMs, retry);
  };

  const cancel = (): void => {
    isCancelled = true;
    if (phase !== 'waiting') return;
    stopTimer?.();
    rest();
  };

  return {
    isPending: () => phase === 'locking' || phase === 'waiting',
    isFree: () => phase === 'idle',
    begin: (decisionId) => {
      isCancelled = false;
      audit({ kind: 'action-intended', body: { decisionId, action: 'lock' } });
      return attempt(decisionId, FIRST_RETRY_MS);
    },
    cancel,
    reset: () => {
      cancel();
      if (phase !== 'resting') return;
      stopTimer?.();
      rest();
    },
  };
};
