import { describe, expect, it } from 'vitest';
import { autostartEntry, isEntryOn } from './autostart-entry.ts';

const execOf = (path: string, args: readonly string[] = [], environment = {}): string | undefined =>
  /^Exec=(.*)$/mu.exec(autostartEntry({ path, args }, environment))?.[1];

describe('an autostart file', () => {
  it('is one group with what a desktop needs', () => {
    const text = autostartEntry({ path: '/opt/Samehand/samehand', args: ['--hidden'] });
    expect(text.split('\n')[0]).toBe('[Desktop Entry]');
    expect(text).toMatch(/^Type=Application$/mu);
    expect(text).toMatch(/^Name=Samehand$/mu);
    expect(text.endsWith('\n')).toBe(true);
    expect(isEntryOn(text)).toBe(true);
  });

  // What a desktop makes of it: first the value's own escapes, then the quotes of arguments, then field codes.
  it.each([
    ['/opt/Samehand/samehand', String.raw`"/opt/Samehand/samehand"`],
    ['/home/me and you/a', String.raw`"/home/me and you/a"`],
    ['/a"b', String.raw`"/a\\"b"`],
    ['/a$HOME`id`', '"/a\\\\$HOME\\\\`id\\\\`"'],
    [String.raw`/a\b`, String.raw`"/a\\\\b"`],
    ['/100%/f', '"/100%%/f"'],
  ])('quotes %j', (path, expected) => {
    expect(execOf(path)).toBe(expected);
  });

  it('starts it with arguments, and with the data folder that it runs with now', () => {
    expect(execOf('/samehand', ['/app', '--hidden'])).toBe('"/samehand" "/app" "--hidden"');
    expect(execOf('/samehand', [], { SAMEHAND_HOME: '/data of me' })).toBe(
      '"env" "SAMEHAND_HOME=/data of me" "/samehand"',
    );
  });

  it('carries no line of somebody else', () => {
    expect(() => autostartEntry({ path: '/a\nExec=evil', args: [] })).toThrow(RangeError);
    expect(() => autostartEntry({ path: '/a', args: ['\u0007'] })).toThrow(RangeError);
  });

  it('is off where a desktop has switched it off', () => {
    const text = autostartEntry({ path: '/a', args: [] });
    expect(isEntryOn(`${text}Hidden=true\n`)).toBe(false);
    expect(isEntryOn(text.replace('enabled=true', 'enabled=false'))).toBe(false);
  });
});
