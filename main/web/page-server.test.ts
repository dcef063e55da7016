/** The page server as other programs, other web sites and other people on the machine see it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
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

  it('shows by the first line of the stream that it is the one that opened the session', async () => {
    const opened = JSON.parse((await post('/session', { token: token() })).body) as {
      value: { session: string; proof: string };
    };
    const headers = { Authorization: `Bearer ${opened.value.session}` };
    const first = await new Promise<string>((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port: port(), path: '/pushes', headers }, (response) => {
        response.once('data', (chunk: Buffer) => {
          resolve(chunk.toString());
          asked.destroy();
        });
      });
      asked.on('error', reject);
      asked.end();
    });
    expect(JSON.parse(first)).toEqual({ proof: opened.value.proof });
    expect(new Set([token(), opened.value.session, opened.value.proof]).size).toBe(3);
  });

  it('lets one of two that open it at once in', async () => {
    const both = await Promise.all([post('/session', { token: token() }), post('/session', { token: token() })]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 403]);
  });

  it('survives what is wrong, huge or of another kind', async () => {
    const session = await openSession();
    const headers = { ...session, Origin: origin() };
    const send = (body: string): Promise<Answer> => ask({ method: 'POST', path: '/call', headers, body });
    for (const body of ['{', '', 'null', '3', '"text"']) expect((await send(body)).status, body).toBe(400);
    expect((await send(`{"name":"${'x'.repeat(3 * 1024 * 1024)}"}`)).status).toBe(413);
    expect((await send(`{"name":${'['.repeat(100_000)}`)).status).toBe(400);
    expect(calls).toEqual([]);
    await post('/call', { name: 7 }, session);
    expect(calls).toEqual([['', {}]]);
    expect((await ask({ method: 'POST', path: '/elsewhere', headers })).status).toBe(404);
    expect((await ask({ path: 'http://[' })).status).toBe(400);
    const failed = await post('/call', { name: 'fails' }, session);
    expect([failed.status, failed.body]).toEqual([500, expect.not.stringContaining('of ours')]);
    expect(faults).toHaveLength(1);
    expect((await post('/call', { name: 'status' }, session)).status).toBe(200);
  });

  it('cuts off one who sends without end', async () => {
    const session = await openSession();
    const endless = ask({
      method: 'POST',
      path: '/call',
      headers: { ...session, Origin: origin() },
      body: `"${'x'.repeat(40 * 1024 * 1024)}"`,
    });
    const outcome = await endless.then(
      ({ status }) => status,
      (cause: unknown) => (cause as NodeJS.ErrnoException).code ?? '',
    );
    expect([413, 'ECONNRESET', 'EPIPE']).toContain(outcome);
    expect(calls).toEqual([]);
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'TRACE'])('does not answer %s', async (method) => {
    const session = await openSession();
    const refused = await ask({ method, path: '/call', headers: { ...session, Origin: origin() } });
    expect([refused.status, refused.headers.allow]).toEqual([405, 'GET, POST']);
  });

  it('allows nothing across origins, on any answer', async () => {
    const session = await openSession();
    const answers = await Promise.all([
      ask({ path: '/' }),
      ask({ path: '/nothing' }),
      post('/call', { name: 'status' }, session),
      post('/call', { name: 'status' }),
      ask({
        method: 'OPTIONS',
        path: '/call',
        headers: { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'POST' },
      }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 200, 401, 403]);
    for (const { headers } of answers) {
      expect(headers).toMatchObject({
        'content-security-policy': expect.stringMatching(/^default-src 'none';.*frame-ancestors 'none'/),
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'cache-control': 'no-store',
      });
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control') || name === 'set-cookie')).toEqual(
        [],
      );
    }
  });

  it('does not upgrade to another protocol', async () => {
    const headers = { Connection: 'Upgrade', Upgrade: 'websocket', Origin: 'https://evil.example' };
    expect((await ask({ path: '/pushes', headers })).status).toBe(403);
    expect((await ask({ path: '/pushes', headers: { ...headers, Origin: origin() } })).status).toBe(401);
  });

  const openSocket = (text: string): { socket: Socket; closed: Promise<number> } => {
    const socket = connect(port(), '127.0.0.1');
    const beganMs = performance.now();
    const closed = new Promise<number>((resolve) => {
      socket.on('close', () => {
        resolve(performance.now() - beganMs);
      });
    });
    socket.on('error', () => undefined);
    socket.resume();
    socket.write(text);
    return { socket, closed };
  };

  it('closes a connection that is silent, or slow in its head or its body', async () => {
    const head = `POST /session HTTP/1.1\r\nHost: 127.0.0.1:${String(port())}\r\nOrigin: ${origin()}\r\n`;
    const [silent, slowHead, slowBody] = await Promise.all(
      ['', head, `${head}Content-Length: 9\r\n\r\n{`].map((text) => openSocket(text).closed),
    );
    expect(silent).toBeLessThan(7_000);
    expect(slowHead).toBeLessThan(7_000);
    expect(slowBody).toBeLessThan(18_000);
    expect((await ask({ path: '/' })).status).toBe(200);
    expect(faults).toEqual([]);
  });

  it('has at most 32 connections at once', async () => {
    const sockets = Array.from({ length: 40 }, () => openSocket('GET'));
    const closedAtOnce = await Promise.all(sockets.map(async ({ closed }) => (await closed) < 3_000));
    expect(closedAtOnce.filter(Boolean)).toHaveLength(8);
    expect((await ask({ path: '/' })).status).toBe(200);
  });
});
