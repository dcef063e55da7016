/** Can the workstation be locked, and does the system say when it is? */
import type { Platform } from '../platform/platform.ts';
import { fine, type Finding } from './finding.ts';

const NAME = 'lock';

export const checkLock = async (platform: Pick<Platform, 'name' | 'lockState'>): Promise<Finding> => {
  const state = await platform.lockState();
  if (state !== 'unknown') return fine(NAME, `The session can be watched through ${platform.name}; it is ${state}.`);
  return {
    name: NAME,
    state: 'warn',
    message: 'The system does not say whether the session is locked, so a lock could not be confirmed.',
    remedy:
      platform.name === 'linux'
        ? 'Run the agent inside a desktop session with a session bus, systemd-logind and a screen locker.'
        : 'The windowed agent sees locking on this system; the headless one does not.',
    fix: null,
  };
};
