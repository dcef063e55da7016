/**
 * Every screen in both themes and both languages: it opens, shows no fault, and axe finds nothing. With
 * SAMEHAND_SHOTS=folder the pictures of the documentation are taken on the way (npm run screenshots).
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unwrap } from '../../contract/result.ts';
import { SCREENS, type Screen } from '../../contract/windows.ts';
import { de } from '../../renderer/i18n/de/index.ts';
import { en } from '../../renderer/i18n/en/index.ts';
import { expectAccessible } from '../support/axe.ts';
import { missing, needs } from '../support/needs.ts';
import { openScreens, type Screens } from '../support/screens.ts';

const SHOTS = process.env.SAMEHAND_SHOTS ?? null;
const TEXTS = { en, de } as const;
const AUDITOR = 'the auditor reads everything';
const OWNER = 4;
/** Long enough that live verdicts come while the pictures are taken. */
const HANDS = { person: OWNER, sitting: { keystrokes: 6_000, pointerActions: 600 }, speed: 4 };
/** What the page asks for and draws after its heading is there. */
const SETTLE_MS = 700;

let screens: Screens;
let page: Page;

/** A workstation that has been in use: an authenticator, both roles. */
const settleIn = async ({ live }: Screens): Promise<void> => {
  const { handlers } = live;
  const { secret } = unwrap(await handlers['step-up.authenticator.begin']({}));
  const code = new TOTP({ secret }).generate();
  unwrap(await handlers['step-up.authenticator.confirm']({ code }));
  unwrap(await handlers['role.set']({ role: 'administrator', passphrase: 'correct horse battery staple' }));
  const proof = { as: 'administrator', passphrase: 'correct horse battery staple' } as const;
  const { grant } = unwrap(await handlers.authorise(proof));
  unwrap(await handlers['role.set']({ role: 'auditor', passphrase: AUDITOR, grant }));
};

const show = async (screen: Screen, language: 'en' | 'de', theme: 'light' | 'dark'): Promise<void> => {
  unwrap(screens.prefer({ language, theme }));
  await page.goto('about:blank');
  await page.goto(screens.pageUrl(screen));
  await page.getByRole('heading', { level: 1 }).waitFor();
};

/** The log opens to the auditor alone. */
const openLog = async (language: 'en' | 'de'): Promise<void> => {
  const dialog = page.getByRole('dialog');
  const open = page.getByRole('button', { name: TEXTS[language].audit.open.button });
  await open.or(dialog).first().waitFor();
  if (await open.isVisible()) await open.click();
  await dialog.getByLabel(TEXTS[language].common.identify.label.auditor).fill(AUDITOR);
  await dialog.getByRole('button', { name: TEXTS[language].common.identify.submit }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('row').nth(3).waitFor();
};

/** What follows further down the page of the log, once it was verified. */
const verifyLog = async (language: 'en' | 'de'): Promise<void> => {
  const { verify } = TEXTS[language].audit;
  const part = page.getByRole('region', { name: verify.title });
  await part.getByRole('button', { name: verify.start }).click();
  await part.getByText(new RegExp(verify.good.slice(0, verify.good.indexOf(':')))).waitFor();
  await part.evaluate((element) => {
    element.scrollIntoView();
  });
};

const picture = async (name: string): Promise<void> => {
  if (SHOTS === null) return;
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `${name}.png`) });
};

const canRun = missing('chromium') === null;

describe('every screen', () => {
  beforeAll(async () => {
    if (!canRun) return;
    screens = await openScreens({ learned: OWNER, hands: HANDS, doubted: true });
    await settleIn(screens);
    page = await screens.page();
  });
  afterAll(async () => {
    if (canRun) await screens.close();
  });

  describe.each([
    ['en', 'light'],
    ['en', 'dark'],
    ['de', 'light'],
    ['de', 'dark'],
  ] as const)('in %s, %s', (language, theme) => {
    it.each(SCREENS)('%s', async (ctx_screen) => {
      const screen: Screen = ctx_screen;
      await show(screen, language, theme);
      if (screen === 'audit') await openLog(language);
      await page.waitForTimeout(SETTLE_MS);
      expect(await page.getByRole('heading', { level: 1 }).textContent()).not.toBe('');
      expect(await page.locator('[data-problem]').allTextContents()).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
      await expectAccessible(page);
      if (language === 'en') await picture(`${screen}-${theme}`);
      if (screen !== 'audit') return;
      await verifyLog(language);
      await expectAccessible(page);
      if (language === 'en') await picture(`${screen}-verified-${theme}`);
    });
  });

  it('needs a browser', (ctx) => {
    needs(ctx, 'chromium');
    expect(screens.live.agent.status().sensor.state).toBe('running');
  });
});
