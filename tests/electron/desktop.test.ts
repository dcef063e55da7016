/** The scenario that the binary plays too, on the double: tray, window, page, and what a page must not have. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { needs } from '../support/needs.ts';
import { desktop } from './double/control.ts';
import { expectOnlyBridge, expectPolicyInForce, expectStays } from './page-checks.ts';
import { startTestDesktop, type StartedDesktop } from './start-desktop.ts';

describe('the desktop', () => {
  let started: StartedDesktop | null = null;
  afterEach(async () => {
    await started?.close();
    started = null;
  });
  afterAll(() => desktop.close());

  it('sits in the tray, opens a window on demand and has it gone when it is closed', async (ctx) => {
    needs(ctx, 'chromium');
    started = await startTestDesktop();
    expect(desktop.windows()).toEqual([]);
    expect(desktop.tray().picture.isEmpty()).toBe(false);
    expect(desktop.tray().toolTip).not.toBe('');
    const page = await started.open('Status');
    await page.getByRole('heading', { level: 1 }).waitFor();
    desktop.windows()[0]?.close();
    await desktop.waitForNoWindow('window=main');
    expect(desktop.exitCode()).toBeNull();
    expect(desktop.trays()).toBe(1);
    expect(statSync(join(started.home, 'windows.json')).mode & 0o777).toBe(0o600);
    await (await started.open('Status')).getByRole('heading', { level: 1 }).waitFor();
  });

  it('gives a page nothing but the bridge, and keeps it where it is', async (ctx) => {
    needs(ctx, 'chromium');
    started = await startTestDesktop();
    const page = await started.open('Status');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await expectOnlyBridge(page);
    await expectPolicyInForce(page);
    await expectStays(page);
    expect(desktop.wishes()).toContain('enableSandbox');
    expect(desktop.requests().filter(({ url }) => !url.startsWith('samehand://app/'))).toEqual([]);
  });

  it('has its sensor in a utility process, which sees what the hands do', async (ctx) => {
    needs(ctx, 'chromium');
    const sitting = { keystrokes: 400, pointerActions: 10 };
    started = await startTestDesktop({ hands: { person: 4, sitting, speed: 20 } });
    const { live } = started;
    await desktop.until('the first keys', () => live.agent.status().counts.keyDown > 20);
    expect(desktop.utilityServices()).toEqual(['Samehand sensor']);
    const page = await started.open('Status');
    const shown = await page.evaluate(async () => samehand.calls.status({}));
    expect(shown).toMatchObject({
      ok: true,
      value: { sensor: { state: 'running', pid: live.agent.status().sensor.pid } },
    });
  });
});
