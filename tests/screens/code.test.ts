/** The window that asks for a code, over a real agent: in doubt about a stranger, and by the rules of the session. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CodePrompt } from '../../contract/step-up.ts';
import { unwrap } from '../../contract/result.ts';
import { de } from '../../renderer/i18n/de/index.ts';
import { en } from '../../renderer/i18n/en/index.ts';
import { setUpAuthenticator, type Authenticator } from '../support/authenticator.ts';
import { expectAccessible } from '../support/axe.ts';
import { until } from '../support/dbus.ts';
import { missing, needs } from '../support/needs.ts';
import { openScreens, type Screens } from '../support/screens.ts';
import { holdWorkstation } from '../support/simulated-workstation.ts';

const canRun = missing('chromium') === null;
const { code: texts, common } = en;
const OWNER = 4;
const STRANGER = 5;
const PASSPHRASE = 'a long passphrase';

const field = (page: Page) => page.getByLabel(texts.field.label);
const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const promptOf = async ({ live }: Screens): Promise<CodePrompt | null> =>
  unwrap(await live.handlers['code.state']({})).prompt;
/** As if it were the window of its own that the tray opens on a display. */
const show = (page: Page): Promise<unknown> => page.goto(new URL('/?window=code', page.url()).href);
const closings = (page: Page): (() => number) => {
  let count = 0;
  page.on('request', (request) => {
    if (request.postData()?.includes('window.close') === true) count += 1;
  });
  return () => count;
};
const send = async (page: Page, code: string): Promise<void> => {
  await field(page).fill(code);
  await page.keyboard.press('Enter');
};

