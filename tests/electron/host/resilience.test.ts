/** Windows fail, close and open again, and the agent goes on; what is under way is asked about. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { DESKTOP_TEXTS } from '../../../main/hosts/electron/texts.ts';
import { needs } from '../../support/needs.ts';
import { desktop } from '../double/control.ts';
import { startHost, type Host, type HostOptions } from './host-bench.ts';

const { en, de } = DESKTOP_TEXTS;

describe('the desktop', () => {
  let host: Host | null = null;
  const start = async (options: HostOptions = {}): Promise<Host> => (host = await startHost(options));
  const mainWindow = () => {
    const found = desktop.windows().find((window) => window.contents.getURL().includes('window=main'));
    if (found === undefined) throw new Error('the main window is closed');
    return found;
  };
  beforeEach((ctx) => {
    needs(ctx, 'chromium');
  });
  afterEach(async () => {
    await host?.close();
    host = null;
  });
  afterAll(() => desktop.close());

  it('opens its window again after a crash, and goes on watching', async () => {
    const { open, running, log } = await start();
    await open();
    const first = mainWindow();
    desktop.crash(first);
    await desktop.until('another window', () =>
      desktop.windows().some((window) => window.id !== first.id && window.isVisible()),
    );
    expect(desktop.windows()).toHaveLength(1);
    expect(running.live.agent.status().pid).toBe(process.pid);
    expect(log()).toContain("a window's process ended: crashed");
    expect(desktop.exitCode()).toBeNull();
  });

  it('gives up on a window that fails again and again, says so, and opens it when it is asked to', async () => {
    const { open } = await start();
    await open();
    for (let crash = 1; crash <= 4; crash += 1) {
      const window = await desktop.until('a window', () => desktop.windows().find((each) => each.isVisible()));
      desktop.crash(window);
      await desktop.until('its end', () => !desktop.windows().some(({ id }) => id === window.id));
    }
    await desktop.until('the notification', () => desktop.notifications().length > 0);
    expect(JSON.stringify(desktop.notifications())).toContain(en.windowFailed.title);
    expect(desktop.windows()).toEqual([]);
    await open('Diagnostics');
  });

  it('outlives the GPU’s process', async () => {
    const { open, log } = await start();
    const page = await open();
    desktop.crashGpu();
    expect(log()).toContain('a process of the windows ended: GPU, crashed (139)');
    expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
    expect(desktop.exitCode()).toBeNull();
  });

  it('shows its window when it is started a second time, but not by a login', async () => {
    await start();
    desktop.secondInstance(['samehand', '--hidden']);
    expect(desktop.windows()).toEqual([]);
    desktop.secondInstance(['samehand']);
    const { window } = await desktop.waitForWindow('window=main');
    await desktop.until('it to be shown', () => window.isVisible());
    desktop.secondInstance(['samehand']);
    expect(desktop.windows()).toHaveLength(1);
  });

  it('stays when its last window is closed, and remembers where that was', async () => {
    const { open } = await start();
    await open();
    const bounds = { x: 40, y: 60, width: 900, height: 640 };
    mainWindow().setBounds(bounds);
    mainWindow().close();
    await desktop.waitForNoWindow('window=main');
    expect(desktop.exitCode()).toBeNull();
    await open('My data');
    expect(mainWindow().getBounds()).toEqual(bounds);
  });

  it('turns to another page in the window that is open', async () => {
    const { open } = await start();
    const page = await open();
    desktop.clickMenu('Help');
    await page.waitForURL(/#\/help$/);
    expect(desktop.windows()).toHaveLength(1);
    desktop.clickTray();
    await page.waitForURL(/#\/status$/);
  });

  const keepBusy = (page: Page): Promise<void> =>
    page.evaluate(() => {
      addEventListener('beforeunload', (event) => {
        event.preventDefault();
      });
      // Chromium asks only where somebody has done something.
      document.body.click();
    });

  it('asks before a window closes in the middle of an export, and keeps or closes it as it is told', async () => {
    const { open } = await start();
    const page = await open();
    await page.mouse.click(5, 400);
    await keepBusy(page);
    desktop.answerDialog(0);
    mainWindow().close();
    await desktop.until('the question', () => desktop.dialogs().length === 1);
    expect(desktop.dialogs()[0]).toMatchObject({
      message: en.leave.question,
      buttons: [en.leave.stay, en.leave.go],
      cancelId: 0,
    });
    expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
    desktop.answerDialog(1);
    mainWindow().close();
    await desktop.waitForNoWindow('window=main');
  });

  it('follows the preferences: size, theme, language of tray and questions', async () => {
    const { open, home } = await start();
    const page = await open();
    const answer = await desktop.forge({
      channel: 'samehand:window.prefer',
      args: [{ zoom: 2, theme: 'dark', language: 'de' }],
    });
    expect(answer).toMatchObject({ ok: true, value: { zoom: 2, theme: 'dark', language: 'de' } });
    expect(mainWindow().contents.getZoomFactor()).toBe(2);
    expect(desktop.tray().labels).toContain(de.screens['my-data']);
    await expect.poll(() => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true);
    const kept = JSON.parse(readFileSync(join(home, 'windows.json'), 'utf8')) as object;
    expect(kept).toMatchObject({ preferences: { zoom: 2, theme: 'dark', language: 'de' } });
  });

  it('begins with what it finds, and says of a damaged file that it was replaced', async () => {
    const { open, log, home } = await start({ windows: '{"preferences":{"zoom":' });
    await open();
    expect(log()).toContain('windows.json was damaged');
    mainWindow().close();
    await desktop.waitForNoWindow('window=main');
    expect(JSON.parse(readFileSync(join(home, 'windows.json'), 'utf8'))).toMatchObject({ bounds: { width: 1_100 } });
  });

  it('opens by itself what it was told to: first of all the question for a consent', async () => {
    const { running } = await start({ firstWindow: 'if-asked' });
    await desktop.waitForWindow('#/enrolment');
    const consent = await running.live.handlers['consent.show']({});
    if (!consent.ok) throw new Error(consent.message);
    await running.live.handlers['consent.answer']({ version: consent.value.version, answer: 'given', language: 'en' });
  });
});
