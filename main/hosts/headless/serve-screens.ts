/** Serves the windows to the browser of whoever typed the command, and says what happens. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError } from '../../../contract/result.ts';
import type { Screen } from '../../../contract/windows.ts';
import { systemSchedule } from '../../shared/schedule.ts';
import { openBrowser } from '../../web/open-browser.ts';
import type { PageBackend } from '../../web/page-server.ts';
import { PAGES_FOLDER } from '../../web/pages-folder.ts';
import { preferencesIn } from '../../web/preferences.ts';
import { showInBrowser, type BrowserScreens } from '../../web/screens-in-browser.ts';
import type { Context } from './context.ts';

export interface ServeOptions {
  readonly backend: PageBackend;
  readonly screen: Screen;
  /** Whether to start a browser. */
  readonly opens: boolean;
  /** Tells the user a sentence; it may hold the address. */
  readonly say: (line: string) => void;
}

export interface ServedScreens extends BrowserScreens {
  /** Whether a browser was started. */
  readonly isOpen: boolean;
}

/** A browser that takes longer than this to show the page may not show it at all: some cannot read hidden folders. */
const SHOULD_LOOK_MS = 10_000;

export const serveScreens = async (
  { home, env, stderr }: Context,
  { backend, screen, opens, say }: ServeOptions,
): Promise<ServedScreens> => {
  if (!existsSync(join(PAGES_FOLDER, 'index.html'))) {
    throw new CodedError('not-found', 'The pages of the windows are not built. Build them with: node build/bundle.mjs');
  }
  const onFault = (cause: unknown): void => {
    stderr(`The windows in the browser had a fault: ${cause instanceof Error ? cause.message : String(cause)}\n`);
  };
  const preferences = preferencesIn(home, onFault);
  const screens = await showInBrowser({
    pages: PAGES_FOLDER,
    backend,
    screen,
    preferences,
    schedule: systemSchedule,
    onFault,
  });
  if (!opens) return { ...screens, isOpen: false };

  const opened = openBrowser({ address: screens.address, folder: home, platform: process.platform, env });
  const { isOpen, forget } = await opened.catch((cause: unknown) => {
    onFault(cause);
    return { isOpen: false, forget: () => undefined };
  });
  if (isOpen) say('The windows open in your browser.');
  else
    say(
      `No browser could be started. Open this address in one, on this machine and within two minutes:\n${screens.address}`,
    );
  const cancelHint = systemSchedule(() => {
    if (isOpen) say(`If no page has appeared, open this address within two minutes:\n${screens.address}`);
  }, SHOULD_LOOK_MS);
  const settle = (): void => {
    cancelHint();
    forget();
  };
  void Promise.race([screens.looked, screens.nobody]).then(settle);
  return {
    ...screens,
    isOpen,
    close: () => {
      settle();
      return screens.close();
    },
  };
};
