import { createServer } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DbusMock, type PrivateBus, startDbusMock, startPrivateBus } from '../../../tests/support/dbus.ts';
import { missing, needs } from '../../../tests/support/needs.ts';
import { createBus } from './reconnecting-bus.ts';

const NAME = 'org.example.Echo';
const PATH = '/org/example/Echo';
const DBUS = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus' };
const isReady = missing('dbus') === null && missing('dbusmock') === null;

let bus: PrivateBus;
let echo: DbusMock;

beforeEach(async () => {
  if (!isReady) return;
  bus = await startPrivateBus();
  echo = await startDbusMock(bus, { name: NAME, path: PATH, face: NAME });
});
afterEach(async () => {
  if (isReady) await bus.stop();
});

const on = { destination: NAME, path: PATH, interface: NAME };

describe('a call', () => {
  it('carries values both ways, with variants unwrapped', async (ctx) => {
    needs(ctx, 'dbus', 'dbusmock');
    await echo.addMethod(PATH, NAME, 'Echo', 'sutbasv', 'sutbasv', 'ret = args');
    const body = ['text', 7, 2n ** 60n, true, ['a', 'b'], { variantOf: 'i', value: -5 }];
    expect(await bus.client.call({ ...on, member: 'Echo', signature: 'sutbasv', body })).toEqual({
      ok: true,
      body: ['text', 7, 2n ** 60n, true, ['a', 'b'], -5],
    });
  });

  it('tells nobody there from somebody who refuses', async (ctx) => {
    needs(ctx, 'dbus', 'dbusmock');
    expect(await bus.client.call({ ...on, destination: 'org.example.Nobody', member: 'Echo' })).toMatchObject({
      ok: false,
      failure: 'absent',
    });
    expect(await bus.client.call({ ...on, member: 'NoSuchMethod' })).toMatchObject({ ok: false, failure: 'refused' });
  });

  it('ends after its limit when nobody answers', async (ctx) => {
    needs(ctx, 'dbus', 'dbusmock');
    echo.freeze();
    expect(await bus.client.call({ ...on, member: 'Echo', limitMs: 50 })).toEqual({
      ok: false,
      failure: 'timed-out',
      message: `${NAME} did not answer within 50 ms`,
    });
  });

  it('is an answer, not an exception, when its arguments do not fit its signature', async (ctx) => {
    needs(ctx, 'dbus', 'dbusmock');
    const reply = await bus.client.call({ ...on, member: 'Echo', signature: 'u', body: ['not a number'] });
    expect(reply.ok).toBe(false);
  });
});

describe('a bus that cannot be used', () => {
  it.each([
    [null, 'the environment names no bus'],
    ['tcp:host=localhost,port=1', 'tcp:host=localhost,port=1 is not the address of a local bus'],
  ])('%j says why', async (address, message) => {
    const absent = createBus(address);
    expect(await absent.call({ ...on, member: 'Echo' })).toEqual({ ok: false, failure: 'no-bus', message });
  });

  it('says that it takes no more connections', async (ctx) => {
    needs(ctx, 'dbus');
    const full = await startPrivateBus({ maxConnections: 1 });
    const listNames = { ...DBUS, member: 'ListNames' };
    expect((await full.client.call(listNames)).ok).toBe(true);
    const late = createBus(full.address);
    const reply = await late.call(listNames);
    expect(reply).toMatchObject({ ok: false, failure: 'no-bus' });
    expect(reply.ok ? '' : reply.message).toContain('maximum number of active connections');
    late.close();
    await full.stop();
  });

  it('is refused when what listens hangs up in the middle of the greeting', async (ctx) => {
    needs(ctx, 'linux');
    const folder = await mkdtemp(join(tmpdir(), 'samehand-bus-'));
    const path = join(folder, 'bus');
    const server = createServer((client) => {
      client.once('data', () => client.end('REJECTED DBUS_COOKIE_SHA1\r\n'));
      client.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => {
      server.listen(path, resolve);
    });
    const refused = createBus(`unix:path=${path}`);
    expect(await refused.call({ ...on, member: 'Echo' })).toMatchObject({ ok: false, failure: 'no-bus' });
    refused.close();
    server.close();
    await rm(folder, { recursive: true });
  });
});
