import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPreferences } from './preferences.ts';

const DEFAULTS = { theme: 'system', language: null, zoom: 1 };
let home = '';
let faults: unknown[] = [];
const open = () => openPreferences(home, (cause) => faults.push(cause));
const file = () => join(home, 'windows.json');

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'samehand-preferences-'));
  faults = [];
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

describe('preferences', () => {
  it('are the defaults at first, and later what somebody liked, for their owner alone', () => {
    const first = open();
    expect([first.read(), first.bounds()]).toEqual([DEFAULTS, null]);
    expect(first.write({ theme: 'dark', zoom: 2 })).toEqual({ ...DEFAULTS, theme: 'dark', zoom: 2 });
    first.rememberBounds({ x: -5, y: 10, width: 800, height: 600 });
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    const again = open();
    expect(again.read()).toEqual({ ...DEFAULTS, theme: 'dark', zoom: 2 });
    expect(again.bounds()).toEqual({ x: -5, y: 10, width: 800, height: 600 });
    expect(faults).toEqual([]);
  });

  it.each([
    ['cut off', '{"preferences":{"zoom"'],
    ['a wrong value', '{"preferences":{"zoom":90}}'],
    ['a word of another version', '{"preferences":{"colour":"red"}}'],
    ['wrong bounds', '{"bounds":{"x":0}}'],
  ])('of a damaged file are the defaults, and it is said: %s', (_name, text) => {
    writeFileSync(file(), text);
    const preferences = open();
    expect([preferences.read(), preferences.bounds()]).toEqual([DEFAULTS, null]);
    expect(String(faults[0])).toContain('windows.json was damaged');
    preferences.write({ language: 'de' });
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({ preferences: { language: 'de' } });
    faults = [];
    expect(open().read().language).toBe('de');
    expect(faults).toEqual([]);
  });

  it('hold while the program runs even where the file cannot be written', () => {
    const preferences = open();
    rmSync(home, { recursive: true });
    writeFileSync(home, 'a file in the place of the folder');
    expect(preferences.write({ zoom: 1.5 }).zoom).toBe(1.5);
    expect(preferences.read().zoom).toBe(1.5);
    expect(faults).toHaveLength(1);
  });
});