describe('a code that is asked for in doubt', () => {
  let screens: Screens;
  let page: Page;
  let authenticator: Authenticator & { readonly recoveryCodes: readonly string[] };

  beforeAll(async () => {
    if (!canRun) return;
    screens = await openScreens({
      learned: OWNER,
      hands: { person: STRANGER, sitting: { keystrokes: 12_000, pointerActions: 1_200 }, speed: 1 },
      // A stranger who goes on typing is to be asked, not locked, while the test reads the page.
      policy: {
        enforceWhen: 'established',
        lockBelow: 0,
        stepUp: { promptSeconds: 600, failuresBeforeLock: 10 },
      },
    });
    authenticator = await setUpAuthenticator(screens.live);
    page = await screens.page();
    page.setDefaultTimeout(10_000);
  });
  afterAll(async () => {
    if (canRun) await screens.close();
  });
  beforeEach(async () => {
    if (!canRun) return;
    await until('a doubt', async () => (await promptOf(screens))?.reason === 'doubt', 50_000);
    await show(page);
    await field(page).waitFor();
  });

  it('says why, has the one field in focus, and can be used by everybody in both themes', async (ctx) => {
    needs(ctx, 'chromium');
    expect(await heading(page).textContent()).toBe(texts.title);
    await page.getByText(texts.why.doubt).waitFor();
    expect(await field(page).evaluate((each) => each === document.activeElement)).toBe(true);
    expect(await field(page).getAttribute('autocomplete')).toBe('one-time-code');
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: 'light' });
  });

  it('is worked by keyboard alone: Escape leaves it, Tab goes from the field to the button', async (ctx) => {
    needs(ctx, 'chromium');
    await page.keyboard.press('Escape');
    expect(await field(page).isVisible()).toBe(true);
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').textContent()).toBe(texts.submit);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.getByText(texts.fault.empty).waitFor();
    expect((await promptOf(screens))?.attemptsLeft).toBe(10);
  });

  it('says the same of every kind of wrong, and counts each', async (ctx) => {
    needs(ctx, 'chromium');
    const before = await page.locator('main').textContent();
    expect(before).not.toContain(texts.fault.refused);
    const said = new Set<string>();
    // Six digits, letters, a recovery code of nobody, one used up, the wrong language.
    for (const [at, wrong] of ['000000', 'hello', 'ABCD-EFGH-JKMN-PQRS', '１２３４５６'].entries()) {
      await send(page, wrong);
      await until('the attempt', async () => (await promptOf(screens))?.attemptsLeft === 9 - at);
      await page.getByText(texts.attempts_other.replace('{{count}}', String(9 - at))).waitFor();
      expect(await field(page).inputValue()).toBe('');
      said.add((await page.locator('form').textContent())?.replace(/\d+ (attempts|seconds|min|sec)/g, '') ?? '');
    }
    expect([...said]).toHaveLength(1);
    expect([...said][0]).toContain(texts.fault.refused);
  });

  it('does not send what is too long for a code', async (ctx) => {
    needs(ctx, 'chromium');
    const before = (await promptOf(screens))?.attemptsLeft;
    await send(page, '1'.repeat(65));
    await page.getByText(texts.fault.tooLong).waitFor();
    expect((await promptOf(screens))?.attemptsLeft).toBe(before);
  });

  it.each([
    [320, 240, 1],
    [640, 480, 2],
  ])('keeps to a display of %i×%i at size %i', async (width, height, zoom) => {
    if (!canRun) return;
    screens.prefer({ zoom });
    await page.setViewportSize({ width, height });
    await page.reload();
    await field(page).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    // The field has the focus, and so is in sight.
    const box = await field(page).boundingBox();
    expect(box !== null && box.y >= 0 && box.y + box.height <= height).toBe(true);
    screens.prefer({ zoom: 1 });
    await page.setViewportSize({ width: 1100, height: 800 });
  });

  it('speaks German', async (ctx) => {
    needs(ctx, 'chromium');
    screens.prefer({ language: 'de' });
    await page.reload();
    await page.getByText(de.code.why.doubt).waitFor();
    await expectAccessible(page);
    screens.prefer({ language: null });
  });

  it('that is answered on one display is settled on all, and every window closes', async (ctx) => {
    needs(ctx, 'chromium');
    const [other] = await Promise.all([
      page.waitForEvent('popup'),
      page.evaluate(() => {
        open(location.href);
      }),
    ]);
    await field(other).waitFor();
    const closed = [closings(page), closings(other)];
    const code = authenticator.next();
    // As authenticators show it, and as it is pasted.
    await send(page, ` ${code.slice(0, 3)} ${code.slice(3)}`);
    await page.getByRole('heading', { name: texts.settled.passed.title }).waitFor();
    await other.getByRole('heading', { name: texts.settled.gone.title }).waitFor();
    await until('both windows to close', () => Promise.resolve(closed.every((count) => count() > 0)));
    expect(unwrap(await screens.live.handlers.status({})).session).toMatchObject({ locks: 0 });
    await other.close();
  });

  it('takes a recovery code in the same field, once', async (ctx) => {
    needs(ctx, 'chromium');
    const [recoveryCode = ''] = authenticator.recoveryCodes;
    const closed = closings(page);
    await send(page, recoveryCode.toLowerCase());
    await page.getByText(texts.settled.passed.text).waitFor();
    await until('the window to close', () => Promise.resolve(closed() > 0));
    // In a browser there is a way back instead.
    await page.getByRole('link', { name: texts.settled.back }).click();
    await page.getByRole('link', { name: common.screens.status }).waitFor();
    expect(unwrap(await screens.live.handlers['step-up.status']({})).recoveryCodesLeft).toBe(9);
  });
});

