/** The parts of the double without a page: tray, menus, pictures, boxes, displays, processes, the program's end. */
import { join } from 'node:path';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import electronByDefault, {
  Menu,
  Notification,
  Tray,
  app,
  dialog,
  nativeImage,
  nativeTheme,
  powerMonitor,
  screen,
  shell,
  utilityProcess,
} from 'electron';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { desktop } from './control.ts';

const folder = mkdtempSync(join(tmpdir(), 'samehand-system-'));
const icon = join(import.meta.dirname, '../../../resources/icons/32x32.png');
afterEach(() => desktop.reset());
afterAll(async () => {
  await desktop.close();
  rmSync(folder, { recursive: true });
});

const moduleNamed = (name: string, code: string): string => {
  const path = join(folder, name);
  writeFileSync(path, code);
  return path;
};

it('has a default export, which electron-store imports', () => {
  expect((electronByDefault as { readonly app: object }).app).toBe(app);
});

describe('tray and menu', () => {
  it('show what they are given, and do what is chosen', () => {
    const chosen: string[] = [];
    const tray = new Tray(icon);
    tray.setToolTip('watching');
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: 'Off', enabled: false },
        { type: 'separator' },
        { label: 'More', submenu: [{ label: 'Inner', click: () => chosen.push('inner') }] },
        { label: 'Hidden', visible: false },
      ]),
    );
    expect(desktop.tray()).toMatchObject({ image: icon, toolTip: 'watching', labels: ['Off', 'More'] });
    desktop.clickMenu('Inner');
    expect(chosen).toEqual(['inner']);
    expect(() => {
      desktop.clickMenu('Off');
    }).toThrow('cannot be chosen');
    expect(() => {
      desktop.clickMenu('Hidden');
    }).toThrow('the menu has no');
    tray.destroy();
    expect(() => {
      tray.setToolTip('gone');
    }).toThrow('Object has been destroyed');
    expect(() => desktop.tray()).toThrow('there are 0 trays');
  });

  it('refuse what Electron refuses', () => {
    expect(() => new Tray(join(folder, 'none.png'))).toThrow('Failed to load image');
    expect(() => Menu.buildFromTemplate([{}])).toThrow('needs a label');
  });
});

describe('pictures', () => {
  it('are read; one that is missing or none is empty', () => {
    expect(nativeImage.createFromPath(icon).getSize()).toEqual({ width: 32, height: 32 });
    expect(nativeImage.createFromPath(join(folder, 'none.png')).isEmpty()).toBe(true);
    expect(nativeImage.createFromPath(moduleNamed('no.png', 'text')).isEmpty()).toBe(true);
  });
});

describe('boxes', () => {
  it('wait for an answer, and throw where they could wait for ever', async () => {
    const asked = dialog.showMessageBox({ message: 'Stop?', buttons: ['No', 'Yes'] });
    desktop.answerDialog(1);
    expect((await asked).response).toBe(1);
    desktop.answerDialog(0);
    expect(dialog.showMessageBoxSync({ message: 'Again?', buttons: ['No'] })).toBe(0);
    expect(() => dialog.showMessageBoxSync({ message: 'And now?' })).toThrow(
      'nobody answers the box that says: And now?',
    );
    dialog.showErrorBox('Title', 'content');
    expect(desktop.dialogs().map(({ message }) => message)).toEqual(['Stop?', 'Again?', 'And now?']);
    expect(desktop.errorBoxes()).toEqual([{ title: 'Title', content: 'content' }]);
  });
});

describe('displays', () => {
  it('come, go and change, and each is told', () => {
    const told: string[] = [];
    screen.on('display-added', (_event, { id }) => told.push(`added ${String(id)}`));
    screen.on('display-removed', (_event, { id }) => told.push(`removed ${String(id)}`));
    screen.on('display-metrics-changed', (_event, { id }) => told.push(`changed ${String(id)}`));
    const left = { id: 1, x: 0, y: 0, width: 1280, height: 800 };
    const right = { id: 2, x: 1280, y: 0, width: 800, height: 600 };
    desktop.setDisplays([left, right]);
    desktop.setDisplays([{ ...left, width: 1000 }, right]);
    expect(screen.getDisplayNearestPoint({ x: 1290, y: 10 }).id).toBe(2);
    expect(screen.getDisplayMatching({ x: 100, y: 0, width: 50, height: 50 }).id).toBe(1);
    desktop.setDisplays([right]);
    expect(told).toEqual(['added 2', 'changed 1', 'removed 1']);
    expect(screen.getPrimaryDisplay().id).toBe(2);
  });
});

