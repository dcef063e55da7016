/**
 * A window on every display, over everything else, for as long as it is wanted: the question for a code, the locked
 * workstation. It follows displays as they come and go. What it shows is the agent's, so nothing is lost with a window.
 */
import type { BrowserWindow, BrowserWindowConstructorOptions, Display, Rectangle, Screen } from 'electron';
import type { WindowName } from '../../../contract/windows.ts';
import { createBackoff } from '../../sensor/backoff.ts';
import type { Schedule } from '../../shared/schedule.ts';
import type { WindowFactory } from './window-factory.ts';

export interface CoveringPorts {
  readonly name: Exclude<WindowName, 'main'>;
  readonly factory: WindowFactory;
  readonly screen: Screen;
  readonly options: (bounds: Rectangle) => BrowserWindowConstructorOptions;
  readonly clock: () => number;
  readonly schedule: Schedule;
  /** How long one stays after it was wanted, for its last words. */
  readonly lingerMs: number;
  /** Called when somebody closes one that is wanted; without it nobody can. */
  readonly onDismiss?: () => void;
}

export interface CoveringWindows {
  readonly want: (isWanted: boolean) => void;
  /** A page asks to be closed: it is if it is wanted no more, or may be dismissed. */
  readonly release: (window: BrowserWindow) => boolean;
  readonly destroy: () => void;
}

const EVENTS = ['display-added', 'display-removed', 'display-metrics-changed'] as const;

export const createCoveringWindows = (ports: CoveringPorts): CoveringWindows => {
  const { name, factory, screen, options, clock, schedule, lingerMs, onDismiss } = ports;
  const open = new Map<number, BrowserWindow>();
  const delayAfter = createBackoff();
  let isWanted = false;
  let cancelClosing: (() => void) | null = null;
  let cancelReopening = (): void => undefined;

  const closeOne = (id: number, window: BrowserWindow): void => {
    open.delete(id);
    if (!window.isDestroyed()) window.destroy();
  };
  const closeAll = (): void => {
    cancelClosing?.();
    cancelClosing = null;
    for (const [id, window] of [...open]) closeOne(id, window);
  };

  const hasCursor = ({ id }: Display): boolean =>
    screen.getDisplayNearestPoint(screen.getCursorScreenPoint()).id === id;

  const make = (display: Display): void => {
    const madeAt = clock();
    const window = factory.make({
      name,
      options: options(display.bounds),
      onReady: () => {
        window.setBounds(screen.getAllDisplays().find(({ id }) => id === display.id)?.bounds ?? display.bounds);
        if (hasCursor(display)) {
          window.show();
          window.focus();
        } else {
          window.showInactive();
        }
      },
      onGone: () => {
        closeOne(display.id, window);
        cancelReopening();
        cancelReopening = schedule(sync, delayAfter(clock() - madeAt));
      },
    });
    open.set(display.id, window);
    window.setAlwaysOnTop(true, 'screen-saver');
    window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true });
    window.on('close', (event) => {
      if (!isWanted) return;
      event.preventDefault();
      onDismiss?.();
    });
  };

  /** Brings the windows to the displays there are now. */
  const sync = (): void => {
    if (!isWanted) return;
    const displays = screen.getAllDisplays();
    const hadFocus = [...open.values()].some((window) => !window.isDestroyed() && window.isFocused());
    for (const [id, window] of [...open]) {
      if (window.isDestroyed() || !displays.some((display) => display.id === id)) closeOne(id, window);
    }
    for (const display of displays) {
      const window = open.get(display.id);
      if (window === undefined) make(display);
      else window.setBounds(display.bounds);
    }
    const left = [...open.values()];
    // The one with the keyboard was on a display that is gone.
    if (hadFocus && !left.some((window) => window.isFocused())) left.find((window) => window.isVisible())?.focus();
  };

  for (const event of EVENTS) screen.on(event as 'display-added', sync);

  return {
    want: (next) => {
      if (next === isWanted) return;
      isWanted = next;
      if (next) {
        cancelClosing?.();
        cancelClosing = null;
        sync();
        return;
      }
      cancelReopening();
      if (lingerMs > 0) cancelClosing = schedule(closeAll, lingerMs);
      else closeAll();
    },
    release: (window) => {
      if (isWanted && onDismiss === undefined) return false;
      if (isWanted) onDismiss?.();
      for (const [id, each] of [...open]) if (each === window) closeOne(id, each);
      return true;
    },
    destroy: () => {
      isWanted = false;
      cancelReopening();
      closeAll();
      for (const event of EVENTS) screen.removeListener(event as 'display-added', sync);
    },
  };
};
