/** Puts pages, windows and tray around an agent that runs. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Notification, app, session } from 'electron';
import type { LiveAgent } from '../../live/start-live.ts';
import { systemSchedule } from '../../shared/schedule.ts';
import { createPageFiles } from '../../web/page-files.ts';
import { startAgentTray } from './agent-tray.ts';
import { followApp, setApplicationMenu } from './app-events.ts';
import { APP_FOLDER } from './app-folder.ts';
import { askToLeave } from './ask-to-leave.ts';
import { hardenContents } from './harden-contents.ts';
import { hardenSession } from './harden-session.ts';
import { servePages } from './page-protocol.ts';
import type { Place } from './page-url.ts';
import { openPreferences } from './preferences.ts';
import { DESKTOP_TEXTS, languageFor } from './texts.ts';
import { createTrayActions } from './tray-actions.ts';
import { openWindows } from './windows.ts';

export interface SurroundOptions {
  readonly home: string;
  readonly live: LiveAgent;
  readonly pages?: string | undefined;
  readonly preload?: string | undefined;
  /** Where nothing real is locked: unlocks it. */
  readonly unlock: (() => void) | null;
  /** The system ends the program. */
  readonly onEnding: (by: string) => void;
  readonly hasEnded: () => boolean;
}

export interface Surroundings {
  readonly open: (place: Place) => void;
  readonly close: () => void;
}

/** In memory: pages leave nothing on the disk. */
const SESSION = 'samehand';

const clock = (): number => performance.now();

export const surroundAgent = (options: SurroundOptions): Surroundings => {
  const { home, live, unlock, onEnding, hasEnded } = options;
  const { agent, handlers, onFault } = live;
  const { isPackaged } = app;
  const preferences = openPreferences(home, onFault);
  const language = () => languageFor(preferences.read().language, app.getLocale());
  const texts = () => DESKTOP_TEXTS[language()];

  const pages = session.fromPartition(SESSION);
  for (const each of [session.defaultSession, pages]) hardenSession(each, isPackaged, onFault);
  const folder = options.pages ?? join(APP_FOLDER, 'dist', 'renderer');
  const stopServing = servePages(pages, createPageFiles(folder, { nonce: randomUUID, connects: false }), onFault);
  setApplicationMenu();

  const windows = openWindows({
    handlers,
    preferences,
    session: pages,
    preload: options.preload ?? join(APP_FOLDER, 'dist', 'preload.cjs'),
    isPackaged,
    onPreferred: () => {
      tray.update();
    },
    onLockedDismissed: unlock,
    onMainGivenUp: () => {
      const { title, body } = texts().windowFailed;
      new Notification({ title, body }).show();
    },
    clock,
    schedule: systemSchedule,
    onFault,
  });
  const act = createTrayActions({ handlers, open: windows.open, onFault });
  const tray = startAgentTray({
    status: () => agent.status(),
    handlers,
    language,
    act: (action) => void act(action),
    clock,
    onFault,
  });
  const unfollowApp = followApp({
    onWanted: () => {
      windows.open({ screen: 'status' });
    },
    onEnding,
    mayEnd: hasEnded,
    onContents: (contents) => {
      hardenContents(contents, { askToLeave: (asking) => askToLeave(asking, texts()) });
    },
    onFault,
  });
  const unsubscribe = agent.subscribe((name, body) => {
    windows.push(name, body);
    if (name !== 'status' && name !== 'prompt') return;
    windows.follow(agent.status());
    tray.update();
  });
  windows.follow(agent.status());

  return {
    open: windows.open,
    close: () => {
      unsubscribe();
      tray.destroy();
      windows.destroy();
      stopServing();
      unfollowApp();
    },
  };
};
