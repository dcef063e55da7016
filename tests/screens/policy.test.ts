/** The page Policy as an administrator uses it, over a real agent: fields, preview, saving with a proof, taking back. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unwrap } from '../../contract/result.ts';
import { de } from '../../renderer/i18n/de/index.ts';
import { POLICY_FIELDS } from '../../renderer/i18n/de/policy-fields.ts';
import { en } from '../../renderer/i18n/en/index.ts';
import { POLICY_LABELS } from '../../renderer/i18n/en/policy-fields.ts';
import { expectAccessible } from '../support/axe.ts';
import { missing, needs } from '../support/needs.ts';
import { openScreens, type Screens } from '../support/screens.ts';

const canRun = missing('chromium') === null;
const PASSPHRASE = 'correct horse battery staple';
const EXCEPTIONS = [{ users: ['somebody-else'], policy: { mode: 'shadow' } }];
const { preview, faults, document: asDocument, meanwhile, leave, exceptions } = en.policy;

/** What a change would have done by day. */
const DAYS = [
  { day: '2026-11-03', prompts: 2, locks: 1 },
  { day: '2026-11-05', prompts: 3, locks: 0 },
  { day: '2026-11-09', prompts: 0, locks: 0 },
];

const label = (path: string): string => POLICY_LABELS[path] ?? path;
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const setting = (page: Page, path: string) => page.locator(`[data-setting="${path}"]`);
const group = (page: Page, name: string) =>
  page.getByRole('heading', { level: 2 }).getByRole('button', { name: label(name) });
const box = (page: Page, path: string) => page.getByRole('textbox', { name: label(path), exact: true });
const openPolicy = async (page: Page): Promise<void> => {
  await page.getByRole('navigation').getByRole('link', { name: en.common.screens.policy }).click();
  await page.getByRole('heading', { level: 1, name: en.policy.title }).waitFor();
};

