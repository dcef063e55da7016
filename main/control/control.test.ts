import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CALLS } from '../../contract/ipc.ts';
import { err, ok } from '../../contract/result.ts';
import { controlAddress, type ControlAddress } from './address.ts';
import { connectToAgent } from './control-client.ts';
import { startControlServer, type ControlServer } from './control-server.ts';
import type { Handlers } from './dispatch.ts';

const VERSION = {
  modality: 'pointer',
  version: 1,
  active: true,
  withdrawn: false,
  trainedAt: '2026-01-01T00:00:00.000Z',
  windows: 120,
  falseLocksPerDay: null,
} as const;

const NOT_HERE = Object.fromEntries(
  Object.keys(CALLS).map((name) => [name, () => Promise.resolve(err('internal', 'not in this test'))]),
) as unknown as Handlers;

const handlers = (calls: string[]): Handlers => ({
  ...NOT_HERE,
  pause: ({ minutes }) => {
    calls.push(`pause ${String(minutes)}`);
    return Promise.resolve(ok({ until: '2026-01-01T00:00:00Z' }));
  },
  resume: () => Promise.reject(new Error('secret detail')),
  'profile.show': () => Promise.resolve(err('user-unknown', 'There is no profile yet.')),
  'profile.reset': () => Promise.resolve(ok({ removedWindows: 3 })),
  'profile.versions': () => Promise.resolve(ok({ versions: [VERSION] })),
  'profile.rollback': ({ to }) =>
    Promise.resolve(to === 1 ? ok({ from: 2, now: VERSION }) : err('not-found', 'There is no such version.')),
  watch: () => Promise.resolve(ok({})),
});

let home: string;
let address: ControlAddress;
let server: ControlServer;
let calls: string[];
let faults: unknown[];
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'samehand-control-'));
  address = controlAddress(home, { platform: 'linux', temporary: tmpdir(), uid: 0 });
  calls = [];
  faults = [];
  server = await startControlServer(address, handlers(calls), (cause) => faults.push(cause));
});
afterEach(async () => {
  await server.close();
  await rm(home, { recursive: true });
});

describe('control socket', () => {
  it('can be opened by its owner alone', async () => {
    expect((await stat(address.path)).mode & 0o777).toBe(0o600);
  });

  it('answers calls and coded errors', async () => {
    const client = await connectToAgent(address.path);
    expect(await client.call('pause', { minutes: 5 })).toEqual(ok({ until: '2026-01-01T00:00:00Z' }));
    expect(await client.call('profile.show', {})).toEqual(err('user-unknown', 'There is no profile yet.'));
    expect(calls).toEqual(['pause 5']);
    client.close();
  });

  it('carries versions and rollbacks', async () => {
    const client = await connectToAgent(address.path);
    expect(await client.call('profile.versions', {})).toEqual(ok({ versions: [VERSION] }));
    expect(await client.call('profile.rollback', { modality: 'pointer', to: 1 })).toEqual(
      ok({ from: 2, now: VERSION }),
    );
    expect(await client.call('profile.rollback', { modality: 'pointer', to: null })).toMatchObject({
      code: 'not-found',
    });
    expect(await client.call('profile.rollback', { modality: 'pointer', to: 0 })).toMatchObject({ code: 'usage' });
    client.close();
  });

  it('refuses wrong arguments before they reach the agent', async () => {
    const client = await connectToAgent(address.path);
    const answer = await client.call('pause', { minutes: -1 });
    expect(answer).toMatchObject({ ok: false, code: 'usage' });
    expect(calls).toEqual([]);
    client.close();
  });

  it('keeps the details of a fault out of the answer', async () => {
    const client = await connectToAgent(address.path);
    const answer = await client.call('resume', {});
    expect(answer).toMatchObject({ ok: false, code: 'internal' });
    expect(JSON.stringify(answer)).not.toContain('secret');
    expect(faults).toHaveLength(1);
    client.close();
  });

  it('pushes only to clients that watch', async () => {
    const watching = await connectToAgent(address.path);
    const silent = await connectToAgent(address.path);
    const seen: string[] = [];
    silent.on('decision', () => seen.push('silent'));
    const pushed = new Promise<number>((resolve) => {
      watching.on('decision', ({ trust }) => {
        seen.push('watching');
        resolve(trust);
      });
    });
    await watching.call('watch', {});
    server.push('decision', { action: 'lock', reason: 'below-lock', withheld: null, trust: 12, t: 5 });
    expect(await pushed).toBe(12);
    await silent.call('watch', {});
    expect(seen).toEqual(['watching']);
    watching.close();
    silent.close();
  });

  it('survives garbage and goes on serving', async () => {
    const socket = createConnection(address.path);
    socket.on('error', () => undefined);
    socket.write('Content-Length: 5\r\n\r\n{{{{{\r\n\r\ngarbage\r\n\r\n');
    await new Promise((resolve) => {
      socket.once('close', resolve);
      socket.end();
    });
    const client = await connectToAgent(address.path);
    expect(await client.call('profile.reset', { modality: 'all' })).toEqual(ok({ removedWindows: 3 }));
    client.close();
  });

  it('says so when no agent listens', async () => {
    await expect(connectToAgent(join(home, 'nobody.sock'))).rejects.toMatchObject({ code: 'agent-not-running' });
  });

  it('takes over the socket file of an agent that died', async () => {
    const dead = { path: join(home, 'dead.sock'), folder: home };
    await writeFile(dead.path, '');
    const second = await startControlServer(dead, handlers([]), () => undefined);
    const client = await connectToAgent(dead.path);
    expect((await client.call('watch', {})).ok).toBe(true);
    client.close();
    await second.close();
  });
});

describe('controlAddress', () => {
  const place = { temporary: '/tmp', uid: 7 };
  it('moves a socket whose path would be too long', () => {
    const long = `/home/${'x'.repeat(120)}`;
    const { path, folder } = controlAddress(long, { platform: 'linux', ...place });
    expect(path).toMatch(/^\/tmp\/samehand-7-[0-9a-f]{16}\/control\.sock$/);
    expect(folder).toBe(path.slice(0, -'/control.sock'.length));
  });
  it('is a named pipe on Windows', () => {
    expect(controlAddress('C:\\data', { platform: 'win32', ...place }).path).toMatch(
      /^\\\\\.\\pipe\\samehand-[0-9a-f]{16}$/,
    );
  });
});
