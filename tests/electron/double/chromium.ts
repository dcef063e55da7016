/** The one Chromium of a test file. */
import { chromium, type Browser, type BrowserContext } from 'playwright-core';
import { findProgram } from '../../support/needs.ts';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Whatever gets past the double's own door finds nobody.
  '--host-resolver-rules=MAP * ~NOTFOUND',
];

let browser: Promise<Browser> | null = null;

const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? findProgram('chromium', 'chromium-browser', 'google-chrome') ?? '',
    args: FLAGS,
  });

export interface ContextLook {
  readonly width: number;
  readonly height: number;
  readonly colorScheme: 'light' | 'dark';
}

/** A profile of its own, with nothing in it. */
export const newContext = async ({ width, height, colorScheme }: ContextLook): Promise<BrowserContext> => {
  browser ??= launch();
  return (await browser).newContext({ viewport: { width, height }, colorScheme, reducedMotion: 'no-preference' });
};

export const closeBrowser = async (): Promise<void> => {
  const open = browser;
  browser = null;
  await (await open)?.close();
};
