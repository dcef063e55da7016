/** The page Sign-in and step-up as an employee and an administrator use it, over a real agent. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SECRETS_TO_SET } from '../../contract/access.ts';
import { unwrap } from '../../contract/result.ts';
import { de } from '../../renderer/i18n/de/index.ts';
import { en } from '../../renderer/i18n/en/index.ts';
import { hashPassphrase } from '../../main/roles/passphrase.ts';
import { authenticatorOf, type Authenticator } from '../support/authenticator.ts';
import { expectAccessible } from '../support/axe.ts';
import { until } from '../support/dbus.ts';
import { startMailServer, type MailServer } from '../support/mail-server.ts';
import { missing, needs } from '../support/needs.ts';
import { openScreens, type Screens } from '../support/screens.ts';
import { holdWorkstation } from '../support/simulated-workstation.ts';

const canRun = missing('chromium') === null;
const { signIn: texts, common, code: codeTexts } = en;
const PASSPHRASE = 'a long passphrase';
const OTHER = 'another long passphrase';
const STEP_MS = 30_000;

const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const dialog = (page: Page, title: string) => page.getByRole('dialog', { name: title });
const setUp = async ({ live }: Screens) => unwrap(await live.handlers['step-up.status']({}));
const statusLeft = (count: number) => texts.recovery.left_other.replace('{{count}}', String(count));
const openPage = async (screens: Screens): Promise<Page> => {
  const page = await screens.page();
  page.setDefaultTimeout(10_000);
  await page.getByRole('navigation').getByRole('link', { name: common.screens['sign-in'] }).click();
  await page.getByRole('tab', { name: texts.tabs.you }).waitFor();
  return page;
};
const prove = async (page: Page, secret: string): Promise<void> => {
  await dialog(page, common.identify.title).locator('input').fill(secret);
  await button(page, common.identify.submit).click();
};

describe('an employee who sets up codes', () => {
  let screens: Screens;
  let page: Page;
  let server: MailServer;
  let authenticator: Authenticator;
  let codes: readonly string[] = [];
  let folder: string;
  const held = holdWorkstation();

  beforeAll(async () => {
    if (!canRun) return;
    folder = mkdtempSync(join(tmpdir(), 'samehand-sign-in-'));
    server = await startMailServer(folder);
    screens = await openScreens({
      learned: null,
      policy: { mail: server.settings, session: { codeAfterUnlock: 'always' } },
      extendPlatform: held.extendPlatform,
    });
    page = await openPage(screens);
  });
  afterAll(async () => {
    if (!canRun) return;
    await screens.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('reads first what is missing, and everybody can', async (ctx) => {
    needs(ctx, 'chromium');
    await page.getByText(texts.summary.nothing.title).waitFor();
    expect(await section(page, texts.recovery.title).textContent()).toContain(texts.recovery.notYet);
    await expectAccessible(page);
  });

  it('gets the secret as a picture and as text, and confirms it with a code', async (ctx) => {
    needs(ctx, 'chromium');
    const part = section(page, texts.authenticator.title);
    await button(page, texts.authenticator.begin).click();
    const picture = page.getByRole('img', { name: texts.setUp.picture });
    await until('the picture', () => picture.evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth > 0));
    const secret = (await part.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).textContent())?.replaceAll(' ', '') ?? '';
    await expectAccessible(page);

    const field = page.getByLabel(texts.setUp.code);
    await button(page, texts.confirm).click();
    await part.getByText(codeTexts.fault.empty).waitFor();
    await field.fill('000000');
    await page.keyboard.press('Enter');
    await part.getByRole('alert').filter({ hasText: common.errors['not-identified'] }).waitFor();
    expect((await setUp(screens)).authenticator).toBeNull();

    // The code of the step before, so that later steps are left; in groups, as authenticators show it.
    authenticator = authenticatorOf(secret, Date.now() - 2 * STEP_MS);
    const code = authenticator.next();
    await field.fill(`${code.slice(0, 3)} ${code.slice(3)}`);
    await page.keyboard.press('Enter');
    await button(page, texts.newCodes.kept).waitFor();
    expect(await setUp(screens)).toMatchObject({
      authenticator: { enrolledAt: expect.any(String) },
      recoveryCodesLeft: 10,
    });
  });

  it('sees the recovery codes once: to save, to print alone, and not to leave by mistake', async (ctx) => {
    needs(ctx, 'chromium');
    const part = section(page, texts.newCodes.title);
    codes = await part.getByRole('listitem').allTextContents();
    expect(new Set(codes).size).toBe(10);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(texts.newCodes.title);
    await expectAccessible(page);

    const [download] = await Promise.all([page.waitForEvent('download'), button(page, texts.newCodes.save).click()]);
    const saved = readFileSync(await download.path(), 'utf8');
    expect(codes.every((each) => saved.includes(each))).toBe(true);

    await page.emulateMedia({ media: 'print' });
    const printed = (await page.locator('body').innerText()).split('\n').filter((line) => line.trim() !== '');
    expect(printed[0]).toBe(texts.newCodes.title);
    expect(printed.at(-1)).toBe(texts.newCodes.advice);
    expect(printed.filter((line) => codes.some((each) => line.includes(each)))).toHaveLength(10);
    expect(printed).toHaveLength(13);
    await page.emulateMedia({ media: 'screen' });

    await page.getByRole('navigation').getByRole('link', { name: common.screens.status }).click();
    await dialog(page, texts.newCodes.leave.title).getByRole('button', { name: common.cancel }).click();
    expect(await part.isVisible()).toBe(true);
    await button(page, texts.newCodes.kept).click();
    await part.waitFor({ state: 'detached' });
    expect(await page.locator('body').innerText()).not.toContain(codes[0]);
    await page.getByText(texts.summary.ready.title).waitFor();
  });

  it('proves who they are before a change, and comes back to where they were when they do not', async (ctx) => {
    needs(ctx, 'chromium');
    const remove = button(page, texts.remove.authenticator.button);
    await remove.click();
    await button(page, texts.remove.doIt).click();
    const asked = dialog(page, common.identify.title);
    await asked.getByText(codeTexts.field.accepted.split('{{')[0] ?? '').waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await asked.waitFor({ state: 'detached' });
    await until('the focus', () => remove.evaluate((each) => each === document.activeElement));
    expect((await setUp(screens)).authenticator).not.toBeNull();
  });

  it('makes new recovery codes, and the old ones are void', async (ctx) => {
    needs(ctx, 'chromium');
    await button(page, texts.recovery.renew).click();
    await dialog(page, texts.recovery.sure.title).getByRole('button', { name: texts.recovery.renew }).click();
    await prove(page, '000000');
    await dialog(page, common.identify.title).getByText(common.errors['not-identified'], { exact: true }).waitFor();
    await prove(page, authenticator.next());
    const part = section(page, texts.newCodes.title);
    await part.waitFor();
    const fresh = await part.getByRole('listitem').allTextContents();
    expect(fresh.filter((each) => codes.includes(each))).toEqual([]);
    await button(page, texts.newCodes.kept).click();
    expect(await screens.live.handlers.authorise({ as: 'employee', code: codes[0] ?? '' })).toMatchObject({
      ok: false,
    });
    codes = fresh;
    await page.getByText(statusLeft(10)).waitFor();
  });

  it('has codes mailed to an address that can be read', async (ctx) => {
    needs(ctx, 'chromium');
    const part = section(page, texts.email.title);
    const address = part.getByLabel(texts.email.address);
    await address.fill('somebody');
    await button(page, texts.email.begin).click();
    await part.getByText(texts.email.faulty).waitFor();
    await address.fill('somebody@example.org');
    await button(page, texts.email.begin).click();
    await prove(page, codes[0] ?? '');
    await part.getByLabel(texts.email.code).fill('000000');
    await page.keyboard.press('Enter');
    await part.getByRole('alert').waitFor();
    await part.getByLabel(texts.email.code).fill(server.code());
    await page.keyboard.press('Enter');
    await part.getByText(/s…@example\.org/).waitFor();
    expect((await setUp(screens)).usable).toEqual(['authenticator', 'email', 'recovery-code']);
  });

  it('answers a question with a mailed code', async (ctx) => {
    needs(ctx, 'chromium');
    await page.waitForTimeout(STEP_MS);
    const letters = server.letters.length;
    held.workstation().lockByHand();
    held.workstation().unlock();
    await page.goto(new URL('/?window=code', page.url()).href);
    await button(page, codeTexts.mail.send).click();
    await page.getByText(/A code was mailed to s…@example\.org/).waitFor();
    await button(page, codeTexts.mail.again).waitFor();
    expect(server.letters).toHaveLength(letters + 1);
    const field = page.getByLabel(codeTexts.field.label);
    expect(await field.evaluate((each) => each === document.activeElement)).toBe(true);
    await page.keyboard.insertText(server.code());
    await page.keyboard.press('Enter');
    await page.getByText(codeTexts.settled.passed.text).waitFor();
    await page.goto(screens.pageUrl('sign-in'));
  }, 120_000);

  it('takes the address away, by a proof', async (ctx) => {
    needs(ctx, 'chromium');
    const part = section(page, texts.email.title);
    await button(page, texts.remove.email.button).click();
    await button(page, texts.remove.doIt).click();
    // Another mail within 30 s is refused, with when it is possible.
    await button(page, codeTexts.mail.send).click();
    await dialog(page, common.identify.title)
      .getByText(/A code was mailed before/)
      .waitFor();
    await prove(page, codes[1] ?? '');
    await part.getByText(texts.email.none).waitFor();
    expect((await setUp(screens)).email).toBeNull();
  });

  it('removes the last method, and with it the recovery codes', async (ctx) => {
    needs(ctx, 'chromium');
    await button(page, texts.remove.authenticator.button).click();
    await button(page, texts.remove.doIt).click();
    await prove(page, codes[2] ?? '');
    await page.getByText(texts.summary.nothing.title).waitFor();
    expect(await setUp(screens)).toMatchObject({ authenticator: null, recoveryCodesLeft: 0, usable: [] });
  });
});

describe('an administrator', () => {
  let screens: Screens;
  let page: Page;
  const held = holdWorkstation();

  beforeAll(async () => {
    if (!canRun) return;
    held.network('aa:bb:cc:dd:ee:ff wlan');
    screens = await openScreens({
      learned: null,
      policy: { weights: { network: 0.2 }, accommodation: { maxDays: 30 } },
      extendPlatform: held.extendPlatform,
    });
    page = await openPage(screens);
    await page.getByRole('tab', { name: texts.tabs.administrator }).click();
  });
  afterAll(async () => {
    if (canRun) await screens.close();
  });

  const type = async (label: string, passphrase: string, again: string): Promise<void> => {
    await page.getByLabel(label).fill(passphrase);
    await page.getByLabel(texts.roles.again).fill(again);
    await button(page, common.save).click();
  };
  const roles = async () => unwrap(await screens.live.handlers['role.list']({})).roles;

  it('is told what the first passphrase means, and sets it', async (ctx) => {
    needs(ctx, 'chromium');
    await page.getByText(texts.roles.first.text).waitFor();
    await page.getByText(texts.roles.administratorFirst).waitFor();
    await expectAccessible(page);
    await button(page, texts.roles.administrator.set).click();
    const label = texts.roles.administrator.passphrase;
    await type(label, 'short', 'short');
    await page.getByText(texts.roles.fault.short).waitFor();
    await type(label, PASSPHRASE, OTHER);
    await page.getByText(texts.roles.fault.different).waitFor();
    expect(await roles()).toMatchObject([{ isSet: false }, { isSet: false }]);
    await type(label, PASSPHRASE, PASSPHRASE);
    await page.getByText(texts.roles.administrator.saved).waitFor();
    expect(await roles()).toMatchObject([{ role: 'administrator', isSet: true, source: 'local' }, { isSet: false }]);
    expect(await page.getByText(texts.roles.first.title).count()).toBe(0);
  });

  it('sets the auditor by the passphrase', async (ctx) => {
    needs(ctx, 'chromium');
    await button(page, texts.roles.auditor.set).click();
    await type(texts.roles.auditor.passphrase, OTHER, OTHER);
    await prove(page, PASSPHRASE);
    await page.getByText(texts.roles.auditor.saved).waitFor();
    expect(unwrap(await screens.live.handlers.authorise({ as: 'auditor', passphrase: OTHER }))).toMatchObject({
      grant: expect.any(String),
    });
  });

  it('grants an accommodation with its end before their eyes, and ends it', async (ctx) => {
    needs(ctx, 'chromium');
    const part = section(page, texts.accommodation.title);
    await part.getByLabel(texts.accommodation.days).fill('31');
    await part.getByText(texts.accommodation.faulty.replace('{{most}}', '30')).waitFor();
    expect(await button(page, texts.accommodation.grant).isDisabled()).toBe(true);
    await part.getByLabel(texts.accommodation.days).fill('5');
    const end = new Intl.DateTimeFormat('en', { dateStyle: 'medium' }).format(Date.now() + 5 * 86_400_000);
    await part.getByText(texts.accommodation.result.replace('{{date}}', end)).waitFor();
    await button(page, texts.accommodation.grant).click();
    await prove(page, PASSPHRASE);
    await button(page, texts.accommodation.end).waitFor();
    const { until: endsAt } = unwrap(await screens.live.handlers['accommodation.show']({}));
    expect(new Intl.DateTimeFormat('en', { dateStyle: 'medium' }).format(Date.parse(endsAt ?? ''))).toBe(end);
    // The employee reads of it on their part of the page.
    await page.getByRole('tab', { name: texts.tabs.you }).click();
    await page.getByText(texts.accommodation.meaning).waitFor();
    await page.getByRole('tab', { name: texts.tabs.administrator }).click();
    await button(page, texts.accommodation.end).click();
    await dialog(page, texts.accommodation.sure.title).getByRole('button', { name: texts.accommodation.end }).click();
    await prove(page, PASSPHRASE);
    await page.getByText(texts.accommodation.none).waitFor();
    expect(unwrap(await screens.live.handlers['accommodation.show']({})).until).toBeNull();
  });

  it('hands a secret over, which is not shown again', async (ctx) => {
    needs(ctx, 'chromium');
    // Each says what it is for, and whether the policy needs it.
    for (const name of SECRETS_TO_SET) await page.getByLabel(texts.secrets[name].label, { exact: true }).waitFor();
    await page.getByText(texts.secrets.elastic.unused).first().waitFor();
    const label = texts.secrets.smtp.label;
    const save = button(page, `${common.save}: ${label}`);
    await save.click();
    await page.getByText(texts.secrets.fault.empty).waitFor();
    await page.getByLabel(label, { exact: true }).fill('of the mail server');
    await save.click();
    await prove(page, PASSPHRASE);
    await page.getByText(texts.secrets.saved, { exact: true }).waitFor();
    expect(await page.getByLabel(label, { exact: true }).inputValue()).toBe('');
  });

  it('lets codes be tried again', async (ctx) => {
    needs(ctx, 'chromium');
    expect(await screens.live.handlers.authorise({ as: 'employee', code: '000000' })).toMatchObject({ ok: false });
    await page.reload();
    await page.getByRole('tab', { name: texts.tabs.administrator }).click();
    await page.getByText(texts.unblock.failures_one).waitFor();
    await button(page, texts.unblock.doIt).click();
    await prove(page, PASSPHRASE);
    await page.getByText(texts.unblock.done).waitFor();
    expect(unwrap(await screens.live.handlers['code.state']({})).failures).toBe(0);
  });

  it('tries every channel, and reads what came of it', async (ctx) => {
    needs(ctx, 'chromium');
    const { channels } = texts.notifications;
    const test = async (name: string): Promise<void> => {
      await button(page, texts.notifications.testOf.replace('{{name}}', name)).click();
      await prove(page, PASSPHRASE);
    };
    await test(channels.desktop);
    await page.getByText(texts.notifications.sent, { exact: true }).waitFor();
    expect(held.workstation().calls.at(-1)).toMatchObject({ kind: 'notify' });
    await test(channels.webhook);
    await page.getByText(/The policy names no webhook\. An administrator/).waitFor();
  });

  it('trusts a network by approval, and forgets it', async (ctx) => {
    needs(ctx, 'chromium');
    await page.getByRole('tab', { name: texts.tabs.you }).click();
    const part = section(page, texts.network.title);
    const known = async () => unwrap(await screens.live.handlers['network.show']({}));
    await until('the network', async () => (await known()).current !== null);
    await page.reload();
    await button(page, texts.network.trust).click();
    // Nobody has a code, so it takes the administrator.
    await prove(page, PASSPHRASE);
    await part.getByText(/which is trusted\./).waitFor();
    const id = (await known()).current?.id ?? '';
    expect((await known()).known).toMatchObject([{ id, trusted: true }]);
    await expectAccessible(page);
    await button(page, texts.network.forgetOne.replace('{{id}}', id)).click();
    await prove(page, PASSPHRASE);
    await until('the network to be forgotten', async () => (await known()).known.every(({ trusted }) => !trusted));
  });

  it('can be used by everybody in both themes, in German, and on a narrow window', async (ctx) => {
    needs(ctx, 'chromium');
    screens.prefer({ language: 'de' });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.reload();
    for (const tab of [de.signIn.tabs.you, de.signIn.tabs.administrator]) {
      await page.getByRole('tab', { name: tab }).click();
      await expectAccessible(page);
      await page.setViewportSize({ width: 320, height: 640 });
      // The navigation slides away.
      await until('no sideways scrolling', () =>
        page.evaluate(() => document.documentElement.scrollWidth <= innerWidth && innerWidth === 320),
      );
      await page.setViewportSize({ width: 1100, height: 800 });
    }
    screens.prefer({ language: null });
    await page.emulateMedia({ colorScheme: 'light' });
    await page.reload();
  });

  it('who is wrong too often waits, and sees how long', async (ctx) => {
    needs(ctx, 'chromium');
    await page.getByRole('tab', { name: texts.tabs.administrator }).click();
    await button(page, texts.unblock.doIt).click();
    const asked = dialog(page, common.identify.title);
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await prove(page, `wrong ${String(attempt)}`);
      await asked.getByText(common.errors['not-identified'], { exact: true }).waitFor();
      await until('the answer', () => asked.locator('input').evaluate((each: HTMLInputElement) => each.value === ''));
    }
    await prove(page, PASSPHRASE);
    const note = asked.getByRole('alert').filter({ hasText: codeTexts.wait.title });
    await note.waitFor();
    expect(await note.textContent()).toMatch(/\((30|2\d) seconds left\.\)/);
    expect(await button(page, common.identify.submit).isDisabled()).toBe(true);
    const first = Number(/\((\d+) seconds/.exec((await note.textContent()) ?? '')?.[1]);
    await until('the clock to count', async () => !(await note.textContent())?.includes(`(${String(first)} `));
    await note.waitFor({ state: 'detached', timeout: 35_000 });
    await prove(page, PASSPHRASE);
    await page.getByText(texts.unblock.done).waitFor();
  }, 120_000);
});

describe('a role that the policy sets', () => {
  let screens: Screens;
  let page: Page;

  beforeAll(async () => {
    if (!canRun) return;
    const administrator = await hashPassphrase(PASSPHRASE, new Uint8Array(16).fill(1));
    screens = await openScreens({
      learned: null,
      policy: { roles: { administrator }, stepUp: { methods: ['email'] } },
    });
    page = await openPage(screens);
  });
  afterAll(async () => {
    if (canRun) await screens.close();
  });

  it('is read here and cannot be changed; and a method it forbids cannot be begun', async (ctx) => {
    needs(ctx, 'chromium');
    expect(await section(page, texts.authenticator.title).textContent()).toContain(texts.forbidden);
    expect(await page.getByRole('button', { name: texts.authenticator.begin }).count()).toBe(0);
    await page.getByRole('tab', { name: texts.tabs.administrator }).click();
    await page.getByText(texts.roles.states.managed).waitFor();
    expect(await page.getByRole('button', { name: texts.roles.administrator.change }).count()).toBe(0);
    expect(await button(page, texts.roles.auditor.set).isEnabled()).toBe(true);
    expect(await page.getByText(texts.roles.first.title).count()).toBe(0);
  });
});
