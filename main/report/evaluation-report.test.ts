import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { describe, expect, it, onTestFinished, type TestContext } from 'vitest';
import { findProgram, needs } from '../../tests/support/needs.ts';
import { renderEvaluation } from './evaluation-report.ts';
import { sampleEvaluation } from './sample-evaluation.fixture.ts';

const EVIL = `</script><img src=x onerror="document.title='broken'">`;

describe('renderEvaluation', () => {
  it('shows goals, trials, people and models as text', () => {
    const html = renderEvaluation(sampleEvaluation());
    expect(html).toContain('<td class="missed">no</td>');
    expect(html).toContain('<td class="met">yes</td>');
    expect(html).toContain('not measured');
    expect(html).toContain('<title>bo: 8.0 %</title>');
    expect(html).toContain('<span class="bar" style="width:30.0%">');
    expect(html).toContain('Nobody is judged by a population');
  });

  it('escapes the names of sets and people', () => {
    const html = renderEvaluation(sampleEvaluation(EVIL));
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(html).not.toContain('<img');
  });
});

const CHROMIUM_ARGUMENTS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

/** Opens a report in Chromium; collects whatever the page complains of, and whatever it fetches. */
const open = async (ctx: TestContext, html: string, colorScheme: 'light' | 'dark') => {
  needs(ctx, 'chromium');
  const folder = mkdtempSync(join(tmpdir(), 'samehand-report-'));
  const browser = await chromium.launch({
    executablePath: findProgram('chromium', 'chromium-browser', 'google-chrome') ?? '',
    args: CHROMIUM_ARGUMENTS,
  });
  onTestFinished(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });
  const file = join(folder, 'report.html');
  writeFileSync(file, html);
  const page = await browser.newPage({ colorScheme, viewport: { width: 1_000, height: 900 } });
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (request.url() !== pathToFileURL(file).href) complaints.push(`fetched ${request.url()}`);
  });
  await page.goto(pathToFileURL(file).href);
  await page.locator('#takeover-1 canvas').waitFor();
  return { page, complaints };
};

describe('the report in a browser', () => {
  it('draws both curves of every set without a complaint or a fetch, in light and in dark', async (ctx) => {
    for (const scheme of ['light', 'dark'] as const) {
      const { page, complaints } = await open(ctx, renderEvaluation(sampleEvaluation(EVIL)), scheme);
      expect(complaints).toEqual([]);
      expect(await page.locator('canvas').count()).toBe(4);
      expect(await page.title()).toBe('Samehand: evaluation on recorded people');
      expect(await page.locator('#det-0 .u-legend').textContent()).toContain('50 keystrokes');
    }
  });
});
