/** The windows that cover the displays: the locked workstation, and the question for a code, by the agent's own rules. */
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { en } from '../../../renderer/i18n/en/index.ts';
import { needs } from '../../support/needs.ts';
import type { Authenticator } from '../../support/authenticator.ts';
import { desktop } from '../double/control.ts';
import { startHost, type Host } from './host-bench.ts';

const LEFT = { id: 1, x: 0, y: 0, width: 1_280, height: 800 };
const RIGHT = { id: 2, x: 1_280, y: 0, width: 1_024, height: 768 };
const THIRD = { id: 3, x: 2_304, y: 0, width: 800, height: 600 };

const windowsAt = (part: string) => desktop.windows().filter((window) => window.contents.getURL().includes(part));
const codes = () => windowsAt('window=code');
const boundsOf = (windows: ReturnType<typeof codes>) => windows.map((window) => window.getBounds());
const allShown = (count: number) => (): boolean => {
  const open = codes();
  return open.length === count && open.every((window) => window.isVisible());
};

describe('the displays', () => {
  let host: Host;
  let stop = (): Promise<void> => Promise.resolve();
  let authenticator: Authenticator;

  const ask = async (displays: number): Promise<void> => {
    host.workstation().lockByHand();
    await desktop.until('the locked windows', () => windowsAt('window=locked').length === displays);
    host.workstation().unlock();
    await desktop.until('the question everywhere', allShown(displays));
  };

  beforeEach(async (ctx) => {
    needs(ctx, 'chromium');
    host = await startHost({ policy: { session: { codeAfterUnlock: 'always' } } });
    stop = host.close;
    authenticator = await host.authenticator();
  });
  afterEach(() => stop());
  afterAll(() => desktop.close());

  it('show that it is locked on each, until it is not', async () => {
    desktop.setDisplays([LEFT, RIGHT]);
    host.workstation().lockByHand();
    await desktop.until('both', () => windowsAt('window=locked').filter((window) => window.isVisible()).length === 2);
    expect(boundsOf(windowsAt('window=locked'))).toEqual([
      { x: 0, y: 0, width: 1_280, height: 800 },
      { x: 1_280, y: 0, width: 1_024, height: 768 },
    ]);
    host.workstation().unlock();
    await desktop.waitForNoWindow('window=locked');
  });

  it('ask for the code over everything else, with the keyboard where the pointer is', async () => {
    desktop.setDisplays([LEFT, RIGHT]);
    desktop.moveCursor(1_500, 300);
    await ask(2);
    for (const window of codes()) {
      expect([
        window.isAlwaysOnTop(),
        window.alwaysOnTopLevel(),
        window.isVisibleOnAllWorkspaces(),
        window.hasMenu(),
      ]).toEqual([true, 'screen-saver', true, false]);
      expect(window.options).toMatchObject({ frame: false, closable: false, skipTaskbar: true, movable: false });
    }
    const [left, right] = codes();
    expect([left?.isFocused(), right?.isFocused()]).toEqual([false, true]);
  });

  it('cannot be rid of the question but by its answer, and then say so and are free', async () => {
    desktop.setDisplays([LEFT, RIGHT]);
    await ask(2);
    for (const window of codes()) window.close();
    expect(codes()).toHaveLength(2);
    const answer = await desktop.forge({ window: codes()[0] ?? null, channel: 'samehand:window.close', args: [{}] });
    expect(answer).toMatchObject({ ok: false, code: 'not-allowed' });

    const [first, second] = codes();
    if (first === undefined || second === undefined) throw new Error('two windows were there');
    const page = await desktop.page(first);
    const code = authenticator.next();
    // As it is pasted from a telephone.
    await page.getByLabel(en.code.field.label).fill(` ${code.slice(0, 3)} ${code.slice(3)}\n`.trimEnd());
    await page.keyboard.press('Enter');
    await (await desktop.page(second)).getByText(en.code.settled.gone.title).waitFor();
    await desktop.waitForNoWindow('window=code');
    expect(host.running.live.agent.status().prompt).toBeNull();
  });

  it('come and go while the question is open: nothing of it is lost', async () => {
    desktop.setDisplays([LEFT, RIGHT]);
    desktop.moveCursor(1_500, 300);
    await ask(2);
    const asked = host.running.live.agent.status().prompt;
    const onLeft = codes()[0];
    if (onLeft === undefined) throw new Error('a window was there');
    const field = (await desktop.page(onLeft)).getByLabel(en.code.field.label);
    await field.fill('123');

    desktop.setDisplays([LEFT]);
    expect(codes().map(({ id }) => id)).toEqual([onLeft.id]);
    expect(onLeft.isFocused()).toBe(true);
    expect(await field.inputValue()).toBe('123');
    expect(host.running.live.agent.status().prompt).toEqual(asked);

    desktop.setDisplays([{ ...LEFT, width: 1_920, height: 1_080 }, THIRD]);
    await desktop.until('the third display', allShown(2));
    expect(boundsOf(codes())).toEqual([
      { x: 0, y: 0, width: 1_920, height: 1_080 },
      { x: 2_304, y: 0, width: 800, height: 600 },
    ]);
    expect(await field.inputValue()).toBe('123');
  });

  it('may all be gone for a while, as with a closed lid', async () => {
    await ask(1);
    desktop.setDisplays([]);
    expect(codes()).toEqual([]);
    desktop.setDisplays([RIGHT]);
    await desktop.until('the question again', allShown(1));
    expect(host.running.live.agent.status().prompt).not.toBeNull();
  });

  it.each(['crash', 'hang'] as const)('ask again after a %s of a window, and the agent goes on', async (how) => {
    await ask(1);
    const [first] = codes();
    if (first === undefined) throw new Error('a window was there');
    desktop[how](first);
    await desktop.until('another window', () => allShown(1)() && codes()[0]?.id !== first.id);
    const [second] = codes();
    if (second === undefined) throw new Error('a window is there');
    await (await desktop.page(second)).getByLabel(en.code.field.label).fill(authenticator.next());
    await (await desktop.page(second)).keyboard.press('Enter');
    await desktop.waitForNoWindow('window=code');
    expect(host.log()).toContain("a window's process ended");
  });

  it('are free again where nothing real was locked and somebody closes what says so', async () => {
    host.workstation().lockByHand();
    const { window } = await desktop.waitForWindow('window=locked');
    window.close();
    await desktop.waitForNoWindow('window=locked');
    expect(host.running.live.agent.status().state).not.toBe('locked');
  });
});
