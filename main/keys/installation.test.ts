import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readInstallation, writeInstallation } from './installation.ts';

const FIELDS = {
  id: '3f1c2f0e-5a52-4b35-9a6e-2f0c4a4f9c11',
  keySource: 'keychain',
  createdAt: '2026-11-21T08:30:00.000Z',
} as const;

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'samehand-installation-'));
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

describe('the installation', () => {
  it('is null in a new folder and comes back as it was written, for its owner alone', () => {
    expect(readInstallation(home)).toEqual({ ok: true, value: null });
    writeInstallation(home, FIELDS);
    expect(readInstallation(home)).toEqual({ ok: true, value: { version: 1, ...FIELDS } });
    expect(statSync(join(home, 'installation.json')).mode & 0o777).toBe(0o600);
    expect(readdirSync(home)).toEqual(['installation.json']);
  });

  it('takes the place of the one before, even after a draft was left behind', () => {
    writeInstallation(home, FIELDS);
    writeFileSync(join(home, 'installation.json.new'), '{"ver');
    writeInstallation(home, { ...FIELDS, keySource: 'file' });
    expect(readInstallation(home)).toMatchObject({ value: { keySource: 'file' } });
    expect(readdirSync(home)).toEqual(['installation.json']);
  });

  it.each([
    ['cut short', (text: string) => text.slice(0, 40)],
    ['of a later version', (text: string) => text.replace('"version": 1', '"version": 2')],
    ['with an unknown field', (text: string) => text.replace('{', '{"more": 1,')],
  ])('is refused when %s, and left as it is', (_, damage) => {
    writeInstallation(home, FIELDS);
    const path = join(home, 'installation.json');
    const damaged = damage(readFileSync(path, 'utf8'));
    writeFileSync(path, damaged);
    expect(readInstallation(home)).toMatchObject({ ok: false, code: 'key-unavailable' });
    expect(readFileSync(path, 'utf8')).toBe(damaged);
  });
});
