/** The package's own installer against a server of ours in the place of the one it downloads from. */
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { needs } from '../tests/support/needs.ts';
import { electronBinary } from './electron-binary.mjs';
import { explainFetch } from './explain-fetch.mjs';
import { fetchElectron } from './fetch-electron.mjs';
import { failedLately, isToFetch, rememberFailure } from './fetch-wish.mjs';

/** What a fetch leaves behind would be here. */
const temporaryFolders = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('samehand-electron-'));

const PROJECT = resolve(import.meta.dirname, '..');

describe('fetching Electron', () => {
  let project: string;
  let server: Server;
  let requests: string[];
  let lines: string[];

  const serve = async (answer: RequestListener): Promise<NodeJS.ProcessEnv> => {
    server = createServer((request, response) => {
      requests.push(request.url ?? '');
      answer(request, response);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const mirror = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    return {
      PATH: process.env.PATH,
      HOME: project,
      ELECTRON_MIRROR: mirror,
      electron_config_cache: join(project, 'cache'),
      SAMEHAND_ELECTRON_TIMEOUT_S: '2',
    };
  };
  const fetchWith = (env: NodeJS.ProcessEnv) =>
    fetchElectron(project, { env, log: (line) => lines.push(line), isTerminal: false });

  beforeEach(() => {
    requests = [];
    lines = [];
    // A project of its own, so that nothing is put into the real one.
    project = mkdtempSync(join(tmpdir(), 'samehand-fetch-'));
    const modules = join(project, 'node_modules');
    mkdirSync(modules);
    cpSync(join(PROJECT, 'node_modules/electron'), join(modules, 'electron'), {
      recursive: true,
      filter: (path) => !path.includes(join('electron', 'dist')) && !path.endsWith('path.txt'),
    });
    for (const scope of ['node', '@electron', '@electron-internal'])
      symlinkSync(join(PROJECT, 'node_modules', scope), join(modules, scope));
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
    rmSync(project, { recursive: true });
  });

  it('puts the binary in its place, and says how far it is', async (ctx) => {
    needs(ctx, 'linux', 'dbusmock'); // Python, which makes the archive
    const content = join(project, 'content');
    mkdirSync(content);
    const { version } = JSON.parse(readFileSync(join(PROJECT, 'node_modules/electron/package.json'), 'utf8')) as {
      version: string;
    };
    writeFileSync(join(content, 'electron'), `#!/bin/sh\n# ${randomBytes(500_000).toString('hex')}\n`);
    chmodSync(join(content, 'electron'), 0o755);
    writeFileSync(join(content, 'version'), version);
    const archive = join(project, 'electron.zip');
    const made = spawnSync('/usr/bin/python3', ['-m', 'zipfile', '-c', archive, 'electron', 'version'], {
      cwd: content,
    });
    expect(made.status).toBe(0);
    const bytes = readFileSync(archive);
    const name = `electron-v${version}-${process.platform}-${process.arch}.zip`;
    const sum = `${createHash('sha256').update(bytes).digest('hex')} *${name}\n`;
    const env = await serve((request, response) => {
      if (request.url?.endsWith('SHASUMS256.txt') === true) response.end(sum);
      else {
        response.writeHead(200, { 'Content-Length': bytes.length });
        response.write(bytes.subarray(0, bytes.length / 2));
        setTimeout(() => response.end(bytes.subarray(bytes.length / 2)), 1_500);
      }
    });
    expect(await fetchWith({ ...env, electron_use_remote_checksums: '1' })).toEqual({ ok: true });
    expect(electronBinary(project)).toBe(join(project, 'node_modules/electron/dist/electron'));
    expect(lines[0]).toContain('Fetching Electron');
    expect(lines.filter((line) => / {2}[\d.]+ MB/.test(line))).not.toEqual([]);
    expect(failedLately(project, Date.now())).toBe(false);
  });

  it('gives up a download from which nothing comes, and tells so', async () => {
    const before = temporaryFolders();
    const env = await serve((_request, response) => {
      response.writeHead(200, { 'Content-Length': 1_000_000 });
      response.write('PK');
    });
    const fetched = await fetchWith(env);
    expect(fetched).toMatchObject({ ok: false, message: 'Electron could not be fetched: nothing came for 2 s.' });
    expect(temporaryFolders()).toEqual(before);
    expect(existsSync(join(project, 'node_modules/electron/path.txt'))).toBe(false);
    expect(failedLately(project, Date.now())).toBe(true);
    expect(failedLately(project, Date.now() + 25 * 3_600_000)).toBe(false);
  });

  it('takes nothing whose checksum is another', async () => {
    const env = await serve((_request, response) => {
      response.end('not what was expected');
    });
    const fetched = await fetchWith(env);
    expect(fetched).toMatchObject({ ok: false, message: expect.stringContaining('checksum') });
    expect(electronBinary(project)).toBeNull();
  });

  it('says when the server does not have it', async () => {
    const env = await serve((_request, response) => {
      response.writeHead(404).end();
    });
    expect(await fetchWith(env)).toMatchObject({ ok: false, message: expect.stringContaining('does not have it') });
    expect(requests.length).toBeGreaterThan(0);
  });

  it('says when what comes ends in the middle', async () => {
    const env = await serve((_request, response) => {
      response.writeHead(200, { 'Content-Length': 1_000_000 });
      response.write('PK');
      setTimeout(() => response.destroy(), 100);
    });
    expect(await fetchWith(env)).toMatchObject({ ok: false, message: expect.stringContaining('network') });
  });

  it('goes by the proxy of the environment, and says when that refuses', async () => {
    const env = await serve((_request, response) => response.end());
    server.on('connect', (request, socket) => {
      requests.push(`CONNECT ${request.url ?? ''}`);
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    });
    const { ELECTRON_MIRROR: proxy, ...rest } = env;
    const fetched = await fetchWith({ ...rest, ELECTRON_MIRROR: 'http://mirror.example/', HTTP_PROXY: proxy });
    expect(requests).toEqual(['CONNECT mirror.example:80']);
    expect(fetched).toMatchObject({ ok: false, message: expect.stringContaining('proxy') });
  });

  it('ends cleanly on a signal, and does not count that as a failure', async () => {
    const before = temporaryFolders();
    const env = await serve((_request, response) => {
      response.writeHead(200, { 'Content-Length': 1_000_000 });
      response.write('PK');
    });
    const fetching = fetchWith({ ...env, SAMEHAND_ELECTRON_TIMEOUT_S: 'soon' });
    await expect.poll(() => requests.length).toBeGreaterThan(0);
    process.emit('SIGINT');
    expect(await fetching).toMatchObject({ ok: false, isInterrupted: true });
    expect(failedLately(project, Date.now())).toBe(false);
    expect(temporaryFolders()).toEqual(before);
    expect(process.listenerCount('SIGINT')).toBe(0);
  });

  it('says when there is no network', async () => {
    const env = await serve((_request, response) => response.end());
    await new Promise((done) => server.close(done));
    expect(await fetchWith(env)).toMatchObject({ ok: false, message: expect.stringContaining('network') });
  });
});

it.each([
  ['Error: ENOSPC: no space left on device, write', 'disk is full'],
  ['HTTPError: Response code 404 (Not Found) for https://a.example', 'does not have it'],
  ['HTTPError: Response code 503 (Unavailable) for https://a.example', 'server refused'],
  ['cause: UND_ERR_ABORTED Proxy response (407) !== 200 when HTTP Tunneling', 'proxy'],
  ['cause: SELF_SIGNED_CERT_IN_CHAIN self-signed certificate in certificate chain', 'certificate'],
  ['cause: ENOTFOUND getaddrinfo ENOTFOUND github.com\nTypeError: fetch failed', 'network'],
  ["EACCES: permission denied, mkdir '/opt/samehand/node_modules/electron/dist'", 'cannot be written'],
  ['something else at /a/404/b.js:407:1', 'its installer failed'],
])('explains %s', (output, expected) => {
  expect(explainFetch(output)).toContain(expected);
});

describe('whether to fetch', () => {
  let project: string;
  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), 'samehand-wish-'));
  });
  afterEach(() => {
    rmSync(project, { recursive: true });
  });

  it('is so at first, and a day after it failed', () => {
    const now = Date.now();
    expect(isToFetch(project, now, {}).fetches).toBe(true);
    rememberFailure(project, 'why');
    expect(isToFetch(project, now + 1_000, {})).toMatchObject({
      fetches: false,
      because: expect.stringContaining('day'),
    });
    expect(isToFetch(project, now + 25 * 3_600_000, {}).fetches).toBe(true);
    expect(isToFetch(project, now - 25 * 3_600_000, {}).fetches).toBe(true);
  });

  it('is as somebody wishes', () => {
    expect(isToFetch(project, Date.now(), { SAMEHAND_ELECTRON_FETCH: 'never' }).fetches).toBe(false);
    expect(isToFetch(project, Date.now(), { ELECTRON_SKIP_BINARY_DOWNLOAD: '1' }).fetches).toBe(false);
    rememberFailure(project, 'why');
    expect(isToFetch(project, Date.now(), { SAMEHAND_ELECTRON_FETCH: 'always' }).fetches).toBe(true);
  });
});
