/** The package's own installer against a server of ours in the place of the one it downloads from. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
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
import { explainFetch, failedLately, fetchElectron } from './fetch-electron.mjs';

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
    writeFileSync(join(content, 'electron'), '#!/bin/sh\n');
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
      response.end(request.url?.endsWith('SHASUMS256.txt') === true ? sum : bytes);
    });
    expect(await fetchWith({ ...env, electron_use_remote_checksums: '1' })).toEqual({ ok: true });
    expect(electronBinary(project)).toBe(join(project, 'node_modules/electron/dist/electron'));
    expect(lines[0]).toContain('Fetching Electron');
    expect(failedLately(project, Date.now())).toBe(false);
  });

  it('gives up a download from which nothing comes, and tells so', async () => {
    const env = await serve((_request, response) => {
      response.writeHead(200, { 'Content-Length': 1_000_000 });
      response.write('PK');
    });
    const fetched = await fetchWith(env);
    expect(fetched).toEqual({ ok: false, message: 'Electron could not be fetched: nothing came for 2 s.' });
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

  it('says when there is no network', async () => {
    const env = await serve((_request, response) => response.end());
    await new Promise((done) => server.close(done));
    expect(await fetchWith(env)).toMatchObject({ ok: false, message: expect.stringContaining('network') });
  });
});

it('explains what an installer says in a sentence', () => {
  expect(explainFetch('ENOSPC: no space left on device')).toContain('disk is full');
  expect(explainFetch('HTTPError: Response code 407')).toContain('proxy');
  expect(explainFetch('something else')).toContain('its installer failed');
});
