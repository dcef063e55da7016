/** What a host without windows cannot do on Windows and macOS, said once and in plain words. */
import type { Platform } from './platform.ts';

/**
 * Both systems deliver lock changes, changes of user, wake-ups and notifications only to a program with a window or a
 * bundle, so that the headless host answers `unknown` and "not available", and its listeners are never called. That the
 * machine slept is then found by the clocks alone (`main/session/resume-watch.ts`).
 */
export const headlessDesktop = (
  system: string,
): Pick<Platform, 'lockState' | 'onLockChange' | 'onSessionChange' | 'notify'> => ({
  lockState: () => Promise.resolve('unknown'),
  onLockChange: () => Promise.resolve(() => undefined),
  onSessionChange: () => Promise.resolve(() => undefined),
  notify: () =>
    Promise.resolve({
      ok: false,
      method: 'none',
      message: `Notifications on ${system} need the windowed host; the headless host cannot show them.`,
    }),
});
