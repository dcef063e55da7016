/** macOS: one call that locks, one that tells how long nobody has touched anything. */
import type { Result } from '../../../contract/result.ts';
import { headlessDesktop } from '../headless-desktop.ts';
import type { LockOutcome, Platform } from '../platform.ts';
import { readDarwinApplication, readDarwinNetwork } from './circumstances.ts';
import { type SessionCalls, loadSessionCalls } from './session-calls.ts';

const METHOD = 'SACLockScreenImmediate';
const NO_ERROR = 0;
const MS_PER_SECOND = 1_000;

const failed = (message: string): LockOutcome => ({ ok: false, method: METHOD, confirmed: false, message });

export const lockScreen = (calls: SessionCalls): LockOutcome => {
  const status = calls.lockScreenImmediate();
  return status === NO_ERROR
    ? {
        ok: true,
        method: METHOD,
        confirmed: false,
        message: 'macOS accepted the lock; this host cannot see whether the session is locked.',
      }
    : failed(`macOS refused to lock (status ${String(status)}): run the agent in the session of the user.`);
};

export const idleMilliseconds = (calls: SessionCalls): number | null => {
  const seconds = calls.secondsSinceLastInput();
  return Number.isFinite(seconds) && seconds >= 0 ? Math.round(seconds * MS_PER_SECOND) : null;
};

/** `load` is called once, when first needed. */
export const createDarwinPlatform = (load: () => Promise<Result<SessionCalls>> = loadSessionCalls): Platform => {
  let loading: Promise<Result<SessionCalls>> | undefined;
  const library = (): Promise<Result<SessionCalls>> => (loading ??= load());
  return {
    name: 'darwin',
    ...headlessDesktop('macOS'),
    lock: async () => {
      const calls = await library();
      return calls.ok ? lockScreen(calls.value) : failed(calls.message);
    },
    idleMs: async () => {
      const calls = await library();
      return calls.ok ? idleMilliseconds(calls.value) : null;
    },
    network: () => readDarwinNetwork(),
    foregroundApplication: () => readDarwinApplication(),
    close: () => Promise.resolve(),
  };
};
