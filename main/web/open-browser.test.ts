import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { needs } from '../../tests/support/needs.ts';
import { openBrowser, openerOf } from './open-browser.ts';

const ADDRESS = 'http://127.0.0.1:4000/#token=s3cret&screen=status';
const NOBODY = 65_534;

let folder: string;
const home = (): string => join(folder, 'home');

/** Puts a program in the place of xdg-open that writes down its arguments, then does this. */
const install = (then: string): NodeJS.ProcessEnv => {
  const file = join(folder, 'bin', 'xdg-open');
  writeFileSync(file, `#!/bin/sh\nprintf '%s\\n' "$@" > "${folder}/arguments"\n${then}\n`);
  chmodSync(file, 0o755);
  return { PATH: `${join(folder, 'bin')}${delimiter}${process.env.PATH ?? ''}`, DISPLAY: ':9' };
};
const open = (env: NodeJS.ProcessEnv) => openBrowser({ address: ADDRESS, folder: home(), platform: 'linux', env });
const givenArguments = (): string => readFileSync(join(folder, 'arguments'), 'utf8').trim();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-open-'));
  mkdirSync(join(folder, 'bin'));
  mkdirSync(home());
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('opening the browser', () => {
  it('hands it a file that leads on, with nothing secret in what others can read', async (ctx) => {
    needs(ctx, 'linux');
    const { isOpen, forget } = await open(install('exit 0'));
    expect(isOpen).toBe(true);
    expect(givenArguments()).toMatch(/^file:\/\/\/\S+\.html$/);
    expect(givenArguments()).not.toContain('s3cret');
    const file = fileURLToPath(givenArguments());
    expect(readFileSync(file, 'utf8')).toContain('url=http://127.0.0.1:4000/#token=s3cret&amp;screen=status"');
    forget();
    expect(readdirSync(home())).toEqual([]);
  });

  it('hands it a file that no other user can read, in a folder that they can enter', async (ctx) => {
    needs(ctx, 'linux', 'root');
    chmodSync(folder, 0o755);
    chmodSync(home(), 0o755);
    const { forget } = await open(install('exit 0'));
    const file = fileURLToPath(givenArguments());
    const cat = spawnSync('cat', [file], { uid: NOBODY, gid: NOBODY, encoding: 'utf8' });
    expect([cat.status, cat.stdout]).toEqual([1, '']);
    expect(cat.stderr).toContain('Permission denied');
    forget();
  });

  it.each(['exit 3', 'kill -9 $$'])('says so and leaves no file when the program fails by: %s', async (then) => {
    expect((await open(install(then))).isOpen).toBe(false);
    expect(readdirSync(home())).toEqual([]);
  });

  it('says so when there is no such program', async () => {
    expect((await open({ PATH: join(folder, 'bin'), DISPLAY: ':9' })).isOpen).toBe(false);
    expect(readdirSync(home())).toEqual([]);
  });

  it('takes a program that goes on running for the browser', async () => {
    const { isOpen, forget } = await open(install('exec sleep 4'));
    expect(isOpen).toBe(true);
    forget();
  });

  it('tries nothing where there is no screen', async () => {
    expect((await open({ ...install('exit 0'), DISPLAY: '' })).isOpen).toBe(false);
    expect(existsSync(join(folder, 'arguments'))).toBe(false);
  });

  it('replaces a file that lies in its place rather than write through it', async () => {
    const env = install('exit 0');
    const { forget } = await open(env);
    const file = fileURLToPath(givenArguments());
    forget();
    const elsewhere = join(folder, 'elsewhere');
    writeFileSync(elsewhere, 'untouched');
    spawnSync('ln', ['-s', elsewhere, file]);
    (await open(env)).forget();
    expect(readFileSync(elsewhere, 'utf8')).toBe('untouched');
  });

  it('knows the program of each system', () => {
    expect(openerOf('darwin', {})).toEqual(['open']);
    expect(openerOf('win32', {})).toEqual(['rundll32', 'url.dll,FileProtocolHandler']);
    expect(openerOf('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toEqual(['xdg-open']);
    expect(openerOf('linux', { DISPLAY: '' })).toBeNull();
  });
});
