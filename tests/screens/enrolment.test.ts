/** The page Enrolment as an employee uses it, over a real agent: the consent, the way to a baseline, and trying it. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONSENT_VERSION } from '../../contract/consent.ts';
import { unwrap } from '../../contract/result.ts';
import { de } from '../../renderer/i18n/de/index.ts';
import { en } from '../../renderer/i18n/en/index.ts';
import { expectAccessible } from '../support/axe.ts';
import { missing, needs } from '../support/needs.ts';
import { openScreens, type Screens } from '../support/screens.ts';

const canRun = missing('chromium') === null;
const { consent, tryIt, progress } = en.enrolment;
const OWNER = 4;
/** A baseline takes about a thousand keystrokes. */
const LEARNED_WITHIN_MS = 55_000;

const openEnrolment = async (screens: Screens): Promise<Page> => {
  const page = await screens.page();
  await page.getByRole('navigation').getByRole('link', { name: 'Enrolment' }).click();
  await page.getByRole('heading', { level: 1, name: 'Enrolment' }).waitFor();
  return page;
};

describe('a workstation whose policy asks for consent', () => {
  let screens: Screens;
  let page: Page;
  const stored = async () => unwrap(await screens.live.handlers['consent.show']({}));
  const state = async () => unwrap(await screens.live.handlers.status({})).state;

  beforeAll(async () => {
    if (!canRun) return;
    screens = await openScreens({
      learned: null,
      policy: {
        privacy: { consent: 'required' },
        retention: { windowDays: 41, verdictDays: 12, sessionDays: 73, auditDays: 222 },
        notifications: { webhook: { url: 'https://soc.example.org/hook' } },
        forwarding: { syslog: { host: 'logs.invalid' } },
      },
    });
    page = await openEnrolment(screens);
  });
  afterAll(async () => {
    if (canRun) await screens.close();
  });

  it('says what holds here: how long things are kept, and who is told', async (ctx) => {
    needs(ctx, 'chromium');
    const text = page.getByRole('region', { name: consent.title });
    await text.getByText('41 days').waitFor();
    for (const fact of [
      '12 days',
      '73 days',
      '222 days',
      'soc.example.org',
      'logs.invalid',
      `Version ${String(CONSENT_VERSION)}`,
    ]) {
      expect(await text.textContent()).toContain(fact);
    }
    expect(await text.textContent()).not.toContain(consent.who.nothing);
    await expectAccessible(page);
  });

  it('stores a refusal, and judges nothing', async (ctx) => {
    needs(ctx, 'chromium');
    await page.getByRole('button', { name: consent.disagree }).click();
    await page.getByText(consent.answered.refused).waitFor();
    expect(await stored()).toMatchObject({
      isCurrent: true,
      answer: { answer: 'refused', version: CONSENT_VERSION, language: 'en' },
    });
    expect(await state()).toBe('unconsented');
  });

  it('takes an agreement under the text, in the language in which it was read', async (ctx) => {
    needs(ctx, 'chromium');
    screens.prefer({ language: 'de' });
    await page.reload();
    await page.getByRole('button', { name: de.enrolment.consent.answered.read }).click();
    await page.getByText('41 Tage').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: de.enrolment.consent.agree }).click();
    await page.getByText(de.enrolment.consent.answered.given).waitFor();
    expect(await stored()).toMatchObject({ answer: { answer: 'given', language: 'de' } });
    expect(await state()).not.toBe('unconsented');
    screens.prefer({ language: 'en' });
    await page.reload();
  });

  it('takes it back only after asking', async (ctx) => {
    needs(ctx, 'chromium');
    await page.getByRole('button', { name: consent.answered.takeBack }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    expect(await stored()).toMatchObject({ answer: { answer: 'given' } });
    await page.getByRole('button', { name: consent.answered.takeBack }).click();
    await page.getByRole('dialog').getByRole('button', { name: consent.answered.takeBack }).click();
    await page.getByText(consent.answered.refused).waitFor();
    expect(await stored()).toMatchObject({ answer: { answer: 'refused' } });
    expect(await state()).toBe('unconsented');
  });
});

