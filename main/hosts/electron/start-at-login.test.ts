import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { autostartOfLinux, launchCommand, loginItem } from './start-at-login.ts';

let config = '';
beforeEach(() => {
  config = mkdtempSync(join(tmpdir(), 'samehand-autostart-'));
});
afterEach(() => {
  rmSync(config, { recursive: true, force: true });
});

const COMMAND = { path: '/opt/samehand', args: ['--hidden'] };

describe('the command that is started at login', () => {
  const facts = { env: {}, execPath: '/electron', isPackaged: true, appPath: '/project' };

  it('is the program itself, or Electron with the project', () => {
    expect(launchCommand(facts)).toEqual({ path: '/electron', args: ['--hidden'] });
    expect(launchCommand({ ...facts, isPackaged: false })).toEqual({
      path: '/electron',
      args: ['/project', '--hidden'],
    });
  });

  it('is the image where there is one: what runs now is mounted from it', () => {
    expect(launchCommand({ ...facts, env: { APPIMAGE: '/home/me/Samehand.AppImage' } }).path).toBe(
      '/home/me/Samehand.AppImage',
    );
  });
});

describe('starting at login on Linux', () => {
  const file = () => join(config, 'autostart', 'samehand.desktop');

  it('is a file for its owner alone, and its absence', async () => {
    const autostart = autostartOfLinux(COMMAND, { XDG_CONFIG_HOME: config });
    expect(await autostart.isOn()).toBe(false);
    expect(await autostart.set(true)).toEqual({ ok: true, value: null });
    expect(await autostart.isOn()).toBe(true);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(readFileSync(file(), 'utf8')).toContain('Exec="/opt/samehand" "--hidden"');
    await autostart.set(false);
    expect(await autostart.isOn()).toBe(false);
    expect(await autostart.set(false)).toEqual({ ok: true, value: null });
  });

  it('keeps the data folder that was chosen, and makes a loose file tight', async () => {
    const autostart = autostartOfLinux(COMMAND, { XDG_CONFIG_HOME: config, SAMEHAND_HOME: '/data' });
    await autostart.set(true);
    writeFileSync(file(), 'Hidden=true\n');
    expect(await autostart.isOn()).toBe(false);
    await autostart.set(true);
    expect(readFileSync(file(), 'utf8')).toContain('"SAMEHAND_HOME=/data"');
    expect(await autostart.isOn()).toBe(true);
  });

  it('says why it cannot be', async () => {
    writeFileSync(join(config, 'autostart'), 'a file in its way');
    expect(await autostartOfLinux(COMMAND, { XDG_CONFIG_HOME: config }).set(true)).toMatchObject({
      ok: false,
      code: 'storage-unavailable',
      message: expect.stringContaining('Starting at login cannot be changed') as string,
    });
  });
});

describe('starting at login on Windows and macOS', () => {
  const settings = (takes: boolean) => {
    let openAtLogin = false;
    return {
      getLoginItemSettings: () => ({ openAtLogin }) as Electron.LoginItemSettings,
      setLoginItemSettings: (wanted: Electron.Settings) => {
        if (takes) openAtLogin = wanted.openAtLogin ?? false;
      },
    };
  };

  it('is an entry in the system’s own list', async () => {
    const item = loginItem(settings(true), COMMAND);
    expect(await item.isOn()).toBe(false);
    expect(await item.set(true)).toEqual({ ok: true, value: null });
    expect(await item.isOn()).toBe(true);
  });

  it('is not claimed where the system did not take it', async () => {
    expect(await loginItem(settings(false), COMMAND).set(true)).toMatchObject({ ok: false });
  });
});
