/** Starting at login: by the system's own list on Windows and macOS, by an autostart file on Linux. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'electron';
import { err, ok } from '../../../contract/result.ts';
import type { StartAtLogin } from '../../doctor/start-at-login.ts';
import { autostartEntry, isEntryOn, type LaunchCommand } from './autostart-entry.ts';

/** Started so, it opens no window but to ask for a consent. */
export const HIDDEN = '--hidden';
const OWNER_ONLY = 0o600;

export interface LaunchFacts {
  readonly env: NodeJS.ProcessEnv;
  readonly execPath: string;
  readonly isPackaged: boolean;
  readonly appPath: string;
}

export const launchCommand = ({ env, execPath, isPackaged, appPath }: LaunchFacts): LaunchCommand => ({
  // An AppImage runs from a place that is gone after the next start.
  path: isPackaged ? (env.APPIMAGE ?? execPath) : execPath,
  args: isPackaged ? [HIDDEN] : [appPath, HIDDEN],
});

const failed = (cause: unknown) =>
  err(
    'storage-unavailable',
    `Starting at login cannot be changed: ${cause instanceof Error ? cause.message : String(cause)}.`,
  );

const autostartFile = (env: NodeJS.ProcessEnv): string => {
  const chosen = env.XDG_CONFIG_HOME;
  const config = chosen === undefined || chosen === '' ? join(env.HOME ?? homedir(), '.config') : chosen;
  return join(config, 'autostart', 'samehand.desktop');
};

export const autostartOfLinux = (command: LaunchCommand, env: NodeJS.ProcessEnv): StartAtLogin => {
  const file = autostartFile(env);
  const home = env.SAMEHAND_HOME;
  return {
    isOn: async () => {
      try {
        return isEntryOn(await readFile(file, 'utf8'));
      } catch {
        return false; // none, or one that no desktop could read either
      }
    },
    set: async (on) => {
      try {
        // Removed first: a file that is written again keeps the mode it had.
        await rm(file, { force: true });
        if (!on) return ok(null);
        const entry = autostartEntry(command, home === undefined || home === '' ? {} : { SAMEHAND_HOME: home });
        await mkdir(join(file, '..'), { recursive: true });
        await writeFile(file, entry, { mode: OWNER_ONLY });
        return ok(null);
      } catch (cause) {
        return failed(cause);
      }
    },
  };
};

export const loginItem = (
  app: Pick<App, 'getLoginItemSettings' | 'setLoginItemSettings'>,
  { path, args }: LaunchCommand,
): StartAtLogin => {
  const isOn = (): boolean => app.getLoginItemSettings({ path, args: [...args] }).openAtLogin;
  return {
    isOn: () => Promise.resolve(isOn()),
    set: (on) => {
      try {
        app.setLoginItemSettings({ openAtLogin: on, path, args: [...args] });
      } catch (cause) {
        return Promise.resolve(failed(cause));
      }
      const why = 'the system did not take it; look at its own list of programs that start at login';
      return Promise.resolve(isOn() === on ? ok(null) : failed(why));
    },
  };
};
