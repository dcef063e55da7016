import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { describe, expect, it, onTestFinished, type TestContext } from 'vitest';
import { replayReportSchema } from '../../contract/replay.ts';
import { findProgram, needs } from '../../tests/support/needs.ts';
import { loadChartLibrary } from './chart-library.ts';
import { renderReport } from './html-report.ts';
import { sampleRun } from './sample-run.fixture.ts';

const EVIL = `</script><script>document.title='broken'</script><img src=x onerror="document.title='broken'">`;
const evilRun = () => {
  const run = sampleRun({ version: EVIL });
  const name = EVIL;
  return {
    ...run,
    sessions: run.sessions.map((session) => ({ ...session, name })),
    enrolment: { ...run.enrolment, sessions: run.enrolment.sessions.map((session) => ({ ...session, name })) },
  };
};

describe('renderReport', () => {
  it('tells what happened, and that the people are simulated only when they are', () => {
    const html = renderReport(sampleRun());
    expect(html).toContain('<p>Trust held through “Anna at work” (lowest 93.4).</p>');
    expect(html).toContain('Simulated people');
    expect(html).toContain('Typing and pointing come from a generator.');
    const replayed = renderReport(sampleRun({ simulated: false }));
    expect(replayed).not.toContain('Simulated people');
    expect(replayed).toContain('Recordings were played back.');
  });

  it('lets nothing run but its own script, by hash, and nothing be fetched', () => {
    const html = renderReport(sampleRun());
    const script = /<script>([^]*?)<\/script>/.exec(html)?.[1] ?? '';
    const hash = createHash('sha256').update(script).digest('base64');
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
    expect(policy.replaceAll('&#39;', "'")).toBe(
      `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
    );
    expect(html).not.toMatch(/(src|href)=/);
  });

  it('escapes whatever comes from the run', () => {
    const html = renderReport(evilRun());
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x onerror=&quot;');
  });

  it('takes the chart library as text, and no text of it can end the script', () => {
    const html = renderReport(sampleRun(), { script: 'var uPlot = "</script>";', style: '' });
    expect(html).toContain('var uPlot = "<\\/script>";');
    expect(loadChartLibrary().script).toContain('uPlot');
  });

  it('has no chart where nothing was scored', () => {
    const html = renderReport(sampleRun({ timeline: [], prompts: [], locks: [] }));
    expect(html).not.toContain('id="trust-chart"');
    expect(html).not.toContain('id="model-chart"');
  });

  it('shows the sample, which has the form of the contract', () => {
    const run = sampleRun();
    expect(replayReportSchema.parse(run)).toEqual(run);
  });
});

const CHROMIUM_ARGUMENTS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

/** Opens a report in Chromium; collects whatever the page complains of. */
const open = async (ctx: TestContext, html: string, colorScheme: 'light' | 'dark') => {
  needs(ctx, 'chromium');
  const folder = mkdtempSync(join(tmpdir(), 'samehand-report-'));
  const browser: Browser = await chromium.launch({
    executablePath: findProgram('chromium', 'chromium-browser', 'google-chrome') ?? '',
    args: CHROMIUM_ARGUMENTS,
  });
  onTestFinished(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });
  const file = join(folder, 'report.html');
  writeFileSync(file, html);
  const page: Page = await browser.newPage({ colorScheme, viewport: { width: 1_000, height: 900 } });
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (request.url() !== pathToFileURL(file).href) complaints.push(`fetched ${request.url()}`);
  });
  await page.goto(pathToFileURL(file).href);
  await page.locator('#trust-chart canvas').waitFor();
  return { page, complaints };
};

/** Whether the chart's canvas holds a pixel of the colour of a CSS variable. */
const drawsIn = (page: Page, chart: string, variable: string): Promise<boolean> =>
  page.evaluate(
    ([id, name]) => {
      const canvas = document.querySelector<HTMLCanvasElement>(`#${id} canvas`);
      const hex = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
      const wanted = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
      const context = canvas?.getContext('2d');
      if (canvas === null || context === null || context === undefined) return false;
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      for (let i = 0; i < data.length; i += 4) {
        if (data[i + 3] === 255 && wanted.every((value, channel) => data[i + channel] === value)) return true;
      }
      return false;
    },
    [chart, variable] as const,
  );

describe('a report in a browser', () => {
  it('draws trust, levels, marks and models without a complaint or a fetch, in light and in dark', async (ctx) => {
    for (const scheme of ['light', 'dark'] as const) {
      const { page, complaints } = await open(ctx, renderReport(sampleRun()), scheme);
      // Before the pixels are read: Chromium complains of that too.
      expect(complaints).toEqual([]);
      for (const variable of ['--trust', '--prompt', '--lock']) {
        expect([scheme, variable, await drawsIn(page, 'trust-chart', variable)]).toEqual([scheme, variable, true]);
      }
      expect(await drawsIn(page, 'model-chart', '--model2')).toBe(true);
    }
  });

  it('changes the axis to minutes', async (ctx) => {
    const { page } = await open(ctx, renderReport(sampleRun()), 'light');
    const legend = page.locator('#trust-chart .u-legend');
    expect(await legend.textContent()).toContain('Action');
    await page.check('input[value=minutes]');
    expect(await legend.textContent()).toContain('Minute');
  });

  it('runs nothing that a file name smuggles in', async (ctx) => {
    const { page, complaints } = await open(ctx, renderReport(evilRun()), 'light');
    expect(await page.title()).toBe('Samehand: demonstration with simulated people');
    expect(await page.locator('img').count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});
