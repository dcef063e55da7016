/** The page Status as an employee uses it, over a real agent with hands at work. */
import { TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unwrap } from '../../contract/result.ts';
import { de } from '../../renderer/i18n/de/index.ts';
import { en } from '../../renderer/i18n/en/index.ts';
import { expectAccessible } from '../support/axe.ts';
import { missing, needs } from '../support/needs.ts';
import { openScreens, type Screens } from '../support/screens.ts';

const canRun = missing('chromium') === null;
const { now, todo, acts, trust, day, why, seen, pause, quit, prompt, events } = en.status;
const OWNER = 4;
const STRANGER = 5;
/** At the speed below it lasts longer than the test: a recording that ends is a sensor that stops. */
const SITTING = { keystrokes: 12_000, pointerActions: 1_200 };

const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const statusOf = async ({ live }: Screens) => unwrap(await live.handlers.status({}));

describe('the status while its owner works', () => {
  let screens: Screens;
  let page: Page;

  /** As the tray opens it. */
  const openAt = async (wish: string): Promise<void> => {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, `#/status?${wish}`);
  };

  beforeAll(async () => {
    if (!canRun) return;
    screens = await openScreens({ learned: OWNER, hands: { person: OWNER, sitting: SITTING, speed: 10 } });
    page = await screens.page();
    page.setDefaultTimeout(10_000);
  });
  afterAll(async () => {
    if (canRun) await screens.close();
  });

  it('says in a sentence how it is, what is to be done, and what it may do', async (ctx) => {
    needs(ctx, 'chromium');
    const part = section(page, now.title);
    await part.getByText(now.watching).waitFor();
    expect(await part.textContent()).toContain(todo.watching);
    expect(await part.textContent()).toContain(acts.ready);
  });

  it('shows trust as the agent has it, with both limits of the policy', async (ctx) => {
    needs(ctx, 'chromium');
    const meter = section(page, trust.title).getByRole('meter');
    const shown = Number(await meter.getAttribute('aria-valuenow'));
    expect(Math.abs(shown - (await statusOf(screens)).trust)).toBeLessThan(25);
    expect(await section(page, trust.title).textContent()).toMatch(/Below 60 .* below 30/);
    // No weight of circumstances in this policy, so no score of them.
    expect(await section(page, trust.title).textContent()).not.toContain('network');
  });

  it('says why trust moved, in words', async (ctx) => {
    needs(ctx, 'chromium');
    const words = Object.values(en.status.evidence).flatMap((each) =>
      typeof each === 'string' ? [] : Object.values(each),
    );
    await section(page, why.title).getByRole('listitem').first().waitFor();
    const lines = await section(page, why.title).getByRole('listitem').allTextContents();
    for (const line of lines)
      expect(
        words.some((each) => line.includes(each)),
        line,
      ).toBe(true);
  });

  it('counts what was seen', async (ctx) => {
    needs(ctx, 'chromium');
    const row = section(page, seen.title).getByRole('row').filter({ hasText: seen.keys });
    await expect
      .poll(async () => Number((await row.getByRole('cell').textContent())?.replace(',', '')))
      .toBeGreaterThan(10);
    const { counts } = await statusOf(screens);
    expect(Number((await row.getByRole('cell').textContent())?.replace(',', ''))).toBeLessThanOrEqual(counts.keyDown);
    await section(page, seen.title).getByText(`${seen.keyboard}: ${seen.isSeen}`).waitFor();
    await section(page, seen.title).getByText(seen.complete).waitFor();
  });

  it('draws the day, and explains a chosen moment of it by keyboard', async (ctx) => {
    needs(ctx, 'chromium');
    const part = section(page, day.title);
    await part.getByRole('img').waitFor();
    await part.getByText('The same as a table').click();
    const rows = part.getByRole('table').getByRole('row');
    await expect.poll(() => rows.count()).toBeGreaterThan(3);
    await part.getByText('The same as a table').click();
    const slider = part.getByRole('slider', { name: day.moment });
    await slider.focus();
    await slider.press('Home');
    const heading = part.getByRole('heading', { level: 3, name: /Why trust moved at/ });
    const first = await heading.textContent();
    await slider.press('ArrowRight');
    await expect.poll(() => heading.textContent()).not.toBe(first);
    await part.getByRole('button', { name: day.latest }).click();
    expect(await heading.count()).toBe(0);
  });

  it('chooses the moment that is clicked on', async (ctx) => {
    needs(ctx, 'chromium');
    const plot = section(page, day.title).getByRole('img');
    const box = await plot.boundingBox();
    if (box === null) throw new Error('the plot is not shown');
    await page.mouse.click(box.x + box.width * 0.6, box.y + box.height / 2);
    await section(page, day.title)
      .getByRole('heading', { name: /Why trust moved at/ })
      .waitFor();
    await section(page, day.title).getByRole('button', { name: day.latest }).click();
  });

  it('goes back a day, and not forward beyond today', async (ctx) => {
    needs(ctx, 'chromium');
    const part = section(page, day.title);
    expect(await part.getByRole('button', { name: day.after }).isDisabled()).toBe(true);
    await part.getByRole('button', { name: day.before }).click();
    await part.getByRole('button', { name: day.before }).click();
    await part.getByText(day.empty).waitFor();
    await part.getByRole('button', { name: day.after }).click();
    await part.getByRole('button', { name: day.after }).click();
    await part.getByRole('img').waitFor();
  });

  it('pauses and resumes, and the agent with it', async (ctx) => {
    needs(ctx, 'chromium');
    await page.getByRole('button', { name: 'Pause for 5 minutes' }).click();
    await section(page, now.title)
      .getByText(/Watching is paused until/)
      .waitFor();
    expect((await statusOf(screens)).state).toBe('paused');
    await page.getByRole('button', { name: pause.resume }).click();
    await page.getByRole('button', { name: 'Pause for 5 minutes' }).waitFor();
    expect((await statusOf(screens)).pausedUntil).toBeNull();
    // The list beside the curve has both, once it is asked for anew.
    await page.reload();
    await section(page, day.title).getByText(events.resumed, { exact: true }).first().waitFor();
    await section(page, day.title).getByText(events.paused, { exact: true }).first().waitFor();
  });

  it('begins the pause that the tray was asked for, once, and none that the policy forbids', async (ctx) => {
    needs(ctx, 'chromium');
    await openAt('pause=15');
    await section(page, now.title)
      .getByText(/Watching is paused until/)
      .waitFor();
    const { pausedUntil } = await statusOf(screens);
    const minutes = (new Date(pausedUntil ?? 0).getTime() - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(14);
    expect(minutes).toBeLessThanOrEqual(15);
    await page.getByRole('button', { name: pause.resume }).click();
    await page.getByRole('button', { name: 'Pause for 5 minutes' }).waitFor();
    await page.reload();
    await section(page, now.title).waitFor();
    expect((await statusOf(screens)).pausedUntil).toBeNull();
    await openAt('pause=45');
    await page.getByText('A pause of 45 minutes is not possible here').waitFor();
    await openAt('pause=abc');
    expect((await statusOf(screens)).pausedUntil).toBeNull();
  });

  it.each(['light', 'dark'] as const)('can be used by everybody, %s', async (colorScheme) => {
    if (!canRun) return;
    await page.emulateMedia({ colorScheme });
    await section(page, day.title).getByRole('img').waitFor();
    await expectAccessible(page);
  });

  it('is there in German, marks what the agent says in English, and fits 320 px', async (ctx) => {
    needs(ctx, 'chromium');
    screens.prefer({ language: 'de' });
    await page.reload();
    await section(page, de.status.now.title).getByText(de.status.now.watching).waitFor();
    await section(page, de.status.day.title).getByRole('img').waitFor();
    expect(await section(page, de.status.now.title).locator('[lang=en]').count()).toBeGreaterThan(0);
    await expectAccessible(page);
    await page.setViewportSize({ width: 320, height: 640 });
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await page.setViewportSize({ width: 1_100, height: 800 });
    screens.prefer({ language: 'en' });
    await page.reload();
  });

  it('asks before it ends the agent, and then tells that it has', async (ctx) => {
    needs(ctx, 'chromium');
    let hasEnded = false;
    void screens.live.quit.then(() => {
      hasEnded = true;
    });
    await openAt('quit');
    const dialog = page.getByRole('dialog', { name: quit.title });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(hasEnded).toBe(false);
    await page.getByRole('button', { name: quit.button }).click();
    await dialog.getByRole('button', { name: quit.doIt }).click();
    await page.getByText(quit.done).waitFor();
    await expect.poll(() => hasEnded).toBe(true);
  });
});