describe('utility processes', () => {
  it('are real, and have a parent port in the place of Node’s channel', async () => {
    const script = moduleNamed(
      'echo.mjs',
      `process.parentPort.on('message', ({ data }) => {
        if (data === 'end') process.exit(7);
        process.parentPort.postMessage({ data, hasSend: typeof process.send, type: process.type, said: process.env.SAID });
      });
      process.stderr.write('started');`,
    );
    const gone: unknown[] = [];
    app.on('child-process-gone', (_event, { type, reason, exitCode, name }) =>
      gone.push([type, reason, exitCode, name]),
    );
    const child = utilityProcess.fork(script, [], { serviceName: 'Echo', env: { SAID: 'yes' }, stdio: 'pipe' });
    const errors: string[] = [];
    child.stderr?.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
    const { promise: spawned, resolve: onSpawn } = Promise.withResolvers<number | undefined>();
    child.once('spawn', () => {
      onSpawn(child.pid);
    });
    expect(await spawned).toBeGreaterThan(0);
    const { promise: answered, resolve: onAnswer } = Promise.withResolvers<unknown>();
    child.once('message', onAnswer);
    child.postMessage({ when: new Date(1), map: new Map([[1, 2]]) });
    expect(await answered).toEqual({
      data: { when: new Date(1), map: new Map([[1, 2]]) },
      hasSend: 'undefined',
      type: 'utility',
      said: 'yes',
    });
    const { promise: exited, resolve: onExit } = Promise.withResolvers<number>();
    child.once('exit', onExit);
    child.postMessage('end');
    expect(await exited).toBe(7);
    expect(child.pid).toBeUndefined();
    expect(errors.join('')).toBe('started');
    expect(gone).toEqual([['Utility', 'abnormal-exit', 7, 'Echo']]);
    expect(desktop.utilityServices()).toEqual(['Echo']);
    expect(() => {
      child.postMessage(() => 1);
    }).not.toThrow();
  });

  it('that are killed are told as killed', async () => {
    const child = utilityProcess.fork(moduleNamed('idle.mjs', 'process.parentPort.on("message", () => {});'));
    const gone: string[] = [];
    app.on('child-process-gone', (_event, { reason }) => gone.push(reason));
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.once('spawn', () => {
      child.kill();
    });
    await exited;
    expect(gone).toEqual(['killed']);
  });
});

describe('the program', () => {
  it('ends when it is told to and nobody objects', () => {
    app.once('before-quit', (event) => {
      event.preventDefault();
    });
    app.quit();
    expect(desktop.exitCode()).toBeNull();
    app.quit();
    expect(desktop.exitCode()).toBe(0);
    app.exit(3);
    expect(desktop.exitCode()).toBe(3);
  });

  it('knows of other copies, of the system and of itself', () => {
    expect(app.requestSingleInstanceLock()).toBe(true);
    desktop.takeInstanceLock(true);
    expect(app.requestSingleInstanceLock()).toBe(false);
    app.setLoginItemSettings({ openAtLogin: true });
    expect(desktop.loginItem()).toEqual({ openAtLogin: true });
    expect(() => app.getPath('nowhere' as 'home')).toThrow("Failed to get 'nowhere' path");
    desktop.setLocale('de-DE');
    expect(app.getLocale()).toBe('de-DE');
    desktop.setIdleSeconds(90);
    expect(powerMonitor.getSystemIdleState(60)).toBe('idle');
    desktop.power('lock-screen');
    expect(powerMonitor.getSystemIdleState(60)).toBe('locked');
    nativeTheme.themeSource = 'dark';
    expect(nativeTheme.shouldUseDarkColors).toBe(true);
  });

  it('writes down what leaves it', async () => {
    await shell.openExternal('https://example.org/');
    new Notification({ title: 'Title', body: 'Body' }).show();
    expect(desktop.openedExternally()).toEqual(['https://example.org/']);
    expect(desktop.notifications().map(({ title, body }) => `${title}: ${body}`)).toEqual(['Title: Body']);
  });
});
