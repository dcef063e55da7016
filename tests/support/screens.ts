/** The windows in a real browser, over the page server, on top of a real agent with its sensor process and engine thread. */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import type { Result } from '../../contract/result.ts';
import { preferencesSchema, type Preferences, type PushListener, type Screen } from '../../contract/windows.ts';
import { dispatch } from '../../main/control/dispatch.ts';
import { addSampleRecords } from '../../main/audit/sample-log.fixture.ts';
import { auditKey } from '../../main/keys/derive.ts';
import { startLive, type LiveAgent, type LiveOptions } from '../../main/live/start-live.ts';
import { homePaths } from '../../main/shared/home.ts';
import { createPageFiles } from '../../main/web/page-files.ts';
import { startPageServer } from '../../main/web/page-server.ts';
import { answerWindowCall, isWindowCall, type PreferenceStore } from '../../main/web/window-handlers.ts';
import type { SessionOptions } from '../../ml/simulation/session.ts';
import { writeDay } from './day-of-work.ts';
import { installWorkstation, learnPerson } from './learned-workstation.ts';
import { findProgram } from './needs.ts';
import { recordSitting } from './simulated-recording.ts';

/** `SAMEHAND_PAGES`: pages that somebody works on. */
const PAGES = process.env.SAMEHAND_PAGES ?? resolve(import.meta.dirname, '../../dist/renderer');
const CHROMIUM_FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'].concat([
  '--disable-background-networking',
  '--disable-component-update',
]);

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: findProgram('chromium', 'chromium-browser', 'google-chrome') ?? '',
    args: CHROMIUM_FLAGS,
  });

export interface ScreensOptions {
  /** Person whose sittings the engine has learned before the agent starts; null: nothing is learned. */
  readonly learned: number | null;
  /** Who types now, in real time; null: nobody. */
  readonly hands?: { readonly person: number; readonly sitting: SessionOptions; readonly speed: number } | null;
  /** Whether somebody else sat down twice on the day before: then its verdicts hold doubts. */
  readonly doubted?: boolean;
  /** The local policy from the start. */
  readonly policy?: object;
  /** Records that the audit log has before the agent starts, beside those of the day. */
  readonly auditRecords?: number;
  readonly env?: NodeJS.ProcessEnv;
  /** Gets the simulated workstation into the test's hands, or puts something over it. */
  readonly extendPlatform?: LiveOptions['extendPlatform'];
}

export interface Screens {
  readonly home: string;
  readonly live: LiveAgent;
  readonly url: string;
  /** Of a screen in the session that is open. */
  readonly pageUrl: (screen: Screen) => string;
  /** As the windows' own settings do. */
  readonly prefer: (change: Partial<Preferences>) => Result<unknown>;
  readonly browser: Browser;
  /** Pushes the agent's state as it is, with counts of its own that always change. */
  readonly pushStatus: () => void;
  /** A page of its own session; the one-time link works for the first only. */
  readonly page: (options?: BrowserContextOptions) => Promise<Page>;
  readonly close: () => Promise<void>;
}

/** Enough for a baseline in both modalities. */
const LEARNED_SITTING: SessionOptions = { keystrokes: 4_000, pointerActions: 400 };

/** Sittings of the day that ends now. */
const TODAY = [3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;
const TODAYS_SITTING: SessionOptions = { keystrokes: 400, pointerActions: 40 };
const TODAYS_EVERY_MS = 35 * 60_000;
const DAY_MS = 360 * 60_000;
/** In which of them somebody else sat down, and who. */
const STRANGERS = { 1: 5, 8: 5 };

const memoryPreferences = (): PreferenceStore => {
  let preferences: Preferences = preferencesSchema.parse({});
  return {
    read: () => preferences,
    write: (change) => {
      preferences = { ...preferences, ...change };
      return preferences;
    },
  };
};

export const openScreens = async ({
  learned,
  hands = null,
  doubted = false,
  policy,
  auditRecords = 0,
  env = {},
  extendPlatform,
}: ScreensOptions): Promise<Screens> => {
  const home = mkdtempSync(join(tmpdir(), 'samehand-screens-'));
  const master = new Uint8Array(randomBytes(32));
  installWorkstation(home, master);
  if (policy !== undefined) writeFileSync(join(home, 'policy.json'), JSON.stringify(policy));
  if (learned !== null) {
    const { username } = userInfo();
    const learn = { home, master, username, person: learned };
    learnPerson({ ...learn, days: [1, 2], sitting: LEARNED_SITTING }).close();
    const beginAt = Date.now() - DAY_MS;
    learnPerson({
      ...learn,
      days: TODAY,
      sitting: TODAYS_SITTING,
      beginAt,
      everyMs: TODAYS_EVERY_MS,
      strangers: doubted ? STRANGERS : {},
    }).close();
    writeDay(home, master, beginAt);
  }
  if (auditRecords > 0) addSampleRecords(homePaths(home).audit, 0, auditRecords, auditKey(master));
  const recording = hands === null ? null : recordSitting(home, hands.person, 9, hands.sitting);
  const live = await startLive({
    home,
    env: { PATH: process.env.PATH, HOME: home, LANG: 'C.UTF-8', ...env },
    mode: null,
    platform: 'simulated',
    ...(extendPlatform === undefined ? {} : { extendPlatform }),
    source: recording === null ? { kind: 'hook' } : { kind: 'replay', path: recording, speed: hands?.speed ?? 1 },
  });
  const preferences = memoryPreferences();
  const listeners = new Set<PushListener>();
  let pushed = 0;
  const faults: unknown[] = [];
  const onFault = (cause: unknown): void => {
    faults.push(cause);
  };
  const server = await startPageServer({
    files: createPageFiles(PAGES, { nonce: () => randomUUID(), connects: true }),
    backend: {
      call: (name, args) =>
        isWindowCall(name)
          ? Promise.resolve(answerWindowCall(name, args, preferences))
          : dispatch(live.handlers, name, args, live.onFault),
      subscribe: (listener) => {
        listeners.add(listener);
        const stop = live.agent.subscribe(listener);
        return () => {
          listeners.delete(listener);
          stop();
        };
      },
    },
    randomBytes: (length) => new Uint8Array(randomBytes(length)),
    monotonicMs: () => performance.now(),
    onFault,
  });
  const browser = await launchBrowser();
  return {
    home,
    live,
    url: server.url,
    pageUrl: (screen) => `${server.url.slice(0, server.url.indexOf('#'))}#/${screen}`,
    prefer: (change) => answerWindowCall('window.prefer', change, preferences),
    browser,
    pushStatus: () => {
      pushed += 1;
      const status = live.agent.status();
      const counts = { ...status.counts, keyDown: status.counts.keyDown + pushed };
      for (const listener of listeners) listener('status', { ...status, counts, trust: 80 + (pushed % 20) });
    },
    page: async (options = {}) => {
      const context = await browser.newContext({ viewport: { width: 1100, height: 800 }, ...options });
      const page = await context.newPage();
      await page.goto(server.url);
      // The token is spent by then: whoever turns to another address before it loses the session.
      await page.waitForFunction(() => document.getElementById('root')?.hasChildNodes() === true);
      return page;
    },
    close: async () => {
      await browser.close();
      await server.close();
      await live.stop('test');
      rmSync(home, { recursive: true, force: true });
      if (faults.length > 0) throw new Error(`the page server had faults: ${String(faults[0])}`, { cause: faults[0] });
    },
  };
};
