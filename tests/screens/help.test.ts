/** The page Help as somebody reads it, over a real agent. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AGENT_STATES } from '../../contract/ipc.ts';
import { unwrap } from '../../contract/result.ts';
import { de } from '../../renderer/i18n/de/index.ts';
import { en } from '../../renderer/i18n/en/index.ts';
import { expectAccessible } from '../support/axe.ts';
import { missing, needs } from '../support/needs.ts';
import { openScreens, type Screens } from '../support/screens.ts';

const canRun = missing('chromium') === null;

describe('the page Help', () => {
  let screens: Screens;
  let page: Page;

  beforeAll(async () => {
    if (!canRun) return;
    screens = await openScreens({ learned: null });
    page = await screens.page();
    await page.getByRole('navigation').getByRole('link', { name: 'Help' }).click();
    await page.getByRole('heading', { level: 1, name: 'Help' }).waitFor();
  });
  afterAll(async () => {
    if (canRun) await screens.close();
  });

  it('explains every state with its sign', async (ctx) => {
    needs(ctx, 'chromium');
    const table = page.getByRole('region', { name: en.help.signs.title }).getByRole('table');
    for (const state of AGENT_STATES) {
      const row = table.getByRole('row').filter({ hasText: en.help.signs[state] });
      expect(await row.textContent(), state).toContain(en.common.states[state]);
    }
    expect(await table.getByRole('row').count()).toBe(AGENT_STATES.length + 1);
  });

  it('says what to do when it locked wrongly and when the authenticator is lost, and leads there', async (ctx) => {
    needs(ctx, 'chromium');
    const locked = page.getByRole('region', { name: en.help.locked.title });
    await locked.getByRole('link', { name: 'My data' }).click();
    await page.getByRole('heading', { level: 1, name: 'My data' }).waitFor();
    await page.goBack();
    const lost = page.getByRole('region', { name: en.help.lost.title });
    await lost.getByRole('link', { name: 'Sign-in and step-up' }).click();
    await page.getByRole('heading', { level: 1, name: 'Sign-in and step-up' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Help' }).waitFor();
  });

  it('shows the version of the agent that answers', async (ctx) => {
    needs(ctx, 'chromium');
    const { version, pid } = unwrap(await screens.live.handlers.status({}));
    const section = page.getByRole('region', { name: en.help.version.title });
    expect(await section.textContent()).toContain(`Samehand ${version}`);
    expect(await section.textContent()).toContain(String(pid));
  });

  it.each(['light', 'dark'] as const)('can be used by everybody, %s', async (colorScheme) => {
    if (!canRun) return;
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  });

  it('is there in German, and does not scroll sideways at 320 px', async (ctx) => {
    needs(ctx, 'chromium');
    screens.prefer({ language: 'de' });
    await page.reload();
    await page.getByRole('heading', { level: 1, name: de.help.title }).waitFor();
    await page.getByRole('heading', { level: 2, name: de.help.locked.title }).waitFor();
    await expectAccessible(page);
    await page.setViewportSize({ width: 320, height: 640 });
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });
});
