/** The standalone verifier as a page: from a folder, without a network, in a real browser. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bundleVerifier } from '../../build/verifier.mjs';
import { AUDIT_FORMATS } from '../../contract/audit-reading.ts';
import { expectAccessible } from '../support/axe.ts';
import { exportLog, type ExportedLog } from '../support/exported-log.ts';
import { missing } from '../support/needs.ts';
import { launchBrowser } from '../support/screens.ts';

/** For who works on the page: where pictures of it go. */
const PICTURES = process.env.SAMEHAND_PICTURES;

let browser: Browser;
let folder: string;
let complaints: string[];
let requests: string[];

const path = (name: string): string => join(folder, name);

beforeAll(async () => {
  if (missing('chromium') !== null) return;
  browser = await launchBrowser();
  folder = mkdtempSync(join(tmpdir(), 'samehand-verifier-page-'));
  const files = await bundleVerifier(resolve(import.meta.dirname, '../..'));
  const { content = '' } = files.find(({ fileName }) => fileName.endsWith('.html')) ?? {};
  writeFileSync(path('samehand-verify.html'), content);
});
afterAll(async () => {
  if (missing('chromium') !== null) return;
  await browser.close();
  rmSync(folder, { recursive: true });
});
beforeEach((ctx) => {
  const reason = missing('chromium');
  if (reason !== null) ctx.skip(`needs chromium: ${reason}`);
  complaints = [];
  requests = [];
});
afterEach(async () => {
  if (missing('chromium') !== null) return;
  for (const context of browser.contexts()) await context.close();
  // Not a word of the page's security policy, and nothing asked for but the page itself.
  expect(complaints).toEqual([]);
  expect(requests.filter((url) => !url.endsWith('/samehand-verify.html'))).toEqual([]);
});

const write = (name: string, { text, proof }: Pick<ExportedLog, 'text' | 'proof'>): void => {
  writeFileSync(path(name), text);
  writeFileSync(path(`${name}.proof`), proof);
};

