/** The page server as other programs, other web sites and other people on the machine see it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ok } from '../../contract/result.ts';
import type { PushListener } from '../../contract/windows.ts';
import { createPageFiles } from './page-files.ts';
import { startPageServer, type PageServer } from './page-server.ts';

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

interface Asked {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

let folder: string;
let server: PageServer;
let calls: unknown[];
let listeners: Set<PushListener>;
let nowMs: number;
let faults: unknown[];

const origin = (): string => new URL(server.url).origin;
const port = (): number => Number(new URL(server.url).port);
const token = (): string => new URLSearchParams(new URL(server.url).hash.slice(1)).get('token') ?? '';

const ask = ({ method = 'GET', path, headers = {}, body }: Asked): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: port(), method, path, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
      });
    });
    asked.on('error', reject);
    asked.end(body);
  });

const post = (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
  ask({ method: 'POST', path, headers: { Origin: origin(), ...headers }, body: JSON.stringify(body) });

const openSession = async (): Promise<Readonly<Record<string, string>>> => {
  const { body } = await post('/session', { token: token() });
  const { value } = JSON.parse(body) as { value: { session: string } };
  return { Authorization: `Bearer ${value.session}` };
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-web-'));
  mkdirSync(join(folder, 'pages/assets'), { recursive: true });
  writeFileSync(join(folder, 'pages/index.html'), '<meta name="csp-nonce" content="__NONCE__">');
  writeFileSync(join(folder, 'pages/assets/main.js'), '1');
  writeFileSync(join(folder, 'secret.html'), 'secret');
  calls = [];
  faults = [];
  listeners = new Set();
  nowMs = 0;
  server = await startPageServer({
    files: createPageFiles(join(folder, 'pages'), { nonce: () => 'n0nce', connects: true }),
    backend: {
      call: (name, args) => {
        calls.push([name, args]);
        return name === 'fails' ? Promise.reject(new Error('of ours')) : Promise.resolve(ok({ name }));
      },
      subscribe: (listener) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
    randomBytes: (length) => new Uint8Array(randomBytes(length)),
    monotonicMs: () => nowMs,
    onFault: (cause) => faults.push(cause),
  });
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

describe('the page server', () => {
  it('listens on loopback alone', async () => {
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((address) => address?.internal === false && address.family === 'IPv4');
    expect(origin()).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    if (outside === undefined) return;
    const refused = await new Promise<boolean>((resolve) => {
      const socket = connect(port(), outside.address);
      socket.on('connect', () => {
        socket.destroy();
        resolve(false);
      });
      socket.on('error', () => {
        resolve(true);
      });
    });
    expect(refused).toBe(true);
  });

  it('serves the pages and nothing else, under a policy that begins with nothing', async () => {
    const page = await ask({ path: '/' });
    expect(page).toMatchObject({ status: 200, body: '<meta name="csp-nonce" content="n0nce">' });
    expect(page.headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-n0nce';/,
    );
    expect(page.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    expect(page.headers['access-control-allow-origin']).toBeUndefined();
    expect(page.headers['set-cookie']).toBeUndefined();
    expect((await ask({ path: '/assets/main.js' })).headers['content-type']).toContain('text/javascript');
    for (const path of [
      '/../secret.html',
      '/%2e%2e/secret.html',
      '/assets/../../secret.html',
      '//etc/passwd',
      '/nothing',
    ]) {
      expect((await ask({ path })).status, path).toBe(404);
    }
  });

  it.each([
    ['another Host, as after DNS rebinding', { Host: 'evil.example' }],
    ['another port in Host', { Host: '127.0.0.1:1' }],
    ['localhost in Host', { Host: 'localhost' }],
    ['another Origin', { Origin: 'https://evil.example' }],
    ['an Origin of null, as of a sandboxed frame', { Origin: 'null' }],
    ['a request across sites', { 'Sec-Fetch-Site': 'cross-site' }],
    ['a request of another port of this host', { 'Sec-Fetch-Site': 'same-site' }],
  ])('refuses %s', async (_, headers) => {
    const session = await openSession();
    expect((await ask({ path: '/', headers })).status).toBe(403);
    const call = await post('/call', { name: 'status', args: {} }, { ...session, ...headers });
    expect(call.status).toBe(403);
    expect(calls).toEqual([]);
  });

  it('takes no message without an Origin', async () => {
    const session = await openSession();
    const call = await ask({ method: 'POST', path: '/call', headers: session, body: '{"name":"status"}' });
    expect(call.status).toBe(403);
  });

  it('opens one session with its token, and none with it again, with another, or too late', async () => {
    expect((await post('/session', { token: 'x'.repeat(43) })).status).toBe(403);
    expect((await post('/session', {})).status).toBe(403);
    expect((await post('/session', { token: token() })).status).toBe(200);
    const again = await post('/session', { token: token() });
    expect([again.status, again.body]).toEqual([403, expect.stringContaining('samehand open')]);
  });

  it('lets the address wait for two minutes', async () => {
    nowMs = 121_000;
    expect((await post('/session', { token: token() })).status).toBe(403);
  });

  it('answers calls and pushes in the session alone', async () => {
    expect((await post('/call', { name: 'status' })).status).toBe(401);
    expect((await ask({ path: '/pushes' })).status).toBe(401);
    expect((await post('/call', { name: 'status' }, { Authorization: 'Bearer ' })).status).toBe(401);
    const session = await openSession();
    const answer = await post('/call', { name: 'status', args: { a: 1 } }, session);
    expect(JSON.parse(answer.body)).toEqual({ ok: true, value: { name: 'status' } });
    expect(calls).toEqual([['status', { a: 1 }]]);
  });

  it('streams pushes to whoever listens, and counts them', async () => {
    const session = await openSession();
    const lines: string[] = [];
    const stream = request({ host: '127.0.0.1', port: port(), path: '/pushes', headers: session }, (response) => {
      response.setEncoding('utf8').on('data', (chunk: string) => lines.push(...chunk.split('\n')));
    });
    stream.on('error', () => undefined);
    stream.end();
    await expect.poll(() => server.listening()).toBe(1);
    for (const listener of listeners) listener('progress', { job: 'j', done: 1, total: 2 });
    await expect.poll(() => lines.join('')).toContain('{"name":"progress","body":{"job":"j","done":1,"total":2}}');
    stream.destroy();
    await expect.poll(() => server.listening()).toBe(0);
    expect(listeners.size).toBe(0);
  });

  it('survives what is wrong, huge or of another kind', async () => {
    const session = await openSession();
    const headers = { ...session, Origin: origin() };
    expect((await ask({ method: 'POST', path: '/call', headers, body: '{' })).status).toBe(400);
    expect((await ask({ method: 'POST', path: '/call', headers, body: 'null' })).status).toBe(200);
    const huge = await ask({ method: 'POST', path: '/call', headers, body: `"${'x'.repeat(3 * 1024 * 1024)}"` }).catch(
      () => null,
    );
    // The rest of it may not be read any more: then the connection is cut.
    expect(huge === null ? 413 : huge.status).toBe(413);
    expect((await ask({ method: 'POST', path: '/elsewhere', headers })).status).toBe(404);
    expect((await ask({ method: 'DELETE', path: '/call', headers })).status).toBe(404);
    const failed = await post('/call', { name: 'fails' }, session);
    expect([failed.status, failed.body]).toEqual([500, expect.not.stringContaining('of ours')]);
    expect(faults).toHaveLength(1);
    expect((await post('/call', { name: 'status' }, session)).status).toBe(200);
  });

  it('does not wait for a request that never ends', async () => {
    const socket = connect(port(), '127.0.0.1');
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.on('error', () => undefined);
    socket.write('POST /session HTTP/1.1\r\nHost: ');
    await closed;
    expect((await ask({ path: '/' })).status).toBe(200);
  }, 60_000);
});
