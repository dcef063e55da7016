/** What the system and Electron tell the program as a whole. */
import { Menu, app, powerMonitor, type Event, type WebContents } from 'electron';
import { HIDDEN } from './start-at-login.ts';

export interface AppEventPorts {
  /** Somebody has started the program again, or clicked it: they want to see it. */
  readonly onWanted: () => void;
  /** The system ends the program. */
  readonly onEnding: (by: string) => void;
  readonly mayEnd: () => boolean;
  readonly onContents: (contents: WebContents) => void;
  readonly onFault: (cause: unknown) => void;
}

/** The first to ask for this data folder shows its window instead; whoever comes second ends. */
export const isFirstInstance = (windowData: string): boolean => {
  // The lock lies there: one program a data folder.
  app.setPath('userData', windowData);
  return app.requestSingleInstanceLock();
};

/** Copying and pasting by keys needs a menu on macOS; elsewhere there is none. Ending is the tray's. */
export const setApplicationMenu = (): void => {
  const menu = [{ role: 'editMenu' as const }, { role: 'windowMenu' as const }];
  Menu.setApplicationMenu(
    process.platform === 'darwin' ? Menu.buildFromTemplate([{ label: 'Samehand', submenu: [] }, ...menu]) : null,
  );
};

/** Returns what ends it. */
export const followApp = ({ onWanted, onEnding, mayEnd, onContents, onFault }: AppEventPorts): (() => void) => {
  const onSecondInstance = (_event: Event, argv: readonly string[]): void => {
    if (!argv.includes(HIDDEN)) onWanted();
  };
  const onBeforeQuit = (event: Event): void => {
    if (mayEnd()) return;
    event.preventDefault();
    onEnding('the system');
  };
  const onShutdown = (): void => {
    onEnding('shutdown');
  };
  // The agent is in the tray, whatever is open.
  const onAllClosed = (): void => undefined;
  const onContentsCreated = (_event: Event, contents: WebContents): void => {
    onContents(contents);
  };
  const onPageGone = (
    _event: Event,
    _contents: WebContents,
    { reason, exitCode }: Electron.RenderProcessGoneDetails,
  ): void => {
    if (reason !== 'clean-exit') onFault(new Error(`a window's process ended: ${reason} (${String(exitCode)})`));
  };
  const onChildGone = (_event: Event, { type, reason, exitCode, name }: Electron.Details): void => {
    if (reason === 'clean-exit') return;
    onFault(new Error(`a process of the windows ended: ${name ?? type}, ${reason} (${String(exitCode)})`));
  };

  app.on('second-instance', onSecondInstance);
  app.on('activate', onWanted);
  app.on('before-quit', onBeforeQuit);
  app.on('window-all-closed', onAllClosed);
  app.on('web-contents-created', onContentsCreated);
  app.on('render-process-gone', onPageGone);
  app.on('child-process-gone', onChildGone);
  powerMonitor.on('shutdown', onShutdown);
  return () => {
    app.removeListener('second-instance', onSecondInstance);
    app.removeListener('activate', onWanted);
    app.removeListener('before-quit', onBeforeQuit);
    app.removeListener('window-all-closed', onAllClosed);
    app.removeListener('web-contents-created', onContentsCreated);
    app.removeListener('render-process-gone', onPageGone);
    app.removeListener('child-process-gone', onChildGone);
    powerMonitor.removeListener('shutdown', onShutdown);
  };
};
