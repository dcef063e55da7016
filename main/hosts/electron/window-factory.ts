/** Makes the windows and knows which there are: a web contents that was not made here is nobody's. */
import { BrowserWindow, type BrowserWindowConstructorOptions } from 'electron';
import type { WindowName } from '../../../contract/windows.ts';
import { pageUrl, type Place } from './page-url.ts';

export interface KnownWindow {
  readonly name: WindowName;
  readonly window: BrowserWindow;
}

export interface WindowSpec {
  readonly name: WindowName;
  readonly place?: Place;
  readonly options: BrowserWindowConstructorOptions;
  /** Called once, when the page can be seen. */
  readonly onReady: (window: BrowserWindow) => void;
  /** Its page's process has ended by itself, or hangs and was ended. */
  readonly onGone: (window: BrowserWindow, why: string) => void;
}

export interface WindowFactory {
  readonly make: (spec: WindowSpec) => BrowserWindow;
  readonly load: (window: BrowserWindow, name: WindowName, place: Place) => void;
  readonly nameOf: (webContentsId: number) => WindowName | null;
  readonly find: (webContentsId: number) => KnownWindow | null;
  readonly all: () => readonly KnownWindow[];
}

export const createWindowFactory = (onFault: (cause: unknown) => void): WindowFactory => {
  const known = new Map<number, KnownWindow>();

  const loadUrl = (window: BrowserWindow, url: string): void => {
    window.loadURL(url).catch((cause: unknown) => {
      // One that was closed while it loaded.
      if (!window.isDestroyed()) onFault(cause);
    });
  };

  return {
    make: ({ name, place, options, onReady, onGone }) => {
      const window = new BrowserWindow(options);
      const { webContents } = window;
      const { id } = webContents;
      known.set(id, { name, window });
      window.removeMenu();
      window.once('ready-to-show', () => {
        if (!window.isDestroyed()) onReady(window);
      });
      window.on('closed', () => {
        known.delete(id);
      });
      webContents.on('render-process-gone', (_event, { reason }) => {
        if (reason !== 'clean-exit') onGone(window, reason);
      });
      window.on('unresponsive', () => {
        // A page that hangs over a display cannot be waited for; what it was asked is the agent's.
        if (name === 'main') onFault(new Error('the main window does not answer'));
        else webContents.forcefullyCrashRenderer();
      });
      loadUrl(window, pageUrl(name, place));
      return window;
    },
    load: (window, name, place) => {
      loadUrl(window, pageUrl(name, place));
    },
    nameOf: (id) => known.get(id)?.name ?? null,
    find: (id) => known.get(id) ?? null,
    all: () => [...known.values()],
  };
};
