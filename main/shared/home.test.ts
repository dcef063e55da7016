import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { needs } from '../../tests/support/needs.ts';
import { homePaths, prepareHome, samehandHome } from './home.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-home-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the data folder', () => {
  it('is the one asked for, as an absolute path, or the one of the system', () => {
    expect(samehandHome({ SAMEHAND_HOME: 'here' })).toBe(resolve('here'));
    expect(samehandHome({ SAMEHAND_HOME: '' })).toBe(samehandHome({}));
    expect(samehandHome({})).toMatch(/samehand/);
    expect(homePaths('/data')).toEqual({
      behaviour: join('/data', 'behaviour.db'),
      audit: join('/data', 'audit.db'),
      access: join('/data', 'access.db'),
    });
  });

  it('is made for its owner alone, with what is above it', () => {
    const home = join(folder, 'a', 'b');
    expect(prepareHome(home)).toEqual({ ok: true, value: null });
    expect(statSync(home).mode & 0o777).toBe(0o700);
    expect(prepareHome(home)).toEqual({ ok: true, value: null });
  });

  it('keeps its mode when it exists, and is refused when others can write in it', () => {
    chmodSync(folder, 0o755);
    expect(prepareHome(folder)).toEqual({ ok: true, value: null });
    expect(statSync(folder).mode & 0o777).toBe(0o755);
    chmodSync(folder, 0o775);
    const refused = prepareHome(folder);
    expect(refused).toMatchObject({ ok: false, code: 'storage-unavailable' });
    expect(refused.ok ? '' : refused.message).toContain(`chmod go-w ${folder}`);
  });

  it('is refused when it belongs to another user', (ctx) => {
    needs(ctx, 'root');
    chownSync(folder, 65_534, 65_534);
    expect(prepareHome(folder)).toMatchObject({ ok: false, code: 'storage-unavailable' });
  });

  it('is refused when a file is in its place', () => {
    const home = join(folder, 'file');
    writeFileSync(home, '');
    expect(prepareHome(join(home, 'below'))).toMatchObject({ ok: false, code: 'storage-unavailable' });
    expect(existsSync(home)).toBe(true);
  });
});
