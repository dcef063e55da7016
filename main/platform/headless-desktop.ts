/** What a host without windows cannot do on Windows and macOS, said once and in plain words. */
import type { Platform } from './platform.ts';

/**
 * Both systems deliver lock changes and notifications only to a program with a window or a bundle, so that the headless
 * host answers `unknown` and "not available", and its `onLockChange` never calls.
 */
export const headlessDesktop = (system: string): Pick<Platform, 'lockState' | 'onLockChange' | 'notify'> => ({
  lockState: () => Promise.resolve('unknown'),
  onLockChange: () => Promise.resolve(() => undefined),
  notify: () =>
    Promise.resolve({
      ok: false,
      method: 'none',
      message: `Notifications on ${system} need the windowed host; the headless host cannot show them.`,
    }),
});
