/** Does the agent start by itself? */
import { fine, type Finding } from './finding.ts';
import type { StartAtLogin } from './start-at-login.ts';

const NAME = 'start-at-login';

/** @param startAtLogin null where the host cannot say: then there is nothing to find. */
export const checkStart = async (startAtLogin: StartAtLogin | null): Promise<readonly Finding[]> => {
  if (startAtLogin === null) return [];
  if (await startAtLogin.isOn()) return [fine(NAME, 'The agent starts when you log in.')];
  return [
    {
      name: NAME,
      state: 'warn',
      message: 'The agent does not start by itself when you log in.',
      remedy: 'Have it started at login, or let the service manager of the workstation start it.',
      fix: 'start-at-login',
    },
  ];
};
