/** The page Audit as an auditor uses it, over a real agent with a million records. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Download, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unwrap } from '../../contract/result.ts';
import { connectTo } from '../../main/audit/sample-log.fixture.ts';
import { verifyFile } from '../../main/hosts/headless/audit/verify-file.ts';
import { auditKey } from '../../main/keys/derive.ts';
import { readKeyFile } from '../../main/keys/key-file.ts';
import { homePaths } from '../../main/shared/home.ts';
import { de } from '../../renderer/i18n/de/index.ts';
import { en } from '../../renderer/i18n/en/index.ts';
import { expectAccessible } from '../support/axe.ts';
import { missing, needs } from '../support/needs.ts';
import { openScreens, type Screens } from '../support/screens.ts';

const canRun = missing('chromium') === null;
const ADMINISTRATOR = 'correct horse battery staple';
const AUDITOR = 'four wheels good two wheels';
const MILLION = 1_000_000;
/** The sample is of 2024 and 2025. */
const KEPT_LONG = { auditDays: 3_650, auditMegabytes: 10_000 };
const SLOW_MS = 180_000;
/** A million records, chained and signed. */
const WRITING_MS = 420_000;
/** Filters look through a million records, on a machine that may have much else to do. */
const PATIENT = { timeout: 30_000 };
const { open, filter, list, record, verify, key: logKey, export: exporting, forwarding, kinds } = en.audit;

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const grid = (page: Page) => page.getByRole('grid', { name: list.label });
const rows = (page: Page) => grid(page).getByRole('row');
const search = (page: Page) => page.getByRole('searchbox', { name: filter.text });
const identify = async (page: Page, secret: string): Promise<void> => {
  await page.getByLabel(en.common.identify.label.auditor).fill(secret);
  await button(page, en.common.identify.submit).click();
};

/** How many rows the list has, as it says itself. */
const total = async (page: Page): Promise<number> => Number(await grid(page).getAttribute('aria-rowcount')) - 1;
/** Rows in sight that show no record yet. */
const pending = (page: Page): Promise<number> =>
  grid(page).evaluate(
    (element, sign) =>
      [...element.querySelectorAll('.record-row')].filter((row) => row.firstElementChild?.textContent === sign).length,
    list.pending,
  );
/** Numbers of the records in sight, from above. */
const numbers = (page: Page): Promise<number[]> =>
  grid(page).evaluate((element) =>
    [...element.querySelectorAll('.record-row')]
      .map((row) => Number((row.firstElementChild?.textContent ?? '').replaceAll(',', '')))
      .filter((seq) => !Number.isNaN(seq)),
  );

/** Files that a page hands over while something is done in it. */
const filesOf = async (page: Page, count: number, doIt: () => Promise<void>): Promise<readonly Download[]> => {
  const files: Download[] = [];
  const take = (file: Download): void => {
    files.push(file);
  };
  page.on('download', take);
  await doIt();
  await expect.poll(() => files.length, PATIENT).toBe(count);
  page.off('download', take);
  return files;
};

