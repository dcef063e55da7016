/** A workstation that exists only in memory: for tests, demonstrations and replay. Nothing real is ever locked. */
import type { LockOutcome, LockState, Notice, Platform, SessionChange } from './platform.ts';

export type SimulatedCall =
  { readonly kind: 'lock'; readonly outcome: LockOutcome } | { readonly kind: 'notify'; readonly notice: Notice };

export interface SimulatedPlatform extends Platform {
  readonly name: 'simulated';
  /** Every lock and notification so far, oldest first. */
  readonly calls: readonly SimulatedCall[];
  /** The user comes back and unlocks. */
  unlock(): void;
  /** Somebody locks by hand. */
  lockByHand(): void;
  /** Another user's session comes to the front. */
  switchAway(): void;
  /** This session is in front again. */
  switchBack(): void;
  /** The machine sleeps, and wakes. */
  sleep(): void;
}

export interface SimulatedOptions {
  /** How many locks fail before the first that works. */
  readonly lockFailures?: number;
  /** A desktop that accepts the call although no screen locker listens. */
  readonly withoutLocker?: boolean;
  /** A session with nobody to show notifications. */
  readonly withoutNotifications?: boolean;
  readonly idleMs?: () => number;
  readonly network?: () => string | null;
  readonly application?: () => string | null;
}

const METHOD = 'simulated';

export const createSimulatedPlatform = (options: SimulatedOptions = {}): SimulatedPlatform => {
  const calls: SimulatedCall[] = [];
  const listeners = new Set<(state: 'locked' | 'unlocked') => void>();
  const sessionListeners = new Set<(change: SessionChange) => void>();
  let isAway = false;
  let state: 'locked' | 'unlocked' = 'unlocked';
  let failuresLeft = options.lockFailures ?? 0;

  const become = (next: 'locked' | 'unlocked'): void => {
    if (next === state) return;
    state = next;
    for (const listener of [...listeners]) listener(next);
  };

  const tell = (change: SessionChange): void => {
    for (const listener of [...sessionListeners]) listener(change);
  };
  const front = (away: boolean): void => {
    if (away === isAway) return;
    isAway = away;
    tell(away ? 'away' : 'back');
  };

  const attempt = (): LockOutcome => {
    if (failuresLeft > 0) {
      failuresLeft -= 1;
      return { ok: false, method: METHOD, confirmed: false, message: 'The simulated lock failed, as it was told to.' };
    }
    if (options.withoutLocker === true) {
      return { ok: true, method: METHOD, confirmed: false, message: 'No simulated screen locker answered the lock.' };
    }
    become('locked');
    return { ok: true, method: METHOD, confirmed: true, message: 'The simulated workstation is locked.' };
  };

  return {
    name: 'simulated',
    calls,
    lock: () => {
      const outcome = attempt();
      calls.push({ kind: 'lock', outcome });
      return Promise.resolve(outcome);
    },
    lockState: (): Promise<LockState> => Promise.resolve(state),
    onLockChange: (listener) => {
      listeners.add(listener);
      return Promise.resolve(() => void listeners.delete(listener));
    },
    onSessionChange: (listener) => {
      sessionListeners.add(listener);
      if (isAway) listener('away');
      return Promise.resolve(() => void sessionListeners.delete(listener));
    },
    notify: (notice) => {
      calls.push({ kind: 'notify', notice });
      return Promise.resolve(
        options.withoutNotifications === true
          ? { ok: false, method: METHOD, message: 'The simulated desktop shows no notifications.' }
          : { ok: true, method: METHOD, message: 'The simulated desktop showed it.' },
      );
    },
    idleMs: () => Promise.resolve(options.idleMs?.() ?? null),
    network: () => Promise.resolve(options.network?.() ?? null),
    foregroundApplication: () => Promise.resolve(options.application?.() ?? null),
    close: () => {
      listeners.clear();
      sessionListeners.clear();
      return Promise.resolve();
    },
    unlock: () => {
      become('unlocked');
    },
    lockByHand: () => {
      become('locked');
    },
    switchAway: () => {
      front(true);
    },
    switchBack: () => {
      front(false);
    },
    sleep: () => {
      tell('resumed');
    },
  };
};