describe('a workstation that only tells, while somebody types', () => {
  let screens: Screens;
  let page: Page;

  beforeAll(async () => {
    if (!canRun) return;
    const hands = { person: OWNER, sitting: { keystrokes: 12_000, pointerActions: 1_200 }, speed: 16 };
    screens = await openScreens({ learned: null, hands });
    page = await openEnrolment(screens);
  });
  afterAll(async () => {
    if (canRun) await screens.close();
  });

  it('has it confirmed, with nothing to refuse or take back', async (ctx) => {
    needs(ctx, 'chromium');
    const confirm = page.getByRole('button', { name: consent.confirm });
    await confirm.waitFor();
    expect(await page.getByRole('button', { name: consent.disagree }).count()).toBe(0);
    expect(await page.getByText(consent.who.nothing).count()).toBe(1);
    await confirm.click();
    await page.getByText(consent.answered.confirmed).waitFor();
    expect(await page.getByRole('button', { name: consent.answered.takeBack }).count()).toBe(0);
    expect(unwrap(await screens.live.handlers['consent.show']({}))).toMatchObject({ answer: { answer: 'given' } });
  });

  it('tells how much is missing at least, and that nothing is decided meanwhile', async (ctx) => {
    needs(ctx, 'chromium');
    const section = page.getByRole('region', { name: progress.title });
    await section.getByText(progress.learning).first().waitFor();
    const text = (await section.textContent()) ?? '';
    const [, windows = '', actions = ''] =
      /(\d+) windows are missing: at least ([\d,]+) more key presses/.exec(text) ?? [];
    expect(Number(windows)).toBeGreaterThan(0);
    expect(Number(actions.replace(',', ''))).toBe(10 * Number(windows));
  });

  it('shows live windows, before there is a baseline without a score', async (ctx) => {
    needs(ctx, 'chromium');
    const section = page.getByRole('region', { name: tryIt.title });
    await section.getByRole('img', { name: tryIt.scores }).waitFor();
    await section.getByText('The same as a table').click();
    await section.getByRole('row').nth(1).getByText('as it was still learning').waitFor();
    await expectAccessible(page);
  });

  it('gets to know the typing in the end, and says how sure it is', async (ctx) => {
    needs(ctx, 'chromium');
    const section = page.getByRole('region', { name: progress.title });
    await section.getByText(progress.established).first().waitFor({ timeout: LEARNED_WITHIN_MS });
    expect(await section.textContent()).toMatch(/Expected wrong locks: .*working da/);
    const { enrolment } = unwrap(await screens.live.handlers.status({}));
    expect(enrolment.keyboard.established || enrolment.pointer.established).toBe(true);
  });

  it('moves the target on with each click, by pointer or keyboard', async (ctx) => {
    needs(ctx, 'chromium');
    const first = page.getByRole('button', { name: 'Target 1' });
    const before = await first.boundingBox();
    await first.click();
    const second = page.getByRole('button', { name: 'Target 2' });
    expect(await second.boundingBox()).not.toEqual(before);
    await second.press('Enter');
    await page.getByText('2 hits').waitFor();
  });

  it('never reads or sends what is typed into its field', async (ctx) => {
    needs(ctx, 'chromium');
    const SECRET = 'xylophone quartz';
    const sent: string[] = [];
    page.on('request', (request) => sent.push(request.url(), request.postData() ?? ''));
    const field = page.getByLabel(tryIt.field);
    await field.pressSequentially(SECRET);
    await page.waitForTimeout(1_500);
    expect(await field.inputValue()).toBe(SECRET);
    expect(sent.filter((text) => text.includes('xylophone') || text.includes('quartz'))).toEqual([]);
    // Gone with the page: nothing keeps it.
    await page.getByRole('navigation').getByRole('link', { name: 'Status' }).click();
    await page.getByRole('navigation').getByRole('link', { name: 'Enrolment' }).click();
    expect(await page.getByLabel(tryIt.field).inputValue()).toBe('');
  });

  it.each(['light', 'dark'] as const)('can be used by everybody, %s', async (colorScheme) => {
    if (!canRun) return;
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  });
});