describe('a code that a rule asks for', () => {
  let screens: Screens;
  let page: Page;
  let authenticator: Authenticator & { readonly recoveryCodes: readonly string[] };
  const held = holdWorkstation();

  const unlock = async (): Promise<void> => {
    held.workstation().lockByHand();
    held.workstation().unlock();
    await until('a question', async () => (await promptOf(screens))?.reason === 'unlock');
  };

  beforeAll(async () => {
    if (!canRun) return;
    screens = await openScreens({
      learned: null,
      policy: {
        session: { codeAfterUnlock: 'always' },
        stepUp: { promptSeconds: 15, failuresBeforeLock: 1 },
      },
      extendPlatform: held.extendPlatform,
    });
    authenticator = await setUpAuthenticator(screens.live);
    page = await screens.page();
    page.setDefaultTimeout(10_000);
  });
  afterAll(async () => {
    if (canRun) await screens.close();
  });

  it('shows the time that is left, says it at 10 and 5 seconds, and then that the workstation locks', async (ctx) => {
    needs(ctx, 'chromium');
    await unlock();
    await show(page);
    await page.getByText(texts.why.unlock).waitFor();
    const bar = page.getByRole('progressbar', { name: texts.time.label });
    const spoken = page.getByRole('status').filter({ hasText: /left for the code/ });
    const first = Number(await bar.getAttribute('aria-valuenow'));
    expect(first).toBeGreaterThan(50);
    expect(await page.getByText(/^1\d seconds$/).isVisible()).toBe(true);
    const said = new Set<string>();
    await until(
      'five seconds to be said',
      async () => {
        said.add((await spoken.textContent({ timeout: 9_000 })) ?? '');
        return said.has('5 seconds left for the code.');
      },
      15_000,
    );
    expect([...said].filter((each) => !each.startsWith('30'))).toEqual([
      '10 seconds left for the code.',
      '5 seconds left for the code.',
    ]);
    expect(Number(await bar.getAttribute('aria-valuenow'))).toBeLessThan(first);
    await page.getByRole('heading', { name: texts.settled.over.title }).waitFor();
    expect(unwrap(await screens.live.handlers.status({})).state).toBe('locked');
  });

  it('is not looked at after too many wrong ones, says until when, and an administrator helps on the spot', async (ctx) => {
    needs(ctx, 'chromium');
    unwrap(await screens.live.handlers['role.set']({ role: 'administrator', passphrase: PASSPHRASE }));
    await unlock();
    await show(page);
    await page.getByText(texts.attempts_one).waitFor();
    await send(page, '000000');
    await page.getByRole('heading', { name: texts.settled.over.title }).waitFor();
    await until('the lock', async () => unwrap(await screens.live.handlers.status({})).state === 'locked');

    await unlock();
    await show(page);
    const note = page.getByRole('alert').filter({ hasText: texts.wait.title });
    await note.waitFor();
    expect(await note.textContent()).toMatch(/\((29|30|2\d) seconds left\.\)/);
    await page.getByText(texts.wait.tooLong).waitFor();
    expect(await page.getByRole('button', { name: texts.submit }).isDisabled()).toBe(true);
    await expectAccessible(page);

    await page.getByRole('button', { name: texts.unblock }).click();
    await page.getByLabel(common.identify.label.administrator).fill(PASSPHRASE);
    await page.getByRole('button', { name: common.identify.submit }).click();
    await note.waitFor({ state: 'detached' });
    expect(unwrap(await screens.live.handlers['code.state']({}))).toMatchObject({ failures: 0, blockedUntil: null });
    await send(page, authenticator.next());
    await page.getByText(texts.settled.passed.text).waitFor();
  });

  it('that will never be looked at again says who helps', async (ctx) => {
    needs(ctx, 'chromium');
    // A hundred refusals take days of waiting, so this one answer is put into the agent's mouth.
    await page.route('**/call', async (route) => {
      if (route.request().postData()?.includes('"code.state"') !== true) return route.continue();
      const answer = (await (await route.fetch()).json()) as { value: object };
      return route.fulfill({ json: { ...answer, value: { ...answer.value, failures: 100, exhausted: true } } });
    });
    await unlock();
    await show(page);
    await page.getByRole('alert').filter({ hasText: texts.exhausted.title }).waitFor();
    expect(await page.getByRole('button', { name: texts.submit }).isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: texts.unblock }).isEnabled()).toBe(true);
    await expectAccessible(page);
    await page.unroute('**/call');
  });
});
