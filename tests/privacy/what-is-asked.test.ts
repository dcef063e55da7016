/** What the program never asks the system for: its sources name none of the calls that would answer it. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CALLS } from '../../contract/ipc.ts';

const ROOT = join(import.meta.dirname, '../..');
const SOURCES = ['contract', 'main', 'ml', 'preload', 'renderer'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.(test|fixture)\./.test(name))
    .map((name) => join(folder, name)),
);

/** By what it would tell: calls of Electron, the browser, X11, Windows and macOS. */
const NEVER: Readonly<Record<string, RegExp>> = {
  'the screen':
    /desktopCapturer|capturePage|getDisplayMedia|XGetImage|GetImage\b|BitBlt|CGWindowListCreateImage|CGDisplayStream/,
  'titles of windows': /GetWindowText|WM_NAME|_NET_WM_NAME|kCGWindowName|AXTitle|getTitle\(/,
  'the clipboard read': /clipboard\.read|clipboard'?\]?\.readText|GetClipboardData|NSPasteboard|XConvertSelection/,
  'sound and camera': /getUserMedia|MediaRecorder/,
  'the text of a key': /keysymToString|XLookupString|ToUnicode\b|UCKeyTranslate|keychar|rawcode/i,
};

describe('the sources', () => {
  it('are all of the program', () => {
    expect(SOURCES.length).toBeGreaterThan(600);
  });

  for (const [what, calls] of Object.entries(NEVER)) {
    it(`never ask for ${what}`, () => {
      const found = SOURCES.flatMap((path) => {
        const hit = calls.exec(readFileSync(join(ROOT, path), 'utf8'));
        return hit === null ? [] : [`${path}: ${hit[0]}`];
      });
      expect(found).toEqual([]);
    });
  }

  it('give a running agent no call by which it could be told to record input', () => {
    expect(Object.keys(CALLS).filter((name) => /^(record|capture|sensor)/.test(name))).toEqual([]);
  });

  it('have the sensor record only for the command that asks for consent', () => {
    const naming = SOURCES.filter((path) => readFileSync(join(ROOT, path), 'utf8').includes('recordTo'));
    expect(naming.sort()).toEqual([
      'main/hosts/headless/commands/record.ts',
      'main/sensor/protocol.ts',
      'main/sensor/sensor-client.ts',
      'main/sensor/sensor-process.ts',
    ]);
  });
});
