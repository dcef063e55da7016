/** The main window: made when it is asked for, destroyed when it is closed, opened again when its page fails. */
import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron';
import type { Schedule } from '../../shared/schedule.ts';
import { pageUrl, type Place } from './page-url.ts';
import type { WindowFactory } from './window-factory.ts';

export interface MainWindowPorts {
  readonly factory: WindowFactory;
  /** With where it was the last time. */
  readonly options: () => BrowserWindowConstructorOptions;
  readonly rememberBounds: (bounds: Rectangle) => void;
  readonly clock: () => number;
  readonly schedule: Schedule;
  /** It failed so often that it is not opened again by itself. */
  readonly onGivenUp: () => void;
}

export interface MainWindow {
  readonly open: (place: Place) => void;
  readonly destroy: () => void;
}

const REOPEN_MS = 1_000;
/** Failures in a row after which it stays closed; one that held for so long begins a new row. */
const MOST_FAILURES = 3;
const HELD_MS = 60_000;

export const createMainWindow = (ports: MainWindowPorts): MainWindow => {
  const { factory, options, rememberBounds, clock, schedule, onGivenUp } = ports;
  let current: BrowserWindow | null = null;
  let isReady = false;
  /** The address that is being loaded: until it is there, the window tells the one before. */
  let underWay: string | null = null;
  let openedAt = 0;
  let failures = 0;
  let cancelReopening = (): void => undefined;

  const onGone = (window: BrowserWindow): void => {
    if (window !== current) return;
    failures = clock() - openedAt >= HELD_MS ? 1 : failures + 1;
    window.destroy();
    if (failures > MOST_FAILURES) {
      failures = 0;
      onGivenUp();
      return;
    }
    cancelReopening = schedule(() => {
      open({ screen: 'status' });
    }, REOPEN_MS);
  };

  const reveal = (window: BrowserWindow): void => {
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  };

  const make = (place: Place): void => {
    isReady = false;
    underWay = null;
    openedAt = clock();
    const window = factory.make({
      name: 'main',
      place,
      options: options(),
      onReady: () => {
        isReady = true;
        reveal(window);
      },
      onGone,
    });
    current = window;
    const arrive = (): void => {
      underWay = null;
    };
    window.webContents.on('did-navigate', arrive);
    window.webContents.on('did-navigate-in-page', arrive);
    window.webContents.on('did-stop-loading', arrive);
    window.on('close', () => {
      rememberBounds(window.getNormalBounds());
    });
    window.on('closed', () => {
      if (current === window) current = null;
    });
  };

  const open = (place: Place): void => {
    cancelReopening();
    const window = current;
    if (window === null || window.isDestroyed()) {
      make(place);
      return;
    }
    const url = pageUrl('main', place);
    // The same address would be loaded anew, and lose what somebody has typed.
    if ((underWay ?? window.webContents.getURL()) !== url) {
      underWay = url;
      factory.load(window, 'main', place);
    }
    if (isReady) reveal(window);
  };

  return {
    open,
    destroy: () => {
      cancelReopening();
      current?.destroy();
    },
  };
};
