/** How fast a window shows something, and what its being kept up to date costs. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { CDPSession, Page } from 'playwright-core';
import { openScreens, type Screens } from '../support/screens.ts';
import type { Benchmark } from './benchmark.ts';
import { quantile } from './quantile.ts';

const ASSETS = resolve(import.meta.dirname, '../../dist/renderer/assets');
const LOADS = 15;
const UPDATES_PER_SECOND = 10;
const MEASURED_MS = 15_000;

const gzipBytes = (): number =>
  readdirSync(ASSETS)
    .filter((name) => /\.(js|css)$/.test(name))
    .reduce((sum, name) => sum + gzipSync(readFileSync(join(ASSETS, name))).length, 0);

const firstPaintMs = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list, observer) => {
          for (const { name, startTime } of list.getEntries()) {
            if (name !== 'first-contentful-paint') continue;
            observer.disconnect();
            resolve(startTime);
          }
        }).observe({ type: 'paint', buffered: true });
      }),
  );

/** The same browser with a page that has one word: what no page can be faster than. */
const BLANK = 'data:text/html,<title>-</title><p>word';

const loads = async (page: Page, url: string): Promise<readonly number[]> => {
  const times: number[] = [];
  for (let load = 0; load < LOADS; load += 1) {
    await page.goto('about:blank');
    await page.goto(url);
    times.push(await firstPaintMs(page));
  }
  return times;
};

/** Seconds of processor time that all of the browser's processes have used. */
const cpuSeconds = async (session: CDPSession): Promise<number> => {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
};

const shareOfACore = async (session: CDPSession, ms: number, work: () => void, everyMs: number): Promise<number> => {
  const before = await cpuSeconds(session);
  const own = process.cpuUsage();
  const started = performance.now();
  const timer = setInterval(work, everyMs);
  await new Promise((done) => setTimeout(done, ms));
  clearInterval(timer);
  const { user, system } = process.cpuUsage(own);
  const seconds = (await cpuSeconds(session)) - before + (user + system) / 1e6;
  return (100 * seconds) / ((performance.now() - started) / 1000);
};

const measure = async (screens: Screens) => {
  const page = await screens.page();
  await page.getByRole('heading', { level: 1 }).waitFor();
  const address = page.url();
  const [own, blank] = [await loads(page, address), await loads(page, BLANK)];
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  const session = await screens.browser.newBrowserCDPSession();
  const everyMs = 1_000 / UPDATES_PER_SECOND;
  const idle = await shareOfACore(session, MEASURED_MS, () => undefined, everyMs);
  const busy = await shareOfACore(session, MEASURED_MS, screens.pushStatus, everyMs);
  return { own, blank, idle, busy };
};

export const bench: Benchmark = {
  name: 'windows',
  run: async () => {
    const screens = await openScreens({ learned: null });
    try {
      const { own, blank, idle, busy } = await measure(screens);
      return [
        { name: 'pages, compressed', value: gzipBytes(), unit: 'bytes', goal: { atMost: 400 * 1024 } },
        {
          name: `first paint of a window, p50 of ${String(LOADS)}`,
          value: quantile(own, 0.5),
          unit: 'ms',
          goal: { atMost: 500 },
        },
        { name: '… longest', value: Math.max(...own), unit: 'ms' },
        { name: '… of a page with one word, p50', value: quantile(blank, 0.5), unit: 'ms' },
        { name: 'window with nothing new', value: idle, unit: '% of a core' },
        {
          name: `… with ${String(UPDATES_PER_SECOND)} states a second, beyond that`,
          value: busy - idle,
          unit: '% of a core',
          goal: { atMost: 3 },
        },
      ];
    } finally {
      await screens.close();
    }
  },
};