describe('the audit log of a workstation with an auditor', () => {
  let screens: Screens;
  let page: Page;

  beforeAll(async () => {
    if (!canRun) return;
    screens = await openScreens({ learned: null, auditRecords: MILLION, policy: { retention: KEPT_LONG } });
    const { handlers } = screens.live;
    unwrap(await handlers['role.set']({ role: 'administrator', passphrase: ADMINISTRATOR }));
    const proof = { as: 'administrator', passphrase: ADMINISTRATOR } as const;
    const { grant } = unwrap(await handlers.authorise(proof));
    unwrap(await handlers['role.set']({ role: 'auditor', passphrase: AUDITOR, grant }));
    page = await screens.page();
    await page.getByRole('navigation').getByRole('link', { name: en.common.screens.audit }).click();
  }, WRITING_MS);
  afterAll(async () => {
    if (canRun) await screens.close();
  });

  it('is closed until the auditor proves who they are', async (ctx) => {
    needs(ctx, 'chromium');
    await expectAccessible(page);
    await button(page, open.button).click();
    await identify(page, 'not the passphrase');
    await page.getByText(en.common.errors['not-identified'], { exact: true }).waitFor();
    expect(await grid(page).count()).toBe(0);
    await identify(page, AUDITOR);
    await rows(page).nth(5).waitFor();
    await expect.poll(() => pending(page), PATIENT).toBe(0);
  });

  it('tells what happened in sentences, newest first, and only the rows in sight are there', async (ctx) => {
    needs(ctx, 'chromium');
    expect(await total(page)).toBeGreaterThan(MILLION);
    const [first = 0, ...others] = await numbers(page);
    expect(first).toBe(await total(page));
    expect(others[0]).toBe(first - 1);
    expect(await rows(page).count()).toBeLessThan(60);
    await rows(page).filter({ hasText: 'The audit log was opened by the auditor.' }).first().waitFor();
    await expectAccessible(page);
  });

  it('scrolls from end to end by wheel, bar and keys, and shows every record it stops at', async (ctx) => {
    needs(ctx, 'chromium');
    await grid(page).focus();
    await page.keyboard.press('End');
    await expect.poll(() => numbers(page), PATIENT).toContain(1);
    await expect.poll(() => pending(page), PATIENT).toBe(0);
    await page.keyboard.press('PageUp');
    await page.keyboard.press('Home');
    await expect.poll(async () => (await numbers(page))[0], PATIENT).toBe(await total(page));
    // By the wheel every row comes past: none is jumped over.
    await grid(page).hover();
    const [before = 0] = await numbers(page);
    await page.mouse.wheel(0, 360);
    await expect.poll(async () => (await numbers(page))[0], PATIENT).toBeLessThan(before);
    const [after = 0] = await numbers(page);
    expect(before - after).toBeLessThan(20);
    // By the bar, far and fast: what is in sight at the end is there.
    for (let step = 1; step <= 40; step += 1) {
      await grid(page).evaluate((element, share) => {
        element.scrollTop = share * element.scrollHeight;
      }, step / 50);
    }
    await expect.poll(() => pending(page), PATIENT).toBe(0);
    const seen = await numbers(page);
    expect(seen.every((seq, at) => at === 0 || seq === (seen[at - 1] ?? 0) - 1)).toBe(true);
    expect(seen[0] ?? 0).toBeLessThan(0.4 * MILLION);
  });

  it('shows a record in full by the keyboard alone, and those that belong to it', async (ctx) => {
    needs(ctx, 'chromium');
    await search(page).fill('decision-500"');
    await expect.poll(() => total(page), PATIENT).toBe(1);
    await grid(page).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const panel = page.getByRole('dialog');
    await panel.getByText('Decided: a code, because of trust below the level for a code', { exact: false }).waitFor();
    expect(await panel.getByRole('row', { name: 'Decision decision-500' }).count()).toBe(1);
    expect(await panel.textContent()).toContain('"decisionId": "decision-500"');
    await expectAccessible(page);
    await panel.getByRole('button', { name: record.related }).click();
    await panel.waitFor({ state: 'detached' });
    await expect.poll(() => search(page).inputValue(), PATIENT).toBe('decision-500');
    await expect.poll(() => total(page), PATIENT).toBeGreaterThan(1);
  });

  it('filters by kinds, times and text together, and says when nothing is left', async (ctx) => {
    needs(ctx, 'chromium');
    await button(page, filter.reset).last().click();
    await page.getByRole('combobox', { name: filter.kinds }).click();
    await page.getByRole('option', { name: kinds.inactive, exact: true }).click();
    await page.keyboard.press('Escape');
    await expect.poll(() => total(page), PATIENT).toBe(MILLION / 5);
    await page.getByLabel(filter.from).fill('2024-01-01T00:00');
    await page.getByLabel(filter.to).fill('2024-01-01T00:59');
    await expect.poll(() => total(page), PATIENT).toBe(12);
    await page.getByLabel(filter.to).fill('2023-12-31T00:00');
    await page.getByText(filter.order).waitFor();
    await page.getByLabel(filter.to).fill('2024-01-01T00:59');
    await search(page).fill('no such record');
    await page.getByText(list.none).waitFor(PATIENT);
    await expectAccessible(page);
    await page.getByRole('button', { name: filter.reset, exact: true }).last().click();
    await expect.poll(() => total(page), PATIENT).toBeGreaterThan(MILLION);
  });

  it('keeps its place when new records come, and offers them', async (ctx) => {
    needs(ctx, 'chromium');
    const before = await numbers(page);
    unwrap(await screens.live.handlers['diagnosis.fix']({ fix: 'start-at-login' }));
    const fresh = page.getByRole('button', { name: /Show \d+ new record/ });
    await fresh.waitFor({ timeout: 15_000 });
    expect(await numbers(page)).toEqual(before);
    await fresh.click();
    await rows(page).filter({ hasText: 'A remedy failed: start at login.' }).first().waitFor();
  });

  it('says of a record what proves it', async (ctx) => {
    needs(ctx, 'chromium');
    await grid(page).focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    const panel = page.getByRole('dialog');
    await panel.getByText(/^Signed at .*up to number 1,000: seal 1 of chain 0\./).waitFor();
    await panel.getByText(record.proof.details).click();
    await panel.getByRole('button', { name: `Copy: ${record.proof.copy}` }).waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    await page.keyboard.press('Home');
  });

  it('compares the log with what somebody noted of it', async (ctx) => {
    needs(ctx, 'chromium');
    const part = page.getByRole('region', { name: logKey.title });
    const { root, ...rest } = unwrap(await screens.live.handlers['audit.key']({}));
    await part.getByText(root, { exact: true }).waitFor();
    const compare = async (noted: string): Promise<void> => {
      await part.getByLabel(logKey.noted).fill(noted);
      await button(page, logKey.compare).click();
    };
    const other = root.replace(/:.{4}/, ':AAAA');
    await compare('ed25519');
    await part.getByText(logKey.faulty).waitFor();
    await compare(other);
    await part.getByText(logKey.outcomes.other).waitFor();
    await compare(root);
    await part.getByText(logKey.outcomes.same).waitFor();
    const seq = MILLION / 2;
    const token = { as: 'auditor', passphrase: AUDITOR } as const;
    const { grant } = unwrap(await screens.live.handlers.authorise(token));
    const { reader } = unwrap(await screens.live.handlers['audit.open']({ grant }));
    const { link } = unwrap(await screens.live.handlers['audit.record']({ reader, seq }));
    const note = { root, ...rest, lastSeq: seq, link };
    await compare(JSON.stringify(note));
    await part.getByText(/Record 500,000 is as you noted it/).waitFor();
    await compare(JSON.stringify({ ...note, lastSeq: seq + 1 }));
    await part.getByText(/record 500,001 is not as you noted it/).waitFor();
    await compare(JSON.stringify({ ...note, lastSeq: 2 * MILLION }));
    await part.getByText(/the end was cut off/).waitFor();
    await expectAccessible(page);
  });

  it(
    'exports what passes the filter as a file with its proof, with the passphrase again',
    async (ctx) => {
      needs(ctx, 'chromium');
      await search(page).fill('decision-500"');
      await expect.poll(() => total(page), PATIENT).toBe(1);
      await page.getByRole('radio', { name: exporting.filtered }).check();
      await page.getByRole('radio', { name: exporting.formats.csv }).check();
      const files = await filesOf(page, 2, async () => {
        await button(page, exporting.start).click();
        await identify(page, AUDITOR);
        await page.getByText(/^Two files have been handed to you/).waitFor({ timeout: 60_000 });
      });
      const paths = await Promise.all(
        files.map(async (file) => {
          const path = join(screens.home, file.suggestedFilename());
          await file.saveAs(path);
          return path;
        }),
      );
      const [file = '', proof = ''] = paths;
      expect(proof).toBe(`${file}.proof`);
      const lines = readFileSync(file, 'utf8').trim().split('\n');
      expect(lines).toHaveLength(2);
      expect(lines[1]).toContain('decision-500');
      const { root } = unwrap(await screens.live.handlers['audit.key']({}));
      const found = await verifyFile({ file, proof, keys: [root], onProgress: () => undefined });
      expect(found).toMatchObject({ ok: true, records: 1, format: 'csv', faultCount: 0 });
      expect(found.filter?.text).toBe('decision-500"');
      // The proof alone can be had again.
      const [again] = await filesOf(page, 1, async () => {
        await button(page, exporting.proveAgain).click();
        await button(page, exporting.proveAgain).waitFor({ timeout: 60_000 });
      });
      expect(again?.suggestedFilename()).toBe(files[1]?.suggestedFilename());
    },
    SLOW_MS,
  );

  it('can stop an export, and makes no file then', async (ctx) => {
    needs(ctx, 'chromium');
    await page.getByRole('radio', { name: exporting.all }).check();
    await button(page, exporting.start).click();
    await identify(page, AUDITOR);
    await button(page, en.common.export.stop).click();
    await page.getByText(exporting.stopped).waitFor();
    await button(page, filter.reset).last().click();
  });

  it(
    'verifies the log with progress, and leads to what is wrong',
    async (ctx) => {
      needs(ctx, 'chromium');
      await button(page, verify.start).click();
      await page.getByText(/of [\d,]+ records read/).waitFor();
      await page.getByText(/The log is sound/).waitFor({ timeout: 60_000 });
      await page.getByText(/signed up to record 1,000,0\d\d\.$/).waitFor();
      const key = unwrap(readKeyFile(screens.home)) as Uint8Array;
      const db = connectTo(homePaths(screens.home).audit, auditKey(key));
      db.exec('DROP TRIGGER records_keep_delete; DELETE FROM records WHERE seq = 654321');
      db.close();
      await button(page, verify.start).click();
      await page.getByText(/One fault among/).waitFor({ timeout: 60_000 });
      await expectAccessible(page);
      await page.getByText(`Records 654,321 to 654,322: ${verify.faults.missing.name}`).waitFor();
      await page.getByText(verify.faults.missing.todo, { exact: false }).waitFor();
      await page.getByRole('button', { name: 'Go to record 654,321' }).click();
      // On with the arrow keys, from the record.
      await expect.poll(() => grid(page).evaluate((element) => element === document.activeElement)).toBe(true);
      await expect.poll(() => numbers(page), PATIENT).toContain(654_322);
      expect(await numbers(page)).not.toContain(654_321);
      const chosen = grid(page).locator('[aria-selected=true]');
      expect(await chosen.textContent()).toContain('654,322');
    },
    SLOW_MS,
  );

  it('opens again where it was when it has closed for want of use', async (ctx) => {
    needs(ctx, 'chromium');
    await expect.poll(() => pending(page), PATIENT).toBe(0);
    const place = await numbers(page);
    const { handlers } = screens.live;
    const proof = { as: 'auditor', passphrase: AUDITOR } as const;
    // Too many readers: the one that was idle for longest, the page's, loses its own.
    const { grant } = unwrap(await handlers.authorise(proof));
    for (let reader = 0; reader < 9; reader += 1) unwrap(await handlers['audit.open']({ grant }));
    await page.getByText(open.expired).waitFor({ timeout: 20_000 });
    expect(await numbers(page)).toEqual(place);
    await button(page, open.again).click();
    await identify(page, AUDITOR);
    await page.getByText(open.expired).waitFor({ state: 'detached' });
    expect(await numbers(page)).toEqual(place);
    await expect.poll(() => pending(page), PATIENT).toBe(0);
  });

  it('reads well in German and dark, on a narrow window and enlarged', async (ctx) => {
    needs(ctx, 'chromium');
    screens.prefer({ language: 'de', zoom: 2 });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 640, height: 900 });
    await page.reload();
    await button(page, de.audit.open.button).click();
    await page.getByLabel(de.common.identify.label.auditor).fill(AUDITOR);
    await button(page, de.common.identify.submit).click();
    const german = page.getByRole('grid', { name: de.audit.list.label });
    await german.getByText('Das Protokoll wurde geöffnet, von: Prüfung.').first().waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(640);
    await expectAccessible(page);
  });
});

