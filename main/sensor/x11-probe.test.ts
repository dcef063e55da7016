import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { needs } from '../../tests/support/needs.ts';
import { startXvfb, type XvfbOptions } from '../../tests/support/x11.ts';
import { parseDisplay } from './x11-display.ts';
import { probeX11 } from './x11-probe.ts';

const unwrapDisplay = (display: string) => {
  const parsed = parseDisplay(display);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.value;
};

/** What the probe says of an Xvfb started so. */
const probeXvfb = async (options: XvfbOptions, env: NodeJS.ProcessEnv) => {
  const server = await startXvfb(options);
  try {
    return await probeX11(unwrapDisplay(server.display), env);
  } finally {
    await server.stop();
  }
};

/** An authority file with one cookie for every display of every machine. */
const authorityFile = (cookie: Buffer): Buffer => {
  const name = Buffer.from('MIT-MAGIC-COOKIE-1');
  return Buffer.concat([
    Buffer.from([0xff, 0xff, 0, 0, 0, 0, 0, name.length]),
    name,
    Buffer.from([0, cookie.length]),
    cookie,
  ]);
};

const withFolder = async (use: (folder: string) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'samehand-'));
  try {
    await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
};

describe('X11 probe', () => {
  it('finds a server ready', async (ctx) => {
    needs(ctx, 'xvfb');
    expect(await probeXvfb({}, {})).toEqual({ ok: true, value: null });
  });

  it('needs the RECORD extension', async (ctx) => {
    needs(ctx, 'xvfb');
    const outcome = await probeXvfb({ args: ['-extension', 'RECORD'] }, {});
    expect(outcome).toMatchObject({ ok: false, message: expect.stringContaining('RECORD') as string });
  });

  it('shows the cookie, and says so when it is refused', async (ctx) => {
    needs(ctx, 'xvfb');
    await withFolder(async (folder) => {
      const path = join(folder, 'authority');
      await writeFile(path, authorityFile(Buffer.alloc(16, 0xa5)));
      const options = { args: ['-auth', path] };
      expect(await probeXvfb(options, { XAUTHORITY: path })).toEqual({ ok: true, value: null });
      const wrong = join(folder, 'wrong');
      await writeFile(wrong, authorityFile(Buffer.alloc(16, 1)));
      const refused = await probeXvfb(options, { XAUTHORITY: wrong });
      expect(refused).toMatchObject({
        ok: false,
        message: expect.stringMatching(/refuses this user .*XAUTHORITY/u) as string,
      });
    });
  });

  it('says that there is no server', async () => {
    expect(await probeX11({ host: null, number: 59_000 }, {})).toMatchObject({
      ok: false,
      code: 'sensor-unavailable',
      message: expect.stringContaining('The X server :59000 is not there') as string,
    });
  });

  it.each<[string, (socket: Socket) => void]>([
    ['hangs up', (socket) => socket.end()],
    ['never answers', () => undefined],
    ['talks nonsense and hangs up', (socket) => socket.end(Buffer.alloc(40, 0xff))],
  ])('gives up on a server that %s', async (_name, answer) => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      answer(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const number = (server.address() as AddressInfo).port - 6_000;
      expect(await probeX11({ host: '127.0.0.1', number }, {})).toMatchObject({
        ok: false,
        message: expect.stringContaining('does not answer') as string,
      });
    } finally {
      server.close();
    }
  });
});
