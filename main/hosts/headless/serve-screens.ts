/** Serves the windows to the browser of whoever typed the command, and says what happens. */
import type { Screen } from '../../../contract/windows.ts';
import { systemSchedule } from '../../shared/schedule.ts';
import { openBrowser } from '../../web/open-browser.ts';
import { PAGES_FOLDER } from '../../web/pages-folder.ts';
import { preferencesIn } from '../../web/preferences.ts';
import { showInBrowser, type BrowserScreens, type BrowserScreensOptions } from '../../web/screens-in-browser.ts';
import type { Context } from './context.ts';

export interface ServeOptions extends Pick<BrowserScreensOptions, 'call' | 'subscribe'> {
  readonly screen: Screen;
  /** Print the address instead of opening a browser. */
  readonly isPrinted: boolean;
}

export const serveScreens = async (
  context: Context,
  { call, subscribe, screen, isPrinted }: ServeOptions,
): Promise<BrowserScreens> => {
  const { home, env, stdout, stderr } = context;
  const screens = await showInBrowser({
    pages: PAGES_FOLDER,
    call,
    subscribe,
    screen,
    preferences: preferencesIn(home),
    schedule: systemSchedule,
    onFault: (cause) => {
      stderr(`The page could not be answered: ${cause instanceof Error ? cause.message : String(cause)}\n`);
    },
  });
  if (isPrinted) {
    stdout(`${screens.address}\n`);
    return screens;
  }
  const browser = await openBrowser({ address: screens.address, folder: home, platform: process.platform, env });
  void screens.looked.then(browser.forget);
  if (!browser.isOpen) {
    stdout(`No browser could be started. Open this address in one, here and within two minutes:\n${screens.address}\n`);
  }
  return {
    ...screens,
    close: () => {
      browser.forget();
      return screens.close();
    },
  };
};
