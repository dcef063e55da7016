/** `npm start` under a display where the binary of Electron is missing, in a copy of the project. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../support/dbus.ts';
import { needs } from '../support/needs.ts';

const PROJECT = resolve(import.meta.dirname, '../..');

let project: string;
let mirror: Server;
let requests: number;
let running: ChildProcess[];

/** What a copy needs that was installed and built: no sources, and a package of Electron that never downloaded. */
const copyProject = (): void => {
  cpSync(join(PROJECT, 'build'), join(project, 'build'), { recursive: true });
  for (const name of ['dist', 'package.json', 'package-lock.json'])
    symlinkSync(join(PROJECT, name), join(project, name));
  const [from, to] = [PROJECT, project].map((folder) => join(folder, 'node_modules')) as [string, string];
  mkdirSync(to);
  for (const name of readdirSync(from)) {
    if (name !== 'electron' && name !== '.cache') symlinkSync(join(from, name), join(to, name));
  }
  cpSync(join(from, 'electron'), join(to, 'electron'), {
    recursive: true,
    filter: (path) => path !== join(from, 'electron', 'dist') && !path.endsWith('path.txt'),
  });
};

const start = (env: NodeJS.ProcessEnv) => {
  const child = spawn(process.execPath, [join(project, 'build/start.mjs'), '--platform', 'simulated'], {
    env: {
      PATH: join(project, 'bin'),
      HOME: project,
      SAMEHAND_HOME: join(project, 'home'),
      WAYLAND_DISPLAY: 'wayland-samehand-test',
      // Tests may run as root, where Electron would not be fetched at all.
      ELECTRON_DISABLE_SANDBOX: '1',
      ELECTRON_MIRROR: `http://127.0.0.1:${String((mirror.address() as AddressInfo).port)}/`,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (more: string) => (text += more));
  const closed = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  return { child, text: () => text, closed };
};

beforeEach(async (ctx) => {
  needs(ctx, 'linux');
  if (!existsSync(join(PROJECT, 'dist/samehand.js'))) ctx.skip('the programs are not bundled');
  project = mkdtempSync(join(tmpdir(), 'samehand-start-'));
  running = [];
  requests = 0;
  copyProject();
  mirror = createServer((_, response) => {
    requests += 1;
    response.writeHead(404).end();
  });
  await new Promise<void>((done) => mirror.listen(0, '127.0.0.1', done));
});
afterEach(() => {
  for (const child of running) if (child.exitCode === null) child.kill('SIGKILL');
  mirror.closeAllConnections();
  mirror.close();
  rmSync(project, { recursive: true, force: true });
});

describe('npm start without the binary of Electron', () => {
  it('tries to fetch it, says why it cannot, runs the agent and shows it in the browser; and tries once a day', async () => {
    const first = start({});
    await until('the address of the windows', () => /127\.0\.0\.1:\d+\/#token=/.test(first.text()));
    expect(first.text()).toContain('Fetching Electron');
    expect(first.text()).toContain('the server does not have it');
    expect(first.text()).toContain('its windows open in your browser');
    expect(first.text()).toContain('Samehand 0.');
    expect(requests).toBe(1);
    first.child.kill('SIGINT');
    expect(await first.closed).toEqual([0, null]);

    const second = start({});
    await until('the address of the windows', () => /127\.0\.0\.1:\d+\/#token=/.test(second.text()));
    expect(second.text()).toContain('tried again after a day');
    expect(requests).toBe(1);
    second.child.kill('SIGTERM');
    await second.closed;
  });

  it('ends where the fetch is interrupted, and starts nothing', async () => {
    mirror.removeAllListeners('request');
    mirror.on('request', (_, response: { write: (text: string) => void }) => {
      requests += 1;
      response.write('PK');
    });
    const { child, text, closed } = start({});
    await until('the fetch', () => requests > 0);
    child.kill('SIGINT');
    expect(await closed).toEqual([130, null]);
    expect(text()).not.toContain('Samehand 0.');
    expect(readdirSync(project)).not.toContain('home');
  });

  it('plays the demonstration where there is no display, and fetches nothing', async () => {
    const { child, text } = start({ WAYLAND_DISPLAY: '', DISPLAY: '' });
    await until('the demonstration', () => text().includes('no display'));
    expect(requests).toBe(0);
    child.kill('SIGKILL');
  });
});
