/** The window over a locked workstation: what happened, since when, and what to do. */
import { userInfo } from 'node:os';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unwrap } from '../../contract/result.ts';
import { de } from '../../renderer/i18n/de/index.ts';
import { en } from '../../renderer/i18n/en/index.ts';
import { setUpAuthenticator } from '../support/authenticator.ts';
import { expectAccessible } from '../support/axe.ts';
import { until } from '../support/dbus.ts';
import { missing, needs } from '../support/needs.ts';
import { openScreens, type Screens } from '../support/screens.ts';
import { holdWorkstation } from '../support/simulated-workstation.ts';

const canRun = missing('chromium') === null;
const { locked: texts } = en;

describe('a workstation that is locked', () => {
  let screens: Screens;
  let page: Page;
  const held = holdWorkstation();
  const stateIs = (wanted: string) =>
    until(wanted, async () => unwrap(await screens.live.handlers.status({})).state === wanted);

  beforeAll(async () => {
    if (!canRun) return;
    screens = await openScreens({
      learned: null,
      policy: { session: { codeAfterUnlock: 'always' } },
      extendPlatform: held.extendPlatform,
    });
    await setUpAuthenticator(screens.live);
    page = await screens.page();
    page.setDefaultTimeout(10_000);
    held.workstation().lockByHand();
    await stateIs('locked');
    await page.goto(new URL('/?window=locked', page.url()).href);
  });
  afterAll(async () => {
    if (canRun) await screens.close();
  });

  it('says what happened, what to do, and how to get help, to everybody', async (ctx) => {
    needs(ctx, 'chromium');
    await page.getByRole('heading', { level: 1, name: texts.title }).waitFor();
    for (const text of [texts.what, texts.todo.unlock, texts.todo.code, texts.wrong.claim, texts.wrong.noCode]) {
      expect(await page.getByText(text).isVisible()).toBe(true);
    }
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectAccessible(page);
  });

  it('says since when', async (ctx) => {
    needs(ctx, 'chromium');
    const [before = ''] = texts.since.split('{{at}}');
    const line = await page.getByText(before).textContent();
    expect(line).toContain(new Intl.DateTimeFormat('en', { dateStyle: 'medium' }).format(Date.now()));
  });

  it('shows nothing about the person', async (ctx) => {
    needs(ctx, 'chromium');
    const said = (await page.locator('main').textContent()) ?? '';
    const { username } = userInfo();
    expect(said).not.toMatch(/\b(trust|typing|pointing|keystroke|network)\b/i);
    expect(said).not.toMatch(new RegExp(`\\b${username}\\b`));
  });

  it('keeps to the smallest display, and speaks German', async (ctx) => {
    needs(ctx, 'chromium');
    screens.prefer({ language: 'de', zoom: 2 });
    await page.setViewportSize({ width: 320, height: 240 });
    await page.reload();
    await page.getByText(de.locked.todo.unlock).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await expectAccessible(page);
    screens.prefer({ language: null, zoom: 1 });
    await page.setViewportSize({ width: 1100, height: 800 });
    await page.reload();
  });

  it('closes when it is unlocked, and leads to the code that is asked for then', async (ctx) => {
    needs(ctx, 'chromium');
    await page.getByText(texts.title).waitFor();
    const closing = page.waitForRequest((request) => request.postData()?.includes('window.close') === true);
    held.workstation().unlock();
    await closing;
    await page.getByText(texts.unlocked.text).waitFor();
    await page.getByRole('link', { name: texts.unlocked.code }).click();
    await page.getByLabel(en.code.field.label).waitFor();
    expect(unwrap(await screens.live.handlers['code.state']({})).prompt?.reason).toBe('unlock');
  });
});