describe('the policy on a workstation with an administrator', () => {
  let screens: Screens;
  let page: Page;
  const view = async () => unwrap(await screens.live.handlers['policy.show']({}));
  const stored = async () => JSON.parse((await view()).local) as unknown;
  const identify = async (secret: string): Promise<void> => {
    await page.getByLabel(en.common.identify.label.administrator).fill(secret);
    await button(page, en.common.identify.submit).click();
  };
  const discard = async (): Promise<void> => {
    await button(page, preview.discard).click();
    await page.getByRole('dialog').getByRole('button', { name: preview.discard }).click();
    // What is filled in before the fields have turned back would go with the rest.
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await button(page, preview.discard).waitFor({ state: 'hidden' });
  };

  beforeAll(async () => {
    if (!canRun) return;
    screens = await openScreens({ learned: 4, policy: { promptBelow: 61, exceptions: EXCEPTIONS } });
    unwrap(await screens.live.handlers['role.set']({ role: 'administrator', passphrase: PASSPHRASE }));
    page = await screens.page();
    await openPolicy(page);
  });
  afterAll(async () => {
    if (canRun) await screens.close();
  });

  it('shows of each setting its meaning, range, default and source', async (ctx) => {
    needs(ctx, 'chromium');
    const field = setting(page, 'promptBelow');
    await field.getByText('Trust (0–100) below which a code is asked for.').waitFor();
    const said = await field.textContent();
    expect(said).toContain('1 to 99 points of trust');
    expect(said).toContain('Default: 60');
    expect(said).toContain(en.policy.sources.local);
    expect(await setting(page, 'lockBelow').textContent()).toContain(en.policy.sources.default);
    expect(await box(page, 'promptBelow').inputValue()).toBe('61');
    await expectAccessible(page);
  });

  it('finds settings by what they mean', async (ctx) => {
    needs(ctx, 'chromium');
    await page.getByRole('searchbox', { name: en.policy.search }).fill('inactivity seconds');
    await setting(page, 'session.inactivityLockSeconds').waitFor();
    await setting(page, 'accommodation.inactivityLockSeconds').waitFor();
    expect(await setting(page, 'promptBelow').count()).toBe(0);
    await page.getByRole('searchbox', { name: en.policy.search }).fill('elephant');
    await page.getByText(en.policy.noneFound).waitFor();
    await page.getByRole('searchbox', { name: en.policy.search }).fill('');
  });

  it('says at the field what is wrong as one types, and goes to the first of them', async (ctx) => {
    needs(ctx, 'chromium');
    await box(page, 'lockBelow').fill('70');
    await setting(page, 'lockBelow').getByText(faults.lockBelow).waitFor();
    await box(page, 'actionsPerDay').fill('');
    await setting(page, 'actionsPerDay').getByText(faults.number).waitFor();
    expect(await button(page, preview.open).count()).toBe(0);
    await group(page, 'general').click();
    await button(page, faults.goTo).click();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.id), { timeout: 10_000 })
      .toBe('field-actionsPerDay');
    await expectAccessible(page);
    await discard();
    expect(await box(page, 'lockBelow').inputValue()).toBe('30');
  });

  it('takes a change back at its field, and back to the default', async (ctx) => {
    needs(ctx, 'chromium');
    await box(page, 'promptBelow').fill('70');
    await setting(page, 'promptBelow').getByText(en.policy.changed, { exact: true }).waitFor();
    await setting(page, 'promptBelow').getByRole('button', { name: en.policy.toFormer }).click();
    expect(await box(page, 'promptBelow').inputValue()).toBe('61');
    await setting(page, 'promptBelow').getByRole('button', { name: en.policy.toDefault }).click();
    expect(await box(page, 'promptBelow').inputValue()).toBe('60');
    await discard();
  });

  it('asks before it is left with changes, and keeps them when one stays', async (ctx) => {
    needs(ctx, 'chromium');
    await box(page, 'lockBelow').fill('40');
    await page.getByRole('navigation').getByRole('link', { name: en.common.screens.status }).click();
    await page.getByRole('dialog', { name: leave.title }).getByRole('button', { name: en.common.cancel }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(page.url()).toContain('#/policy');
    expect(await box(page, 'lockBelow').inputValue()).toBe('40');
    await page.evaluate(() => {
      history.back();
    });
    await page.getByRole('dialog', { name: leave.title }).getByRole('button', { name: leave.leave }).click();
    await page.getByRole('heading', { level: 1, name: en.common.screens.status }).waitFor();
    await openPolicy(page);
    expect(await box(page, 'lockBelow').inputValue()).toBe('30');
  });

  it('previews, saves with a reason and the passphrase, and keeps the exceptions', async (ctx) => {
    needs(ctx, 'chromium');
    await box(page, 'lockBelow').fill('40');
    await button(page, preview.open).click();
    const differences = page.getByRole('region', { name: preview.differences });
    expect(await differences.getByRole('row').nth(1).textContent()).toContain('lockBelow3040');
    const whatIf = page.getByRole('region', { name: preview.whatIf });
    await whatIf.getByRole('row', { name: new RegExp(preview.locks) }).waitFor();
    await whatIf.getByText(preview.notes).waitFor();
    await whatIf.getByText(preview.neither).waitFor();
    await expectAccessible(page);

    await button(page, preview.save).click();
    await page.getByText(preview.reasonMissing).waitFor();
    await page.getByLabel(preview.reason).fill('fewer surprises');
    await button(page, preview.save).click();
    await identify('wrong wrong wrong');
    await page.getByText(en.common.errors['not-identified'], { exact: true }).waitFor();
    expect((await view()).policy.lockBelow).toBe(30);
    await identify(PASSPHRASE);
    await page.getByText(en.policy.saved).waitFor();
    expect((await view()).policy.lockBelow).toBe(40);
    expect(await stored()).toEqual({ promptBelow: 61, lockBelow: 40, exceptions: EXCEPTIONS });
    expect(await setting(page, 'lockBelow').textContent()).toContain(en.policy.sources.local);
  });

  it('puts the former document back with one button', async (ctx) => {
    needs(ctx, 'chromium');
    await button(page, en.policy.undo).click();
    await identify(PASSPHRASE);
    await page.getByText(en.policy.undone).waitFor();
    expect(await stored()).toEqual({ promptBelow: 61, exceptions: EXCEPTIONS });
    const { records } = await auditOf(screens);
    const reasons = records.filter(({ kind }) => kind === 'policy-changed').map(({ body }) => body.reason);
    expect(reasons).toEqual([en.policy.undoReason, 'fewer surprises']);
  });

  it('has forms for lists and sections, down to their own faults', async (ctx) => {
    needs(ctx, 'chromium');
    await group(page, 'times').click();
    await page.getByRole('button', { name: `${en.policy.add}: ${label('times')}` }).click();
    const times = setting(page, 'times');
    await times.getByRole('checkbox', { name: 'Monday' }).check();
    await times.getByLabel(label('times.from')).fill('8');
    await times.getByText(faults.time).first().waitFor();
    await times.getByLabel(label('times.from')).fill('08:00');
    await times.getByLabel(label('times.to')).fill('09:30');
    await times.getByLabel(label('times.mode')).selectOption({ label: en.policy.choices.learn });
    await group(page, 'mail').click();
    const mail = setting(page, 'mail');
    await mail.getByRole('switch').focus();
    await page.keyboard.press('Space');
    await mail.getByLabel(label('mail.host')).fill('mail.example.com');
    await mail.getByLabel(label('mail.from')).fill('nobody');
    await mail.getByText(faults.email).first().waitFor();
    await mail.getByLabel(label('mail.from')).fill('samehand@example.com');
    await group(page, 'stepUp').click();
    await page.getByLabel(label('stepUp.emailDomains')).fill('example.com\nexample.org');
    await expectAccessible(page);
    await button(page, preview.open).click();
    await page.getByLabel(preview.reason).fill('office hours');
    await button(page, preview.save).click();
    await identify(PASSPHRASE);
    await page.getByText(en.policy.saved).waitFor();
    expect(await stored()).toMatchObject({
      times: [{ days: ['mon'], from: '08:00', to: '09:30', mode: 'learn' }],
      mail: { host: 'mail.example.com', from: 'samehand@example.com' },
      stepUp: { emailDomains: ['example.com', 'example.org'] },
      exceptions: EXCEPTIONS,
    });
  });

  it('has the log forwarded, with what is wrong said at each field', async (ctx) => {
    needs(ctx, 'chromium');
    await group(page, 'retention').click();
    await box(page, 'retention.auditDays').fill('7');
    await setting(page, 'retention.auditDays').getByText('Enter at least 30.').waitFor();
    await box(page, 'retention.auditDays').fill('400');
    expect(await setting(page, 'retention.auditMegabytes').textContent()).toContain('20 to 10,000 MB');
    await group(page, 'forwarding').click();
    const elastic = setting(page, 'forwarding.elastic');
    await elastic.getByRole('switch').focus();
    await page.keyboard.press('Space');
    await elastic.getByLabel(label('forwarding.elastic.url')).fill('https://anna:secret@search.example.com');
    await elastic.getByText(faults.urlUser).first().waitFor();
    await elastic.getByLabel(label('forwarding.elastic.url')).fill('http://search.example.com');
    await elastic.getByText(faults.url).first().waitFor();
    await elastic.getByLabel(label('forwarding.elastic.url')).fill('https://search.example.com');
    await elastic.getByLabel(label('forwarding.elastic.index')).fill('Audit');
    await elastic.getByText(faults.index).first().waitFor();
    await expectAccessible(page);
    await elastic.getByLabel(label('forwarding.elastic.index')).fill('audit-2026');
    await elastic.getByLabel(label('forwarding.elastic.format')).selectOption({ label: en.policy.choices.ocsf });
    await button(page, preview.open).click();
    await page.getByLabel(preview.reason).fill('a place where logs are gathered');
    await button(page, preview.save).click();
    await identify(PASSPHRASE);
    await page.getByText(en.policy.saved).waitFor();
    expect(await stored()).toMatchObject({
      retention: { auditDays: 400 },
      forwarding: { elastic: { url: 'https://search.example.com', index: 'audit-2026', format: 'ocsf' } },
    });
  });

  it('hands an impact assessment over, with the policy in force in it', async (ctx) => {
    needs(ctx, 'chromium');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      button(page, en.policy.assessment.button).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.html$/);
    const path = join(screens.home, 'assessment.html');
    await download.saveAs(path);
    expect(readFileSync(path, 'utf8')).toContain('search.example.com');
  });

  it('edits exceptions and the whole document as text, and refuses what is none', async (ctx) => {
    needs(ctx, 'chromium');
    await page.getByLabel(exceptions.label).fill('[{"users": "kim"');
    await page.getByText(/This is not JSON/).waitFor();
    await page.getByLabel(exceptions.label).fill('[{"users": ["kim"], "policy": {"mode": "off"}}]');
    await button(page, preview.open).click();
    await page.getByText(preview.refused).waitFor();
    await page.getByText(/in exception 1/).waitFor();
    expect(await button(page, preview.save).count()).toBe(0);
    await button(page, preview.back).click();
    const text = page.getByLabel(asDocument.text);
    await text.fill('[1]');
    await button(page, asDocument.take).click();
    await page.getByText(faults.object).waitFor();
    await text.fill('{"colour": "red"}');
    await button(page, asDocument.take).click();
    await page.getByText(/This setting does not exist: colour/).waitFor();
    await discard();
  });

  it('saves the document as a file and loads it again', async (ctx) => {
    needs(ctx, 'chromium');
    const [download] = await Promise.all([page.waitForEvent('download'), button(page, asDocument.save).click()]);
    expect(download.suggestedFilename()).toBe('policy.json');
    const path = join(screens.home, 'downloaded.json');
    await download.saveAs(path);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(await stored());
    const buffer = Buffer.from('{"mode": "shadow"}');
    await page.locator('input[type=file]').setInputFiles({ name: 'p.json', mimeType: 'application/json', buffer });
    await page.getByText(asDocument.taken).waitFor();
    expect(await page.getByLabel(label('mode'), { exact: true }).inputValue()).toBe('shadow');
    const large = Buffer.alloc(1024 * 1024 + 1, ' ');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'p.json', mimeType: 'application/json', buffer: large });
    await page.getByText(asDocument.tooLarge).waitFor();
    await discard();
  });

  it('says when somebody else has saved meanwhile', async (ctx) => {
    needs(ctx, 'chromium');
    await box(page, 'lockBelow').fill('35');
    const proof = { as: 'administrator', passphrase: PASSPHRASE } as const;
    const { grant } = unwrap(await screens.live.handlers.authorise(proof));
    const text = JSON.stringify({ promptBelow: 55, exceptions: EXCEPTIONS });
    unwrap(await screens.live.handlers['policy.apply']({ text, reason: 'other hands', grant }));
    await page.getByText(meanwhile.title).waitFor({ timeout: 15_000 });
    await button(page, meanwhile.take).click();
    expect(await box(page, 'lockBelow').inputValue()).toBe('30');
    expect(await box(page, 'promptBelow').inputValue()).toBe('55');
  });

  it('reads well in German and dark, on a narrow window', async (ctx) => {
    needs(ctx, 'chromium');
    screens.prefer({ language: 'de' });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 320, height: 800 });
    await page.reload();
    await page.getByRole('heading', { level: 1, name: de.policy.title }).waitFor();
    await setting(page, 'lockBelow')
      .getByText(POLICY_FIELDS.lockBelow?.description ?? '')
      .waitFor();
    await page.getByLabel(POLICY_FIELDS.lockBelow?.label ?? '').fill('90');
    await page.getByText(de.policy.faults.lockBelow).first().waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(320);
    await expectAccessible(page);
  });
});