describe('the status while a stranger works', () => {
  let screens: Screens;
  let page: Page;
  let authenticator: TOTP;

  beforeAll(async () => {
    if (!canRun) return;
    screens = await openScreens({
      learned: OWNER,
      // Slow enough that the authenticator is set up before the doubt.
      hands: { person: STRANGER, sitting: SITTING, speed: 4 },
      policy: { enforceWhen: 'established', stepUp: { promptSeconds: 60 }, pause: { maxMinutes: 10 } },
    });
    const { handlers } = screens.live;
    const { secret } = unwrap(await handlers['step-up.authenticator.begin']({}));
    authenticator = new TOTP({ secret });
    unwrap(await handlers['step-up.authenticator.confirm']({ code: authenticator.generate() }));
    page = await screens.page();
  });
  afterAll(async () => {
    if (canRun) await screens.close();
  });

  it('tells of the doubt, offers no pause, and takes the code right there', async (ctx) => {
    needs(ctx, 'chromium');
    await section(page, prompt.title).waitFor({ timeout: 50_000 });
    await section(page, now.title).getByText(now.doubtful).waitFor();
    expect(await page.getByRole('button', { name: 'Pause for 10 minutes' }).isDisabled()).toBe(true);
    await section(page, pause.title).getByText(pause.notNow).waitFor();
    await expectAccessible(page);
    const later = authenticator.generate({ timestamp: Date.now() + 30_000 });
    await section(page, prompt.title).getByRole('textbox').fill(later);
    await section(page, prompt.title).getByRole('textbox').press('Enter');
    await section(page, prompt.title).waitFor({ state: 'detached' });
    expect((await statusOf(screens)).session).toMatchObject({ prompts: 1, locks: 0 });
  });
});

describe('the status where the policy allows no pause', () => {
  let screens: Screens;
  let page: Page;

  beforeAll(async () => {
    if (!canRun) return;
    screens = await openScreens({ learned: null, policy: { pause: { allowed: false }, mode: 'shadow' } });
    page = await screens.page();
  });
  afterAll(async () => {
    if (canRun) await screens.close();
  });

  it('offers none, begins none, and says that it only writes down', async (ctx) => {
    needs(ctx, 'chromium');
    await section(page, pause.title).getByText(pause.forbidden).waitFor();
    expect(await page.getByRole('button', { name: /Pause for/ }).count()).toBe(0);
    await page.evaluate(() => {
      location.hash = '#/status?pause=5';
    });
    await section(page, now.title).getByText(acts.shadow).waitFor();
    expect((await statusOf(screens)).pausedUntil).toBeNull();
    expect(await section(page, trust.title).textContent()).toContain(trust.none);
  });
});
