/** What a test does with the desktop that the double is: looks at it, and uses it as a person or the system would. */
import type { Page } from 'playwright-core';
import { app, appFacts } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { closeBrowser } from './chromium.ts';
import { answerBox, shownBoxes, shownErrors } from './dialog.ts';
import { answerSaveDialog, downloadRecords } from './downloads.ts';
import { recordedFaults } from './faults.ts';
import { forgeMessage, forgeWebview, type Forgery } from './forge.ts';
import { ipcMain } from './ipc-main.ts';
import { chooseFrom, type Menu, type MenuItem } from './menu.ts';
import { nativeTheme } from './native-theme.ts';
import type { NativeImage } from './native-image.ts';
import { shownNotifications } from './notification.ts';
import { powerMonitor } from './power-monitor.ts';
import { requestRecords } from './requests.ts';
import { resetAll } from './resets.ts';
import { screen, type DisplaySpec } from './screen.ts';
import { privilegedSchemes } from './session.ts';
import { openedExternally } from './shell.ts';
import { openTrays } from './tray.ts';
import { utilityServices } from './utility-process.ts';
import { permissionDetails } from './web-contents.ts';
import { allClosed } from './window-registry.ts';

/** A window of the double or of Electron's types: both have a number. */
interface Numbered {
  readonly id: number;
}

const POLL_MS = 20;
const WAIT_MS = 20_000;

const find = ({ id }: Numbered): BrowserWindow => {
  const window = BrowserWindow.fromId(id);
  if (window === null) throw new Error(`window ${id} is closed`);
  return window;
};

const first = (): BrowserWindow => {
  const window = BrowserWindow.getAllWindows()[0];
  if (window === undefined) throw new Error('no window is open');
  return window;
};

const onlyTray = () => {
  const [tray, ...others] = openTrays();
  if (tray === undefined || others.length > 0) throw new Error(`there are ${openTrays().length} trays`);
  return tray;
};

const trayMenu = (): Menu => {
  const { menu } = onlyTray().seen();
  if (menu === null) throw new Error('the tray has no menu');
  return menu;
};