describe('the policy where a part of it is managed', () => {
  let screens: Screens;
  let page: Page;

  beforeAll(async () => {
    if (!canRun) return;
    screens = await openScreens({ learned: null, policy: { pause: { maxMinutes: 10 } } });
    page = await screens.page();
    // The managed policy of this system is a file of root's that every agent of the machine would obey, and scores of
    // days on which somebody was doubted take those days: here the agent's true answers are changed on their way.
    await page.route('**/call', async (route) => {
      const { name } = route.request().postDataJSON() as { name: string };
      if (name !== 'policy.show' && name !== 'policy.simulate') return route.continue();
      const response = await route.fetch();
      const answer = (await response.json()) as { value: object };
      const { value } = answer;
      if ('sources' in value) value.sources = { ...(value.sources as object), 'pause.allowed': 'managed' };
      if ('candidate' in value) Object.assign(value, { verdicts: 90, activeDays: 3 });
      if ('candidate' in value) Object.assign(value.candidate as object, { prompts: 5, locks: 1, byDay: DAYS });
      return route.fulfill({ response, json: answer });
    });
    await openPolicy(page);
  });
  afterAll(async () => {
    if (canRun) await screens.close();
  });

  it('shows managed settings as text that cannot be changed, and the others as fields', async (ctx) => {
    needs(ctx, 'chromium');
    await page.getByText(en.policy.unsealed).waitFor();
    await group(page, 'pause').click();
    const managed = setting(page, 'pause.allowed');
    await managed.getByText(en.policy.managedWhy).waitFor();
    expect(await managed.locator('input, select, button').count()).toBe(0);
    expect(await managed.textContent()).toContain(en.policy.sources.managed);
    expect(await box(page, 'pause.maxMinutes').inputValue()).toBe('10');
  });

  it('saves without a passphrase where there is no administrator', async (ctx) => {
    needs(ctx, 'chromium');
    await box(page, 'pause.maxMinutes').fill('20');
    await button(page, preview.open).click();
    const whatIf = page.getByRole('region', { name: preview.whatIf });
    await whatIf.getByText('Judged: 90 windows on 3 days.').waitFor();
    expect(await whatIf.getByRole('img').count()).toBe(2);
    await whatIf.getByText(en.common.tableOf).first().click();
    await whatIf.getByRole('row', { name: 'Nov 5, 2026 0 3' }).waitFor();
    await expectAccessible(page);
    await page.getByLabel(preview.reason).fill('longer meetings');
    await button(page, preview.save).click();
    await page.getByText(en.policy.saved).waitFor();
    const { policy } = unwrap(await screens.live.handlers['policy.show']({}));
    expect(policy.pause.maxMinutes).toBe(20);
  });
});

/** What the log says, read by the administrator. */
async function auditOf({ live: { handlers } }: Screens) {
  const proof = { as: 'administrator', passphrase: PASSPHRASE } as const;
  const { grant } = unwrap(await handlers.authorise(proof));
  const { reader } = unwrap(await handlers['audit.open']({ grant }));
  const filter = { kinds: ['policy-changed'], from: null, to: null, text: '' };
  return unwrap(await handlers['audit.query']({ reader, filter, offset: 0, limit: 50 }));
}
