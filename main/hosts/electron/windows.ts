/** All windows of the host: which are open, what they are made of, what they ask and hear. */
import { nativeTheme, screen, type Rectangle, type Session } from 'electron';
import type { Status } from '../../../contract/ipc.ts';
import { err, ok } from '../../../contract/result.ts';
import type { PushListener } from '../../../contract/windows.ts';
import type { Handlers } from '../../control/dispatch.ts';
import type { Schedule } from '../../shared/schedule.ts';
import { createCoveringWindows } from './covering-windows.ts';
import { createMainWindow } from './main-window.ts';
import { servePageCalls, type WindowHandlers } from './page-ipc.ts';
import { createPagePushes } from './page-pushes.ts';
import type { Place } from './page-url.ts';
import type { WindowPreferences } from './preferences.ts';
import { createRefusalLog } from './refusal-log.ts';
import { placeWindow } from './window-bounds.ts';
import { createWindowFactory } from './window-factory.ts';
import { coveringWindowOptions, mainWindowOptions, type PageSurroundings } from './window-options.ts';

export interface WindowsPorts {
  readonly handlers: Handlers;
  readonly preferences: WindowPreferences;
  readonly session: Session;
  readonly preload: string;
  readonly isPackaged: boolean;
  /** The language or another preference has changed. */
  readonly onPreferred: () => void;
  /** Where nothing real is locked, somebody can close what says so. */
  readonly onLockedDismissed: (() => void) | null;
  readonly onMainGivenUp: () => void;
  /** Monotonic milliseconds. */
  readonly clock: () => number;
  readonly schedule: Schedule;
  readonly onFault: (cause: unknown) => void;
}

export interface Windows {
  readonly open: (place: Place) => void;
  readonly push: PushListener;
  /** Covers the displays with what the agent's state asks for. */
  readonly follow: (status: Pick<Status, 'state' | 'prompt'>) => void;
  readonly destroy: () => void;
}

/** The page tells what became of the question, and then closes its window itself. */
const LAST_WORDS_MS = 2_500;

export const openWindows = (ports: WindowsPorts): Windows => {
  const { handlers, preferences, session, preload, isPackaged, clock, schedule, onFault } = ports;
  const factory = createWindowFactory(onFault);
  const pushes = createPagePushes(factory, clock, schedule);
  const surroundings = (): PageSurroundings => ({ preload, session, isPackaged, zoom: preferences.read().zoom });
  const areas = (): readonly Rectangle[] => {
    const primary = screen.getPrimaryDisplay();
    return [primary, ...screen.getAllDisplays().filter(({ id }) => id !== primary.id)].map(({ workArea }) => workArea);
  };

  const main = createMainWindow({
    factory,
    options: () =>
      mainWindowOptions(surroundings(), nativeTheme.shouldUseDarkColors, placeWindow(preferences.bounds(), areas())),
    rememberBounds: preferences.rememberBounds,
    clock,
    schedule,
    onGivenUp: ports.onMainGivenUp,
  });
  const covering = (name: 'code' | 'locked', lingerMs: number, onDismiss: (() => void) | null) =>
    createCoveringWindows({
      name,
      factory,
      screen,
      options: (bounds) => coveringWindowOptions(surroundings(), nativeTheme.shouldUseDarkColors, bounds),
      clock,
      schedule,
      lingerMs,
      ...(onDismiss === null ? {} : { onDismiss }),
    });
  const code = covering('code', LAST_WORDS_MS, null);
  const locked = covering('locked', 0, ports.onLockedDismissed);

  const windowHandlers: WindowHandlers = {
    'window.preferences': () => ok(preferences.read()),
    'window.prefer': (change) => {
      const next = preferences.write(change);
      nativeTheme.themeSource = next.theme;
      for (const { window } of factory.all()) window.webContents.setZoomFactor(next.zoom);
      ports.onPreferred();
      return ok(next);
    },
    'window.open': ({ screen: wanted }) => {
      main.open({ screen: wanted });
      return ok({});
    },
    'window.close': (_args, { webContentsId }) => {
      const asking = factory.find(webContentsId);
      if (asking === null) return ok({});
      const { name, window } = asking;
      if (name === 'main') window.close();
      else if (!(name === 'code' ? code : locked).release(window)) {
        return err('not-allowed', 'This window stays open until what it asks for is settled.');
      }
      return ok({});
    },
  };
  const refused = createRefusalLog({
    clock,
    write: (line) => {
      onFault(new Error(line));
    },
  });
  const stopServing = servePageCalls({
    handlers,
    windowHandlers,
    nameOf: factory.nameOf,
    onRefused: refused,
    onFault,
  });
  nativeTheme.themeSource = preferences.read().theme;

  return {
    open: main.open,
    push: pushes.push,
    follow: ({ state, prompt }) => {
      code.want(prompt !== null);
      locked.want(state === 'locked' && prompt === null);
    },
    destroy: () => {
      stopServing();
      pushes.stop();
      main.destroy();
      code.destroy();
      locked.destroy();
    },
  };
};