const open = async (options: BrowserContextOptions = {}): Promise<Page> => {
  const context = await browser.newContext({
    locale: 'en-GB',
    offline: true,
    viewport: { width: 900, height: 1000 },
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(pathToFileURL(path('samehand-verify.html')).href);
  return page;
};

const fill = async (page: Page, name: string, root: string): Promise<void> => {
  await page.getByLabel('Export', { exact: true }).setInputFiles(path(name));
  await page.getByLabel('Proof', { exact: true }).setInputFiles(path(`${name}.proof`));
  await page.getByLabel('Key of the machine').fill(root);
};
const verdict = (page: Page) => page.getByRole('heading', { level: 2 });
const picture = async (page: Page, name: string): Promise<void> => {
  if (PICTURES !== undefined) await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
};

describe('the page of the standalone verifier', () => {
  it.each(AUDIT_FORMATS)('finds an export sound that is: %s', async (format) => {
    const log = exportLog({ format, records: 300, kinds: ['decision', 'policy-refused'], hostname: 'desk-42' });
    write(`log.${format}`, log);
    const page = await open();
    await fill(page, `log.${format}`, log.root);
    await page.getByRole('button', { name: 'Check' }).click();
    await expect.poll(() => verdict(page).innerText()).toContain('The export is sound');
    const body = await page.locator('main').innerText();
    expect(body).toContain('150');
    expect(body).toContain('1 to 300');
    expect(body).toContain('up to record 300');
    expect(body).toContain('desk-42');
    expect(await verdict(page).evaluate((heading) => heading === document.activeElement)).toBe(true);
  });

  it('names the line that was changed, and the line of the proof', async () => {
    const log = exportLog({ format: 'csv', records: 60 });
    const lines = log.text.split('\n');
    lines[12] = lines[12]?.replace('41.5', '91.5') ?? '';
    write('changed.csv', { ...log, text: lines.join('\n') });
    const page = await open();
    await fill(page, 'changed.csv', log.root);
    await page.getByLabel('Key of the machine').press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => verdict(page).innerText()).toContain('The export is not sound: ');
    const rows = await page.getByRole('row').allInnerTexts();
    expect(rows.slice(1).some((row) => /Lines? (?:13|\d+–\d+)/.test(row))).toBe(true);

    write('proof.csv', { text: log.text, proof: log.proof.replace('"records":60', '"records":61') });
    await fill(page, 'proof.csv', log.root);
    await page.getByRole('button', { name: 'Check' }).click();
    await expect.poll(() => page.getByRole('cell').first().innerText()).toMatch(/^Line \d+ of the proof$/);
  });

  it('takes both files when they are dropped anywhere, and the key in whatever it was kept', async () => {
    const log = exportLog({ format: 'jsonl', records: 12 });
    const page = await open();
    const data = await page.evaluateHandle(
      ([text, proof]) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([proof ?? ''], 'log.jsonl.proof'));
        transfer.items.add(new File([text ?? ''], 'log.jsonl'));
        return transfer;
      },
      [log.text, log.proof],
    );
    await page.locator('h1').dispatchEvent('drop', { dataTransfer: data });
    await page.getByLabel('Key of the machine').fill(JSON.stringify({ root: log.root, former: [] }, null, 2));
    expect(await page.locator('form').innerText()).toContain('log.jsonl.proof · ');
    await page.getByRole('button', { name: 'Check' }).click();
    await expect.poll(() => verdict(page).innerText()).toContain('The export is sound');
  });

  it('says what is missing, beside it, and goes there', async () => {
    const log = exportLog({ format: 'jsonl', records: 3 });
    write('log.jsonl', log);
    const page = await open();
    await page.getByRole('button', { name: 'Check' }).click();
    expect(await page.getByText('Choose the export.').isVisible()).toBe(true);
    expect(await page.getByText('Choose the proof.').isVisible()).toBe(true);
    expect(await page.getByLabel('Export', { exact: true }).evaluate((input) => input === document.activeElement)).toBe(
      true,
    );
    await fill(page, 'log.jsonl', 'ed25519:too-short');
    await page.getByRole('button', { name: 'Check' }).click();
    expect(await page.getByText('Enter the key:').isVisible()).toBe(true);
    expect(await page.getByText('Choose the export.').count()).toBe(0);
    expect(await page.getByLabel('Key of the machine').evaluate((input) => input === document.activeElement)).toBe(
      true,
    );
    expect(await verdict(page).count()).toBe(0);
  });

  it('says that nothing is known when it is stopped, and can begin anew', async () => {
    const log = exportLog({ format: 'ocsf', records: 6_000, sealEvery: 500 });
    write('long', log);
    const page = await open();
    await fill(page, 'long', log.root);
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect.poll(() => page.getByRole('status').innerText()).toBe('Stopped. Nothing is known of the export.');
    expect(await verdict(page).count()).toBe(0);
    await page.getByRole('button', { name: 'Check' }).click();
    await expect.poll(() => verdict(page).innerText(), { timeout: 30_000 }).toContain('The export is sound');
  });

  it('does not take for an export what is something else', async () => {
    writeFileSync(path('picture'), new Uint8Array(4_096).fill(200));
    writeFileSync(path('picture.proof'), '');
    const page = await open();
    await fill(page, 'picture', `ed25519:${'A'.repeat(43)}=`);
    await page.getByRole('button', { name: 'Check' }).click();
    await expect.poll(() => verdict(page).innerText()).toContain('The export is not sound: 1 fault');
  });

  it('speaks German where the browser does', async () => {
    const log = exportLog({ format: 'jsonl', records: 40 });
    write('log.jsonl', { ...log, text: log.text.replace('41.5', '41.6') });
    const page = await open({ locale: 'de-AT' });
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Einen Export des Prüfprotokolls prüfen');
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('de');
    await page.getByLabel('Export', { exact: true }).setInputFiles(path('log.jsonl'));
    await page.getByLabel('Beweis', { exact: true }).setInputFiles(path('log.jsonl.proof'));
    await page.getByLabel('Schlüssel des Geräts').fill(log.root);
    await page.getByRole('button', { name: 'Prüfen' }).click();
    await expect.poll(() => verdict(page).innerText()).toMatch(/Der Export ist nicht unversehrt: \d+ Fehler/);
    await expectAccessible(page);
    await picture(page, 'unsound-de');
  });

  it.each(['light', 'dark'] as const)('is for everybody to use, in %s, on a small screen too', async (colorScheme) => {
    const log = exportLog({ format: 'cef', records: 120 });
    write('log.cef', log);
    const lines = log.text.split('\n').filter((_, index) => index % 17 !== 9);
    write('cut.cef', { ...log, text: lines.join('\n') });
    const page = await open({ colorScheme });
    await picture(page, `empty-${colorScheme}`);
    await page.getByRole('button', { name: 'Check' }).click();
    await expectAccessible(page);
    for (const [name, words] of [
      ['log.cef', 'is sound'],
      ['cut.cef', 'is not sound'],
    ] as const) {
      await fill(page, name, log.root);
      await page.getByRole('button', { name: 'Check' }).click();
      await expect.poll(() => verdict(page).innerText()).toContain(words);
      await expectAccessible(page);
      await picture(page, `${name}-${colorScheme}`);
    }
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await expectAccessible(page);
    await picture(page, `small-${colorScheme}`);
  });

  it('lets nothing in but its own two parts, and nothing out', () => {
    const [, policy = ''] =
      /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(
        readFileSync(path('samehand-verify.html'), 'utf8'),
      ) ?? [];
    expect(policy.split('; ').map((rule) => rule.replace(/'sha256-[\w+/=]{44}'/, '<hash>'))).toEqual([
      "default-src 'none'",
      'script-src <hash>',
      'style-src <hash>',
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types',
    ]);
  });
});
