import { realpathSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClient, type Display } from 'x11';
import { missing, needs } from '../../../tests/support/needs.ts';
import { startXvfb } from '../../../tests/support/x11.ts';
import { createX11Window } from './x11-window.ts';

const canRun = missing('xvfb') === null;
const CARDINAL = 6;
const WINDOW = 33;
const STRING = 31;
const WM_CLASS = 67;
/** That a search for a free one does not reach, so that it can be given up and taken back. */
const OWN_DISPLAY = `:${String(1_000 + (process.pid % 1_000))}`;
let server: Awaited<ReturnType<typeof startXvfb>>;

const atom = ({ client }: Display, name: string): Promise<number> =>
  new Promise((resolve, reject) => {
    client.InternAtom(false, name, (error, answer) => {
      if (isFine(error)) resolve(answer);
      else reject(error ?? new Error('no answer'));
    });
  });
/** The library says that nothing failed by null, or by nothing. */
const isFine = (error: Error | null | undefined): boolean => (error ?? null) === null;

const number = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};

/** A real window of this process, put in front as a window manager would. */
const openWindow = async (display: string, pid: number | null): Promise<Display> => {
  const opened = await new Promise<Display>((resolve, reject) => {
    createClient({ display }, (error, found) => {
      if (isFine(error)) resolve(found);
      else reject(error ?? new Error('no answer'));
    });
  });
  const { client, screen } = opened;
  client.on('error', () => undefined);
  client.atoms = {};
  const root = screen[0]?.root ?? 0;
  const window = client.AllocID();
  client.CreateWindow(window, root, 0, 0, 100, 100);
  client.ChangeProperty(0, window, WM_CLASS, STRING, 8, 'editor\0Editor\0');
  if (pid !== null) client.ChangeProperty(0, window, await atom(opened, '_NET_WM_PID'), CARDINAL, 32, number(pid));
  client.ChangeProperty(0, root, await atom(opened, '_NET_ACTIVE_WINDOW'), WINDOW, 32, number(window));
  // An answer means that all before it was done.
  await atom(opened, 'SAMEHAND_TEST');
  return opened;
};

describe('the application in front under X11', () => {
  beforeEach(async () => {
    if (canRun) server = await startXvfb({ display: OWN_DISPLAY });
  });
  afterEach(async () => {
    if (canRun) await server.stop();
  });

  it('is the program of the active window, else its class, and null without one', async (ctx) => {
    needs(ctx, 'linux', 'xvfb');
    const front = createX11Window({ DISPLAY: server.display });
    expect(await front.application()).toBeNull();
    const own = await openWindow(server.display, process.pid);
    expect(await front.application()).toBe(realpathSync(process.execPath));
    const unknown = await openWindow(server.display, null);
    expect(await front.application()).toBe('Editor');
    const dead = await openWindow(server.display, 2 ** 22 - 3);
    expect(await front.application()).toBe('Editor');
    for (const { client } of [own, unknown, dead]) client.terminate();
    front.close();
  });

  it('is null when the display goes, and known again when it is back', async (ctx) => {
    needs(ctx, 'linux', 'xvfb');
    const front = createX11Window({ DISPLAY: server.display });
    await front.application();
    await server.stop();
    expect(await front.application()).toBeNull();
    server = await startXvfb({ display: server.display });
    const own = await openWindow(server.display, process.pid);
    await expect.poll(() => front.application(), { timeout: 15_000 }).toBe(realpathSync(process.execPath));
    own.client.terminate();
    front.close();
  });

  it('is null without a display, and on one that is not there', async () => {
    expect(await createX11Window({}).application()).toBeNull();
    expect(await createX11Window({ DISPLAY: ':4711' }).application()).toBeNull();
  });
});
