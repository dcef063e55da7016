/** Linux: everything over the system and the session bus. */
import type { LockOutcome, LockState, Platform } from '../platform.ts';
import { sessionBusAddress, systemBusAddress } from './bus-address.ts';
import { createBus } from './reconnecting-bus.ts';
import { readIdle } from './idle.ts';
import { lockMethods } from './lock-methods.ts';
import { lockSession } from './lock-session.ts';
import { readLockState } from './lock-state.ts';
import { watchLock } from './lock-watch.ts';
import { createSessionFinder } from './login-session.ts';
import { watchSession } from './session-changes.ts';
import { readNetwork } from './network.ts';
import { sendNotification } from './notifications.ts';
import { createX11Window } from './x11-window.ts';

export interface LinuxPlatformOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly pid: number;
  /** CLOCK_MONOTONIC in ms. */
  readonly monotonicMs: () => number;
  /** How often a lost bus is tried again while changes are watched, in ms. */
  readonly reconnectMs?: number;
}

export const createLinuxPlatform = ({ env, pid, monotonicMs, reconnectMs }: LinuxPlatformOptions): Platform => {
  const system = createBus(systemBusAddress(env), reconnectMs);
  const session = createBus(sessionBusAddress(env), reconnectMs);
  const loginSession = createSessionFinder(system, { sessionId: env.XDG_SESSION_ID, pid });
  const methods = lockMethods(system, session, loginSession);
  const lockState = (): Promise<LockState> => readLockState(system, session, loginSession.find);
  const window = createX11Window(env);
  let locking: Promise<LockOutcome> | null = null;

  return {
    name: 'linux',
    lock: () => {
      // Two that ask at once mean the same lock.
      locking ??= lockSession({ methods, lockState, monotonicMs }).finally(() => {
        locking = null;
      });
      return locking;
    },
    lockState,
    onLockChange: (listener) => watchLock(system, session, lockState, listener),
    onSessionChange: (listener) => watchSession(system, loginSession.find, listener),
    notify: (notice) => sendNotification(session, notice),
    idleMs: () => readIdle(system, session, loginSession.find, monotonicMs),
    network: () => readNetwork(),
    foregroundApplication: window.application,
    close: () => {
      system.close();
      session.close();
      window.close();
      return Promise.resolve();
    },
  };
};
