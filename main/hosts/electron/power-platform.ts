/** What Electron can tell of the session and show in it, where the platform itself cannot: on Windows and macOS. */
import type { Notification, PowerMonitor } from 'electron';
import type { LockOutcome, LockState, Notice, Platform } from '../../platform/platform.ts';
import type { Schedule } from '../../shared/schedule.ts';

export interface PowerPorts {
  readonly powerMonitor: PowerMonitor;
  readonly createNotification: (notice: Notice) => Notification;
  readonly canNotify: () => boolean;
  readonly schedule: Schedule;
}

/** Both systems accept a lock before they carry it out. */
const CONFIRMED_WITHIN_MS = 2_000;
/** Seconds; any: the answer "locked" does not depend on it. */
const IDLE_THRESHOLD_SECONDS = 60;

const showNotice = (ports: PowerPorts, notice: Notice): ReturnType<Platform['notify']> => {
  if (!ports.canNotify()) {
    return Promise.resolve({ ok: false, method: 'none', message: 'The system shows no notifications.' });
  }
  ports.createNotification(notice).show();
  return Promise.resolve({ ok: true, method: 'electron', message: 'The system was given the notification.' });
};

/** Lays the power monitor's answers over a platform of Windows or macOS; any other comes back as it is. */
export const withPowerMonitor = (platform: Platform, ports: PowerPorts): Platform => {
  if (platform.name !== 'win32' && platform.name !== 'darwin') return platform;
  const { powerMonitor } = ports;
  /** Null until the first event. */
  let seen: 'locked' | 'unlocked' | null = null;
  const stopping: (() => void)[] = [];

  const listen = (event: 'lock-screen', listener: () => void): (() => void) => {
    powerMonitor.on(event, listener);
    const stop = (): void => void powerMonitor.removeListener(event, listener);
    stopping.push(stop);
    return stop;
  };
  /** The types name every event by a signature of its own. */
  const on = (
    event: 'lock-screen' | 'unlock-screen' | 'resume' | 'user-did-resign-active' | 'user-did-become-active',
    listener: () => void,
  ): (() => void) => listen(event as 'lock-screen', listener);

  on('lock-screen', () => {
    seen = 'locked';
  });
  on('unlock-screen', () => {
    seen = 'unlocked';
  });

  const lockState = async (): Promise<LockState> => {
    const own = await platform.lockState();
    if (own !== 'unknown') return own;
    if (seen !== null) return seen;
    const state = powerMonitor.getSystemIdleState(IDLE_THRESHOLD_SECONDS);
    if (state === 'unknown') return 'unknown';
    return state === 'locked' ? 'locked' : 'unlocked';
  };

  const lock = async (): Promise<LockOutcome> => {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const stop = on('lock-screen', () => {
      resolve(true);
    });
    const outcome = await platform.lock();
    if (!outcome.ok || outcome.confirmed) {
      stop();
      return outcome;
    }
    const cancel = ports.schedule(() => {
      resolve(seen === 'locked');
    }, CONFIRMED_WITHIN_MS);
    const confirmed = await promise;
    cancel();
    stop();
    return confirmed ? { ...outcome, confirmed, message: 'The session was seen to be locked.' } : outcome;
  };

  return {
    ...platform,
    lock,
    lockState,
    onLockChange: async (listener) => {
      let last = await lockState();
      const tell = (state: 'locked' | 'unlocked') => () => {
        if (state === last) return;
        last = state;
        listener(state);
      };
      const stops = [on('lock-screen', tell('locked')), on('unlock-screen', tell('unlocked'))];
      return () => {
        for (const stop of stops) stop();
      };
    },
    onSessionChange: (listener) => {
      const stops = [
        on('resume', () => {
          listener('resumed');
        }),
        // Of macOS alone: fast user switching.
        on('user-did-resign-active', () => {
          listener('away');
        }),
        on('user-did-become-active', () => {
          listener('back');
        }),
      ];
      return Promise.resolve(() => {
        for (const stop of stops) stop();
      });
    },
    notify: (notice) => showNotice(ports, notice),
    idleMs: async () => (await platform.idleMs()) ?? powerMonitor.getSystemIdleTime() * 1_000,
    close: async () => {
      for (const stop of stopping.splice(0)) stop();
      await platform.close();
    },
  };
};
