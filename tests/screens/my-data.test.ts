/** The page My data as an employee uses it, over a real agent that has a day of work behind it. */
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unwrap } from '../../contract/result.ts';
import { DATA_KINDS } from '../../contract/stored-data.ts';
import { de } from '../../renderer/i18n/de/index.ts';
import { en } from '../../renderer/i18n/en/index.ts';
import { expectAccessible } from '../support/axe.ts';
import { missing, needs } from '../support/needs.ts';
import { openScreens, type Screens } from '../support/screens.ts';

const canRun = missing('chromium') === null;
const { overview, exporting, doubts, learned, hours, sessions, versions, forgetting, erasure } = en.myData;
const { backup, restore, renewal, consequences } = en.myData;
const { identify } = en.common;
const ADMINISTRATOR = 'correct horse battery staple';
const BACKUP = 'a brown fox over seven dogs';
const OWNER = 4;
/** Every code counts once, so each call takes one of a later step; what is ahead is accepted as far as a clock may differ. */
const STEP_MS = 30_000;
/** A passphrase becomes a key slowly, on purpose; and restarting the engine takes its time. */
const SLOW = { timeout: 30_000 };

describe('what is stored about somebody', () => {
  let screens: Screens;
  let page: Page;
  let recoveryCodes: string[];
  /** Where the backup lies. */
  let archive = '';

  const section = (name: string) => page.getByRole('region', { name, exact: true });
  const identifyAsAdministrator = async (): Promise<void> => {
    const dialog = page.getByRole('dialog', { name: identify.title });
    await dialog.getByLabel(identify.label.administrator).fill(ADMINISTRATOR);
    await dialog.getByRole('button', { name: identify.submit }).click();
    await dialog.waitFor({ state: 'detached' });
  };
  /** The summary that the page shows of a backup, by the name of its row. */
  const fact = (part: string, name: string) =>
    section(part).getByRole('row').filter({ hasText: name }).getByRole('cell').textContent();
  const data = async () => unwrap(await screens.live.handlers['data.show']({}));
  const identifyByCode = async (): Promise<void> => {
    const dialog = page.getByRole('dialog', { name: identify.title });
    await dialog.getByLabel(identify.label.employee).fill(recoveryCodes.shift() ?? '');
    await dialog.getByRole('button', { name: identify.submit }).click();
    await dialog.waitFor({ state: 'detached' });
  };

  beforeAll(async () => {
    if (!canRun) return;
    screens = await openScreens({ learned: OWNER, policy: { retention: { windowDays: 41 } } });
    const { handlers } = screens.live;
    const { secret } = unwrap(await handlers['step-up.authenticator.begin']({}));
    const code = new TOTP({ secret }).generate({ timestamp: Date.now() + STEP_MS });
    recoveryCodes = [...unwrap(await handlers['step-up.authenticator.confirm']({ code })).recoveryCodes];
    unwrap(await handlers['role.set']({ role: 'administrator', passphrase: ADMINISTRATOR }));
    page = await screens.page();
    page.setDefaultTimeout(10_000);
    await page.getByRole('navigation').getByRole('link', { name: 'My data' }).click();
    await page.getByRole('heading', { level: 1, name: 'My data' }).waitFor();
  });
  afterAll(async () => {
    if (canRun) await screens.close();
  });

  it('is listed by kind, with how much there is and how long it is kept', async (ctx) => {
    needs(ctx, 'chromium');
    const { kinds, user } = await data();
    expect(kinds.map(({ kind }) => kind).toSorted()).toEqual([...DATA_KINDS].toSorted());
    await section(overview.title).getByRole('table').waitFor();
    for (const { kind, records } of kinds) {
      const row = section(overview.title).getByRole('row').filter({ hasText: overview.kinds[kind] });
      // The log grows while the test runs.
      if (kind !== 'audit')
        expect(await row.getByRole('cell').first().textContent()).toBe(records.toLocaleString('en'));
    }
    expect(await section(overview.title).textContent()).toContain(user);
    expect(await section(overview.title).textContent()).toContain('41 days');
  });

  it('is handed over as a file after a code', async (ctx) => {
    needs(ctx, 'chromium');
    const download = page.waitForEvent('download');
    await section(exporting.title).getByRole('button', { name: exporting.button }).click();
    await identifyByCode();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/\.json$/);
    const document = JSON.parse(await readFile(await file.path(), 'utf8')) as Record<string, unknown>;
    expect(Object.keys(document).length).toBeGreaterThan(3);
    expect(JSON.stringify(document)).not.toContain(ADMINISTRATOR);
    await section(exporting.title).getByText(en.common.export.saved).waitFor();
  });

  it('is not handed over to whoever calls the proof off', async (ctx) => {
    needs(ctx, 'chromium');
    await section(exporting.title).getByRole('button', { name: exporting.button }).click();
    await page.getByRole('dialog', { name: identify.title }).getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await section(exporting.title).getByRole('alert').count()).toBe(0);
    expect(await section(exporting.title).getByText(en.common.export.saved).count()).toBe(0);
  });

  it('is explained in a report to read, in the language of the page', async (ctx) => {
    needs(ctx, 'chromium');
    const save = section(exporting.title).getByRole('button', { name: exporting.reportButton });
    const [file] = await Promise.all([page.waitForEvent('download'), save.click()]);
    expect(file.suggestedFilename()).toMatch(/\.html$/);
    const document = await readFile(await file.path(), 'utf8');
    expect(document).toMatch(/<html[^>]* lang="en"/);
    expect(document).toContain((await data()).user);
    await section(exporting.title).getByText(en.common.export.saved).last().waitFor();
  });

  it('lists the doubts, and takes "That was me" with a code, once', async (ctx) => {
    needs(ctx, 'chromium');
    const part = section(doubts.title);
    await part.getByText(/2 doubts in the last 30 days/).waitFor();
    const buttons = part.getByRole('button', { name: /That was me,/ });
    const before = unwrap(await screens.live.handlers['doubts.list']({}));
    expect(await buttons.count()).toBe(before.doubts.length);
    expect(await part.getByRole('row').nth(1).textContent()).toContain(doubts.outcomes.locked);
    await buttons.first().click();
    await identifyByCode();
    await part.getByText(/You said .*that was me/).waitFor();
    const after = unwrap(await screens.live.handlers['doubts.list']({}));
    expect(after.doubts[0]?.claimedAt).not.toBeNull();
    expect(after.last30Days.falseAlarms).toBe(before.last30Days.falseAlarms + 1);
    expect(await buttons.count()).toBe(before.doubts.length - 1);
  });

  it('shows what was learned in words and in units that people know', async (ctx) => {
    needs(ctx, 'chromium');
    const part = section(learned.title);
    const row = part.getByRole('row').filter({ hasText: learned.features.dwell });
    expect(await row.getByRole('cell').first().textContent()).toMatch(/^\d{2,3} ms$/);
    await part.getByRole('tab', { name: 'Pointing' }).click();
    await part.getByText(learned.pointerGroups.path, { exact: true }).waitFor();
    await part.getByText(learned.pointerGroups.clicks, { exact: true }).click();
    const click = part.getByRole('row').filter({ hasText: learned.features['click hold'] });
    expect(await click.getByRole('cell').first().textContent()).toMatch(/^\d{1,3} ms$/);
  });

  it('shows hours and sessions as plots with their tables', async (ctx) => {
    needs(ctx, 'chromium');
    await section(hours.title).getByRole('img').waitFor();
    await section(hours.title).getByText('The same as a table').click();
    await expect.poll(() => section(hours.title).getByRole('row').count()).toBe(25);
    await section(sessions.title).getByRole('img').waitFor();
    await section(sessions.title).getByText('The same as a table').click();
    const { length } = (await data()).sessions;
    await expect.poll(() => section(sessions.title).getByRole('row').count()).toBe(length + 1);
  });

  it.each(['light', 'dark'] as const)('can be used by everybody, %s', async (colorScheme) => {
    if (!canRun) return;
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  });

  it('puts an earlier version in force after asking and a code', async (ctx) => {
    needs(ctx, 'chromium');
    const inForce = async () =>
      unwrap(await screens.live.handlers['profile.versions']({})).versions.find(
        ({ modality, active }) => modality === 'keyboard' && active,
      )?.version;
    expect(await inForce()).toBeGreaterThan(1);
    await page.getByRole('button', { name: 'Put in force: Typing, version 1' }).click();
    await page.getByRole('dialog').getByRole('button', { name: versions.rollback }).click();
    await identifyByCode();
    await page.getByRole('button', { name: 'Put in force: Typing, version 1' }).waitFor({ state: 'detached' });
    expect(await inForce()).toBe(1);
    await section(versions.title).getByText(versions.withdrawn).first().waitFor();
  });

  it('goes into a backup, into a folder that is there, with a passphrase that is long enough and the same twice', async (ctx) => {
    needs(ctx, 'chromium');
    const part = section(backup.title);
    const folder = join(screens.home, 'my backups');
    const make = part.getByRole('button', { name: backup.create });
    const choose = async (passphrase: string, again: string): Promise<void> => {
      await part.getByLabel(backup.passphrase).fill(passphrase);
      await part.getByLabel(en.signIn.roles.again).fill(again);
    };
    await choose('short', 'short');
    await make.click();
    await part.getByText(backup.pathMissing).waitFor();
    await part.getByText(en.signIn.roles.fault.short).waitFor();
    await part.getByLabel(backup.folder).fill(folder);
    await choose(BACKUP, `${BACKUP}!`);
    await make.click();
    await part.getByText(en.signIn.roles.fault.different).waitFor();
    await expectAccessible(page);
    await choose(BACKUP, BACKUP);
    await make.click();
    await identifyByCode();
    await part.getByRole('alert').waitFor(SLOW);
    expect(await page.getByText(backup.made).count()).toBe(0);
    await mkdir(folder);
    await make.click();
    await identifyByCode();
    await part.getByText(backup.made).waitFor(SLOW);
    archive = (await fact(backup.title, backup.file)) ?? '';
    expect(archive.startsWith(folder)).toBe(true);
    expect((await readFile(archive, 'latin1')).startsWith('age-encryption.org/v1')).toBe(true);
    // Nothing of the passphrase stays in the page.
    expect(await part.getByLabel(backup.passphrase).inputValue()).toBe('');
    await expectAccessible(page);
  });

  it('can be looked into where it lies, and not without its passphrase or damaged', async (ctx) => {
    needs(ctx, 'chromium');
    const part = section(restore.title);
    const look = async (path: string, passphrase: string): Promise<void> => {
      await part.getByLabel(restore.path).fill(path);
      await part.getByLabel(restore.passphrase).fill(passphrase);
      await part.getByRole('button', { name: restore.check }).click();
    };
    const damaged = join(screens.home, 'damaged.age');
    await copyFile(archive, damaged);
    const bytes = await readFile(damaged);
    bytes[bytes.length - 100] = (bytes[bytes.length - 100] ?? 0) ^ 1;
    await writeFile(damaged, bytes);
    for (const [path, passphrase] of [
      [archive, 'another passphrase'],
      [damaged, BACKUP],
    ] as const) {
      await look(path, passphrase);
      await part.locator('[data-problem=backup-invalid]').waitFor(SLOW);
      expect(await part.getByRole('button', { name: restore.button }).count()).toBe(0);
    }
    await look(archive, BACKUP);
    await part.getByText(restore.found).waitFor(SLOW);
    expect(await fact(restore.title, backup.known)).toBe('Typing, Pointing');
    expect(Number((await fact(restore.title, backup.windows))?.replace(',', ''))).toBe(
      unwrap(await screens.live.handlers['profile.show']({})).storedWindows,
    );
    // What was looked into is what would be restored: another path takes another look.
    await part.getByLabel(restore.path).fill('/elsewhere');
    await part.getByText(restore.found).waitFor({ state: 'detached' });
  });

  it('is forgotten for one modality, and stays for the other', async (ctx) => {
    needs(ctx, 'chromium');
    await section(forgetting.title).getByRole('button', { name: forgetting.pointer }).click();
    await page.getByRole('dialog').getByRole('button', { name: forgetting.pointer }).click();
    await identifyByCode();
    await section(forgetting.title)
      .getByText(/It is forgotten/)
      .waitFor();
    const { modalities } = unwrap(await screens.live.handlers['profile.show']({}));
    expect([modalities.keyboard.established, modalities.pointer.established]).toEqual([true, false]);
    await section(learned.title).getByRole('tab', { name: 'Pointing' }).click();
    await section(learned.title).getByText(learned.nothing).waitFor();
  });

  it('comes back from the backup, with what follows said before, and by an administrator', async (ctx) => {
    needs(ctx, 'chromium');
    const part = section(restore.title);
    await part.getByLabel(restore.path).fill(archive);
    await part.getByLabel(restore.passphrase).fill(BACKUP);
    await part.getByRole('button', { name: restore.check }).click();
    await part.getByText(restore.found).waitFor(SLOW);
    await part.getByRole('button', { name: restore.button }).click();
    const sure = page.getByRole('dialog', { name: restore.confirmTitle });
    await sure.getByText(restore.points.whose.text).waitFor();
    await expectAccessible(page);
    await sure.getByRole('button', { name: restore.button }).click();
    await identifyAsAdministrator();
    await part.getByText(restore.done).waitFor(SLOW);
    const { modalities } = unwrap(await screens.live.handlers['profile.show']({}));
    expect([modalities.keyboard.established, modalities.pointer.established]).toEqual([true, true]);
    // The page shows it too: the tab was turned to pointing.
    await section(learned.title).getByText(learned.nothing).waitFor({ state: 'detached' });
  });

  it('can be asked to be erased, the asking withdrawn, and an administrator carries it out', async (ctx) => {
    needs(ctx, 'chromium');
    const part = section(erasure.title);
    await part.getByRole('button', { name: erasure.request }).click();
    await part.getByText(/You asked for erasure/).waitFor();
    expect((await data()).erasureRequestedAt).not.toBeNull();
    await part.getByRole('button', { name: erasure.withdraw }).click();
    await part.getByRole('button', { name: erasure.request }).waitFor();
    expect((await data()).erasureRequestedAt).toBeNull();

    await part.getByRole('button', { name: erasure.request }).click();
    await part.getByRole('button', { name: erasure.carryOut }).click();
    const sure = page.getByRole('dialog', { name: erasure.confirmTitle });
    for (const { text } of [consequences.goes, consequences.stays, consequences.elsewhere])
      await sure.getByText(text).waitFor();
    await sure.getByText(/at least 1,\d{3} key presses and \d{3} pointer movements/).waitFor();
    await sure.getByRole('button', { name: erasure.carryOut }).click();
    const proof = page.getByRole('dialog', { name: identify.title });
    await proof.getByLabel(identify.label.administrator).fill('not the passphrase');
    await proof.getByRole('button', { name: identify.submit }).click();
    await proof.getByRole('alert').waitFor();
    expect(unwrap(await screens.live.handlers['profile.show']({})).modalities.keyboard.established).toBe(true);
    await proof.getByLabel(identify.label.administrator).fill(ADMINISTRATOR);
    await proof.getByRole('button', { name: identify.submit }).click();
    await part.getByText(erasure.done).waitFor();
    const { modalities, storedWindows } = unwrap(await screens.live.handlers['profile.show']({}));
    expect([modalities.keyboard.established, storedWindows]).toEqual([false, 0]);
    expect((await data()).kinds.find(({ kind }) => kind === 'verdicts')?.records).toBe(0);
  });

  it('lies under other keys and another name once the template is renewed', async (ctx) => {
    needs(ctx, 'chromium');
    const before = (await data()).user;
    const part = section(renewal.title);
    await part.getByRole('button', { name: renewal.button }).click();
    const sure = page.getByRole('dialog', { name: renewal.confirmTitle });
    await sure.getByText(consequences.goes.text).waitFor();
    await sure.getByRole('button', { name: renewal.button }).click();
    await identifyAsAdministrator();
    await part.getByText(renewal.done).waitFor(SLOW);
    const after = (await data()).user;
    expect(after).not.toBe(before);
    await section(overview.title).getByText(after).waitFor();
  });

  it('is there in German, and fits 320 px', async (ctx) => {
    needs(ctx, 'chromium');
    screens.prefer({ language: 'de' });
    await page.reload();
    await page.getByRole('heading', { level: 2, name: de.myData.overview.title }).waitFor();
    await expectAccessible(page);
    await page.setViewportSize({ width: 320, height: 640 });
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });
});