describe('the audit log that is forwarded', () => {
  let screens: Screens;
  let page: Page;
  let isUp = false;
  /** The bulk interface of a search engine, as far as it is used; away at first. */
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request
      .on('data', (part: Buffer) => {
        parts.push(part);
      })
      .on('end', () => {
        const documents = Buffer.concat(parts).toString('utf8').split('\n').length >> 1;
        const items = Array.from({ length: documents }, () => ({ create: { status: 201 } }));
        response
          .writeHead(isUp ? 200 : 503, { 'Content-Type': 'application/json' })
          .end(JSON.stringify({ errors: false, items }));
      });
  });

  beforeAll(async () => {
    if (!canRun) return;
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    const elastic = { url: `http://127.0.0.1:${String(port)}` };
    screens = await openScreens({ learned: null, policy: { forwarding: { elastic } } });
    unwrap(await screens.live.handlers['role.set']({ role: 'administrator', passphrase: ADMINISTRATOR }));
    page = await screens.page();
    await page.getByRole('navigation').getByRole('link', { name: en.common.screens.audit }).click();
  });
  afterAll(async () => {
    if (canRun) await screens.close();
    server.close();
  });

  it('says without the log being open what waits, what failed and when it is tried again', async (ctx) => {
    needs(ctx, 'chromium');
    const part = page.getByRole('region', { name: forwarding.title });
    await part
      .getByText(/127\.0\.0\.1/)
      .first()
      .waitFor();
    await part.getByText(forwarding.failed).waitFor(PATIENT);
    await part.getByText(/It is tried again at/).waitFor();
    const waiting = part.getByRole('row', { name: forwarding.waiting });
    expect(Number(await waiting.getByRole('cell').textContent())).toBeGreaterThan(0);
    await expectAccessible(page);
  });

  it('tests the connection for the administrator', async (ctx) => {
    needs(ctx, 'chromium');
    const part = page.getByRole('region', { name: forwarding.title });
    const test = part.getByRole('button', { name: /Elasticsearch/ });
    const prove = async (): Promise<void> => {
      await page.getByLabel(en.common.identify.label.administrator).fill(ADMINISTRATOR);
      await button(page, en.common.identify.submit).click();
    };
    await test.click();
    await prove();
    await part.getByText(forwarding.notReached).waitFor(PATIENT);
    isUp = true;
    await test.click();
    await prove();
    await part.getByText(forwarding.reached).waitFor(PATIENT);
  });

  it(
    'is delivered once the receiver is back',
    async (ctx) => {
      needs(ctx, 'chromium');
      const part = page.getByRole('region', { name: forwarding.title });
      await expect
        .poll(() => part.getByRole('row', { name: forwarding.waiting }).getByRole('cell').textContent(), {
          timeout: 60_000,
        })
        .toBe('0');
      await part.getByText(/^up to record \d+$/).waitFor();
      expect(await part.getByText(forwarding.failed).count()).toBe(0);
    },
    SLOW_MS,
  );
});