/** Polls, because what is waited for has no one event. Rejects with what there is instead. */
const until = async <T>(what: string, look: () => T | null | undefined | false, within = WAIT_MS): Promise<T> => {
  const end = performance.now() + within;
  for (;;) {
    const found = look();
    if (found !== null && found !== undefined && found !== false) return found;
    if (performance.now() > end) {
      const open = BrowserWindow.getAllWindows().map((window) => window.contents.getURL());
      throw new Error(`${what} did not come within ${within} ms; open: ${open.join(', ') || 'no window'}`);
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
};

export interface SeenTray {
  /** Of the file. */
  readonly image: string;
  readonly picture: NativeImage;
  readonly toolTip: string;
  /** Lines of the menu, without separators. */
  readonly labels: readonly string[];
  readonly items: readonly MenuItem[];
}

const labelsOf = (items: readonly MenuItem[]): readonly string[] =>
  items.filter(({ type, visible }) => visible && type !== 'separator').map(({ label }) => label);

export const desktop = {
  until,

  /** Open windows, in the order in which they were made. */
  windows: (): readonly BrowserWindow[] => BrowserWindow.getAllWindows(),
  /** The page of a window, once what the window loads is loaded. */
  page: (window: Numbered): Promise<Page> => find(window).contents.loaded(),
  /** The first window whose address has this in it, once it is loaded. */
  waitForWindow: async (
    part: string,
    within = WAIT_MS,
  ): Promise<{ readonly window: BrowserWindow; readonly page: Page }> => {
    const isIt = (window: BrowserWindow): boolean => window.contents.getURL().includes(part);
    const window = await until(`a window at ${part}`, () => desktop.windows().find(isIt), within);
    return { window, page: await desktop.page(window) };
  },
  waitForNoWindow: (part: string, within = WAIT_MS): Promise<true> =>
    until(
      `the end of the window at ${part}`,
      () => !desktop.windows().some((window) => window.contents.getURL().includes(part)),
      within,
    ),

  /** Throws where there is not exactly one. */
  tray: (): SeenTray => {
    const { image, toolTip, menu } = onlyTray().seen();
    const items = menu?.items ?? [];
    return { image: image.path, picture: image, toolTip, labels: labelsOf(items), items };
  },
  trays: (): number => openTrays().length,
  clickTray: (): boolean => onlyTray().emit('click', {}),
  /** Chooses the line of the tray's menu that has this label. */
  clickMenu: (label: string): void => chooseFrom(trayMenu(), label),

  setDisplays: (displays: readonly DisplaySpec[]): void => screen.setDisplays(displays),
  moveCursor: (x: number, y: number): void => screen.setCursor({ x, y }),
  setSystemTheme: (theme: 'light' | 'dark'): void => nativeTheme.setSystem(theme),
  setLocale: appFacts.setLocale,
  setPackaged: (isPackaged: boolean): void => {
    app.isPackaged = isPackaged;
  },
  setIdleSeconds: (seconds: number): void => powerMonitor.setIdleSeconds(seconds),
  /** Of the machine: `suspend`, `lock-screen` and so on. */
  power: (event: string): boolean => powerMonitor.emit(event),

  /** Somebody starts the program once more. */
  secondInstance: (argv: readonly string[] = []): boolean => app.emit('second-instance', {}, argv, process.cwd(), null),
  /** Another copy runs already, or not. */
  takeInstanceLock: appFacts.takeLock,
  /** The GPU's process ends, as Electron tells it. */
  crashGpu: (): boolean =>
    app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed', exitCode: 139, name: 'GPU' }),
  /** The page's process ends, in truth. */
  crash: (window: Numbered): void => find(window).contents.forcefullyCrashRenderer(),
  hang: (window: Numbered): void => {
    const hanging = find(window);
    hanging.contents.emit('unresponsive');
    hanging.emit('unresponsive');
  },

  /** A message as a page that was taken over could send it; of the first window where none is named. */
  forge: ({
    window,
    ...forgery
  }: Omit<Forgery, 'contents'> & { readonly window?: Numbered | null }): Promise<unknown> => {
    const from = window === undefined ? first() : window === null ? null : find(window);
    return forgeMessage({ ...forgery, contents: from?.contents ?? null });
  },
  /** True: the host has refused it. */
  forgeWebview: (window: Numbered, url: string): boolean => forgeWebview(find(window).contents, url),
  /** What the host answers to a page that asks for a permission: at the request, and at the check. */
  askPermission: async (window: Numbered, permission: string) => {
    const { contents } = find(window);
    const details = permissionDetails(contents);
    return {
      request: await contents.session.askPermission(contents, permission, details),
      check: contents.session.checkPermission(contents, permission, details),
      device: contents.session.checkDevice(permission, details.securityOrigin),
    };
  },

  /** Chooses the button with this number in the box that stands, or in the next. */
  answerDialog: answerBox,
  dialogs: shownBoxes,
  errorBoxes: shownErrors,
  /** Where the next file goes that a page hands out; null: the person cancels. */
  answerSaveDialog,
  downloads: downloadRecords,
  openedExternally,
  notifications: shownNotifications,
  loginItem: appFacts.loginItem,
  /** What the program asked of Electron that has no effect here, such as `enableSandbox`. */
  wishes: appFacts.wishes,
  exitCode: appFacts.exitCode,
  channels: (): readonly string[] => ipcMain.channels(),
  schemes: privilegedSchemes,
  requests: requestRecords,
  utilityServices,
  /** Exceptions of pages and of the double's own work. */
  faults: recordedFaults,

  /** Everything as at the start; windows are gone from Chromium when it resolves. */
  reset: async (): Promise<void> => {
    resetAll();
    await allClosed();
  },
  /** After the last test of a file. */
  close: async (): Promise<void> => {
    await desktop.reset();
    await closeBrowser();
  },
} as const;
