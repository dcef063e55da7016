import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClient, type Display } from 'x11';
import { missing, needs } from '../../../tests/support/needs.ts';
import { startXvfb } from '../../../tests/support/x11.ts';
import { openX11Socket } from './x11-socket.ts';
import { createX11Window } from './x11-window.ts';

const canRun = missing('xvfb') === null;
const CARDINAL = 6;
const WINDOW = 33;
const STRING = 31;
const WM_CLASS = 67;
const WM_CLIENT_MACHINE = 36;
/** State of a connection in /proc/net/unix. */
const CONNECTED = '03';
/** That a search for a free one does not reach, so that it can be given up and taken back. */
const OWN_DISPLAY = `:${String(1_000 + (process.pid % 1_000))}`;
let server: Awaited<ReturnType<typeof startXvfb>>;

/** How many clients the server has, by the kernel's list of sockets. */
const connectionsTo = (display: string): Promise<number> => {
  const name = `/tmp/.X11-unix/X${display.slice(1)}`;
  const sockets = readFileSync('/proc/net/unix', 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  return Promise.resolve(
    sockets.filter((columns) => columns[5] === CONNECTED && columns[7]?.replace(/^@/, '') === name).length,
  );
};

/** One entry of `.Xauthority` (Xau(3)) for every display of every machine. */
const authorityFile = (cookie: Buffer): Buffer => {
  const counted = (bytes: Buffer): Buffer => Buffer.concat([Buffer.from([0, bytes.length]), bytes]);
  return Buffer.concat([
    Buffer.from([0xff, 0xff, 0, 0, 0, 0]),
    counted(Buffer.from('MIT-MAGIC-COOKIE-1')),
    counted(cookie),
  ]);
};

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
const openWindow = async (display: string, pid: number | null, machine?: string): Promise<Display> => {
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
  if (machine !== undefined) client.ChangeProperty(0, window, WM_CLIENT_MACHINE, STRING, 8, machine);
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

  it('is told by the class where the window is of another machine, whose numbers of processes mean nothing here', async (ctx) => {
    needs(ctx, 'linux', 'xvfb');
    const front = createX11Window({ DISPLAY: server.display });
    const far = await openWindow(server.display, process.pid, 'far.example.org');
    expect(await front.application()).toBe('Editor');
    const near = await openWindow(server.display, process.pid, hostname());
    expect(await front.application()).toBe(realpathSync(process.execPath));
    for (const { client } of [far, near]) client.terminate();
    front.close();
  });

  it('keeps its connection over a window that is gone, and leaves none open', async (ctx) => {
    needs(ctx, 'linux', 'xvfb');
    const front = createX11Window({ DISPLAY: server.display });
    const gone = await openWindow(server.display, process.pid);
    expect(await front.application()).not.toBeNull();
    gone.client.terminate();
    const own = await openWindow(server.display, null);
    const root = own.screen[0]?.root ?? 0;
    own.client.ChangeProperty(0, root, await atom(own, '_NET_ACTIVE_WINDOW'), WINDOW, 32, number(0x7fffff0));
    await atom(own, 'SAMEHAND_TEST');
    await expect.poll(() => connectionsTo(server.display), { timeout: 15_000 }).toBe(2);
    // The server closes a client's windows a moment after the client has gone.
    await expect.poll(() => front.application(), { timeout: 15_000 }).toBeNull();
    for (let look = 0; look < 5; look += 1) expect(await front.application()).toBeNull();
    expect(await connectionsTo(server.display)).toBe(2);
    front.close();
    own.client.terminate();
    await expect.poll(() => connectionsTo(server.display), { timeout: 15_000 }).toBe(0);
  });

  it('shows the cookie of the file that the environment names, and lives with one that it cannot read', async (ctx) => {
    needs(ctx, 'linux', 'xvfb');
    const folder = mkdtempSync(join(tmpdir(), 'samehand-x11-'));
    const cookie = join(folder, 'authority');
    writeFileSync(cookie, authorityFile(Buffer.alloc(16, 0xa5)));
    const guarded = await startXvfb({ args: ['-auth', cookie] });
    const ask = async (XAUTHORITY: string) => {
      const life = new AbortController();
      const { socket, auth } = await openX11Socket({ DISPLAY: guarded.display, XAUTHORITY }, life.signal);
      socket.destroy();
      const front = createX11Window({ DISPLAY: guarded.display, XAUTHORITY });
      const found = await front.application();
      front.close();
      return { proof: auth.name, found };
    };
    try {
      // Nothing is in front there; that the question was answered at all is seen by the connection that stays.
      expect(await ask(cookie)).toEqual({ proof: 'MIT-MAGIC-COOKIE-1', found: null });
      expect(await ask(folder)).toEqual({ proof: '', found: null });
      const front = createX11Window({ DISPLAY: guarded.display, XAUTHORITY: cookie });
      await front.application();
      expect(await connectionsTo(guarded.display)).toBe(1);
      front.close();
    } finally {
      await guarded.stop();
      rmSync(folder, { recursive: true });
    }
  });

  it.each<[string, (socket: Socket) => void]>([
    ['hangs up', (socket) => socket.end()],
    ['never answers', () => undefined],
    ['talks nonsense', (socket) => socket.write(Buffer.alloc(4_096, 0xff))],
    ['refuses', (socket) => socket.end(Buffer.from([0, 2, 11, 0, 0, 0, 1, 0, 0x6e, 0x6f, 0, 0]))],
  ])('is null on a display that %s', async (_, answer) => {
    const listener = createServer((socket) => {
      socket.on('error', () => undefined);
      answer(socket);
    });
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const { port } = listener.address() as AddressInfo;
    const front = createX11Window({ DISPLAY: `127.0.0.1:${String(port - 6_000)}` });
    try {
      expect(await front.application()).toBeNull();
    } finally {
      front.close();
      listener.close();
    }
  });

  it('is null without a display, and on one that is not there', async () => {
    expect(await createX11Window({}).application()).toBeNull();
    expect(await createX11Window({ DISPLAY: ':4711' }).application()).toBeNull();
  });
});
