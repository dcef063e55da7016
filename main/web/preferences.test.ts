import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { preferencesIn } from './preferences.ts';

const DEFAULTS = { theme: 'system', language: null, zoom: 1 };
let home: string;
let faults: unknown[];
const file = (): string => join(home, 'windows.json');
const open = () => preferencesIn(home, (cause) => faults.push(cause));

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'samehand-preferences-'));
  faults = [];
});
afterEach(() => {
  rmSync(home, { recursive: true });
});

describe('preferences in the data folder', () => {
  it('are the defaults at first, and what was chosen afterwards', () => {
    expect(open().read()).toEqual(DEFAULTS);
    expect(open().write({ theme: 'dark' })).toEqual({ ...DEFAULTS, theme: 'dark' });
    open().write({ zoom: 1.5 });
    expect(open().read()).toEqual({ theme: 'dark', language: null, zoom: 1.5 });
    expect(statSync(file()).mode & 0o777).toBe(0o600);
  });

  it('leave what the windows of the tray keep beside them', () => {
    const bounds = { x: 1, y: 2, width: 300, height: 400 };
    writeFileSync(file(), JSON.stringify({ preferences: { ...DEFAULTS, language: 'de' }, bounds }));
    expect(open().write({ theme: 'light' })).toEqual({ theme: 'light', language: 'de', zoom: 1 });
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({ bounds });
  });

  it.each([
    '',
    '{',
    'null',
    '[]',
    '"text"',
    '{"preferences":7}',
    '{"preferences":{"theme":"pink"}}',
    '{"preferences":{"zoom":99}}',
    '{"preferences":{"zoom":1,"more":1}}',
  ])('are the defaults when the file holds %s, and can be changed', (text) => {
    writeFileSync(file(), text);
    expect(open().read()).toEqual(DEFAULTS);
    expect(open().write({ theme: 'dark' }).theme).toBe('dark');
    expect(open().read().theme).toBe('dark');
  });

  it('hold until the program ends when they cannot be written', () => {
    const store = open();
    // A folder in its place is no file, not even for root.
    mkdirSync(file());
    expect(store.read()).toEqual(DEFAULTS);
    expect(store.write({ theme: 'dark' })).toEqual({ ...DEFAULTS, theme: 'dark' });
    expect(store.write({ zoom: 2 })).toEqual({ ...DEFAULTS, theme: 'dark', zoom: 2 });
    expect(store.read().theme).toBe('dark');
    expect(faults.length).toBeGreaterThan(0);
    rmSync(file(), { recursive: true });
    store.write({ language: 'de' });
    expect(open().read()).toEqual({ theme: 'dark', language: 'de', zoom: 2 });
  });
});
