/** The page Diagnostics over a real agent: what it finds, what it does about it, and the report. */
import { chmodSync, statSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { de } from '../../renderer/i18n/de/index.ts';
import { en } from '../../renderer/i18n/en/index.ts';
import { expectAccessible } from '../support/axe.ts';
import { missing, needs } from '../support/needs.ts';
import { openScreens, type Screens } from '../support/screens.ts';

const canRun = missing('chromium') === null;
const { findings, fixes, state, outside } = en.diagnostics;
const OTHERS_MAY_WRITE = 0o777;
const OWNER_ONLY = 0o700;

describe('the diagnostics', () => {
  let screens: Screens;
  let page: Page;
  const finding = (name: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) });
  const button = (name: string) => page.getByRole('button', { name, exact: true });

  beforeAll(async () => {
    if (!canRun) return;
    screens = await openScreens({ learned: null });
    page = await screens.page({ permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('navigation').getByRole('link', { name: en.common.screens.diagnostics }).click();
    await page.mouse.move(600, 5);
  });
  afterAll(async () => {
    if (canRun) await screens.close();
  });

  it('shows each check with a sign, what is so and what to do, faults first', async (ctx) => {
    needs(ctx, 'chromium');
    await finding(findings.names.input).getByText(findings.states.fail).waitFor();
    await finding(findings.names.input).getByText(findings.remedy).waitFor();
    await finding(findings.names['data folder']).getByText(findings.states.ok).waitFor();
    const states = await page.getByRole('listitem').locator('.mantine-Badge-label').allTextContents();
    expect(states.at(0)).toBe(findings.states.fail);
    expect(states.at(-1)).toBe(findings.states.ok);
    await expectAccessible(page);
  });

  it('finds what has changed when it checks again, and mends what it can', async (ctx) => {
    needs(ctx, 'chromium');
    chmodSync(screens.home, OTHERS_MAY_WRITE);
    await button(en.diagnostics.again).click();
    await finding(findings.names['data folder']).getByText(findings.states.fail).waitFor();
    await button(fixes['secure-folder']).click();
    await page.getByText('The data folder is for its owner alone.', { exact: false }).waitFor();
    await finding(findings.names['data folder']).getByText(findings.states.ok).waitFor();
    expect(statSync(screens.home).mode & 0o777).toBe(OWNER_ONLY);
  });

  it('says what did not work', async (ctx) => {
    needs(ctx, 'chromium');
    await button(fixes['restart-sensor']).first().click();
    await page.getByRole('alert').getByText('It did not work', { exact: false }).waitFor({ timeout: 30_000 });
  });

  it('shows sensor, coverage, store and version, network and notifications', async (ctx) => {
    needs(ctx, 'chromium');
    const { version, store } = screens.live.agent.status();
    const table = page.getByRole('table', { name: state.title });
    await table.getByRole('row', { name: `${state.version} ${version}` }).waitFor();
    await table.getByRole('row', { name: `${state.store} ${state.storeStates[store.state]}` }).waitFor();
    await table.getByRole('row', { name: `${state.keyboard} ${state.notSeen}` }).waitFor();
    const around = page.getByRole('table', { name: outside.title });
    await around.getByRole('row', { name: `${outside.channels.webhook} ${outside.off}` }).waitFor();
  });

  it('copies a report without personal data', async (ctx) => {
    needs(ctx, 'chromium');
    await button(en.diagnostics.copyReport).click();
    await page.getByText(en.diagnostics.copied).waitFor();
    const report = await page.evaluate(() => navigator.clipboard.readText());
    expect(report).toContain('check data folder: ok');
    expect(report).toContain(`version: ${screens.live.agent.status().version}`);
    expect(report).not.toContain(screens.home);
  });

  it('says how to get the report where the page may not copy', async (ctx) => {
    needs(ctx, 'chromium');
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('denied'));
    });
    await button(en.diagnostics.copyReport).click();
    await page.getByText(en.diagnostics.copyFailed).waitFor();
  });

  it('reads well in German and dark, on a narrow window', async (ctx) => {
    needs(ctx, 'chromium');
    screens.prefer({ language: 'de' });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 320, height: 800 });
    await page.reload();
    await page.getByRole('heading', { level: 1, name: de.diagnostics.title }).waitFor();
    await page.getByText(de.diagnostics.findings.names['data folder']).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await expectAccessible(page);
  });
});
