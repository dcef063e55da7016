/** The tray of a running agent: what it shows, offers and does. */
import { app } from 'electron';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DESKTOP_TEXTS } from '../../../main/hosts/electron/texts.ts';
import { needs } from '../../support/needs.ts';
import { desktop } from '../double/control.ts';
import { startHost, type Host, type HostOptions } from './host-bench.ts';

const { en } = DESKTOP_TEXTS;
/** Without a display the agent sees nothing. */
const BLIND = en.states.degraded;

describe('the tray', () => {
  let host: Host | null = null;
  const start = async (options: HostOptions = {}): Promise<Host> => (host = await startHost(options));
  beforeEach((ctx) => {
    needs(ctx, 'chromium');
  });
  afterEach(async () => {
    await host?.close();
    host = null;
  });
  afterAll(() => desktop.close());
  const offers = () => desktop.tray().items.find(({ label }) => label === en.pause)?.submenu?.items ?? [];

  it('tells that not everything is seen, by picture, tooltip and first line', async () => {
    await start();
    await desktop.until('the state', () => desktop.tray().toolTip === BLIND);
    expect(desktop.tray().image).toMatch(/degraded\.png$/);
    expect(desktop.tray().picture.isEmpty()).toBe(false);
    expect(desktop.tray().labels[0]).toBe(BLIND);
    expect(desktop.trays()).toBe(1);
  });

  it('pauses at once where the policy wants no proof, tells until when, and resumes', async () => {
    const { running } = await start();
    await desktop.until('the policy', () => offers().length === 3);
    desktop.clickMenu(en.pauseFor(15));
    await desktop.until('the pause', () => running.live.agent.status().state === 'paused');
    await desktop.until('the tooltip', () => /paused until \d/.test(desktop.tray().toolTip));
    expect(desktop.tray().image).toMatch(/paused\.png$/);
    desktop.clickMenu(en.resume);
    await desktop.until('the end of it', () => desktop.tray().toolTip === BLIND);
    expect(desktop.windows()).toEqual([]);
  });

  it('offers no pause that the policy does not allow', async () => {
    await start({ policy: { pause: { maxMinutes: 10 } } });
    await desktop.until('the policy', () => offers().length > 0);
    expect(offers().map(({ label }) => label)).toEqual([en.pauseFor(5)]);
    await host?.close();
    host = null;

    const forbidding = await start({ policy: { pause: { allowed: false } } });
    const shown = await forbidding.running.live.handlers['policy.show']({});
    expect(shown.ok && shown.value.policy.pause.allowed).toBe(false);
    expect(desktop.tray().labels).not.toContain(en.pause);
  });

  it('leads to the page that asks for the code where the policy wants one', async () => {
    const { running, authenticator } = await start({ policy: { pause: { needs: 'code' } } });
    await authenticator();
    await desktop.until('the policy', () => offers().length > 0);
    desktop.clickMenu(en.pauseFor(15));
    const { page } = await desktop.waitForWindow('window=main');
    await page.getByRole('dialog').getByRole('textbox').waitFor();
    expect(running.live.agent.status().pausedUntil).toBeNull();
  });

  it('quits at once where nothing is to be proved', async () => {
    await start();
    desktop.clickMenu(en.quit);
    await desktop.until('the end', () => desktop.exitCode() === 0);
    expect(desktop.trays()).toBe(0);
  });

  it('leads to the page that asks for the code before it quits', async () => {
    const { authenticator } = await start();
    const codes = await authenticator();
    desktop.clickMenu(en.quit);
    const { page } = await desktop.waitForWindow('window=main');
    await page.getByRole('dialog').waitFor();
    expect(desktop.exitCode()).toBeNull();
    expect(codes.next()).toMatch(/^\d{6}$/);
  });

  it('is not left by the system’s own way of quitting without the agent’s word on it', async () => {
    const { authenticator, log } = await start();
    await authenticator();
    app.quit();
    await desktop.until('the end', () => desktop.exitCode() === 0);
    expect(log()).toContain('"audit":"ended"');
    expect(log()).toContain('"audit":"agent-stopped"');
  });
});
