import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KIND } from '../../contract/events.ts';
import { playKeys, type Stroke } from './fixtures.ts';
import { createKeyboardWindows, type KeyboardWindowOptions } from './keyboard-windows.ts';
import type { KeystrokeColumns } from './keystrokes.ts';
import { freshActions, type FeatureWindow } from './window.ts';

const dwells = (columns: KeystrokeColumns | null): number[] => [...(columns?.dwellMs ?? [])];

/** Windows with their reused arrays copied. */
const collect = (options: KeyboardWindowOptions) => {
  const seen: { window: FeatureWindow; dwells: number[] }[] = [];
  const windows = createKeyboardWindows(options, (window) => {
    seen.push({ window, dwells: dwells(window.keystrokes) });
  });
  return { windows, seen };
};

/** Keystroke i is pressed at 200·i and held for i + 1 ms. */
const numbered = (from: number, to: number): Stroke[] =>
  Array.from({ length: to - from }, (_, k) => {
    const i = from + k;
    return { key: i % 2 === 0 ? 'f' : 'j', down: 200 * i, up: 200 * i + i + 1 };
  });

describe('createKeyboardWindows', () => {
  it('emits 50 keystrokes, then every ten', () => {
    const { windows, seen } = collect({});
    playKeys(windows.key, numbered(0, 79));
    expect(seen.map(({ window }) => [window.startMs, window.endMs, window.actions, window.newActions])).toEqual([
      [0, 200 * 49 + 50, 50, 50],
      [2_000, 200 * 59 + 60, 50, 10],
      [4_000, 200 * 69 + 70, 50, 10],
    ]);
    expect(windows.actions).toBe(79);
  });

  it('holds keystrokes in press order', () => {
    const { windows, seen } = collect({ length: 4, hop: 2 });
    playKeys(windows.key, numbered(0, 8));
    expect(seen.map((entry) => entry.dwells)).toEqual([
      [1, 2, 3, 4],
      [3, 4, 5, 6],
      [5, 6, 7, 8],
    ]);
  });

  it('hands out every keystroke as new once, whatever the sizes, but for the window begun', () => {
    const sizes = fc.record({ length: fc.integer({ min: 1, max: 30 }), hop: fc.integer({ min: 1, max: 30 }) });
    fc.assert(
      fc.property(sizes, fc.integer({ min: 0, max: 400 }), (options, count) => {
        fc.pre(options.hop <= options.length);
        const { windows, seen } = collect(options);
        playKeys(windows.key, numbered(0, count));
        const fresh = seen.flatMap((entry) => entry.dwells.slice(options.length - freshActions(entry.window)));
        expect(fresh).toEqual(Array.from({ length: fresh.length }, (_, i) => i + 1));
        expect(count - fresh.length).toBeLessThan(Math.max(options.hop, options.length));
      }),
    );
  });

  it('waits for a key still held, and 2 s at most', () => {
    const { windows, seen } = collect({ length: 3, hop: 1 });
    playKeys(windows.key, [
      { key: 'shift', down: 0 },
      { key: 'f', down: 100, up: 150 },
      { key: 'j', down: 200, up: 250 },
      { key: 'f', down: 1_900, up: 1_950 },
    ]);
    expect(seen).toHaveLength(0);
    playKeys(windows.key, [{ key: 'j', down: 2_001, up: 2_050 }]);
    expect(seen.map((entry) => entry.dwells)).toEqual([
      [Number.NaN, 50, 50],
      [50, 50, 50],
      [50, 50, 49],
    ]);
  });

  it('keeps a window over a pause but discards it over a gap of five minutes', () => {
    const { windows, seen } = collect({ length: 4, hop: 4 });
    playKeys(windows.key, [
      { key: 'f', down: 0, up: 50 },
      { key: 'j', down: 60_000, up: 60_051 },
      { key: 'f', down: 360_052, up: 360_104 },
      { key: 'j', down: 360_300, up: 360_353 },
      { key: 'f', down: 360_500, up: 360_554 },
      { key: 'j', down: 360_700, up: 360_755 },
    ]);
    expect(seen.map((entry) => entry.dwells)).toEqual([[52, 53, 54, 55]]);
    expect(seen[0]?.window.newActions).toBe(6);
    expect(seen[0]?.window.keystrokes?.prevSlot[0]).toBe(0);
  });

  it('discards the window begun, and the keys held, at a reset', () => {
    const { windows, seen } = collect({ length: 3, hop: 3 });
    playKeys(windows.key, [...numbered(0, 2), { key: 'f', down: 1_000 }]);
    windows.reset();
    windows.key(1_050, KIND.keyUp, 1, 0);
    playKeys(windows.key, numbered(10, 13));
    expect(seen.map((entry) => entry.dwells)).toEqual([[11, 12, 13]]);
    expect(windows.actions).toBe(5);
  });

  it('may be reset by whoever receives a window', () => {
    const starts: number[] = [];
    const windows = createKeyboardWindows({ length: 4, hop: 1 }, ({ startMs }) => {
      starts.push(startMs);
      windows.reset();
    });
    playKeys(windows.key, numbered(0, 12));
    expect(starts).toEqual([0, 800, 1_600]);
  });

  it('refuses a hop that would skip or repeat windows', () => {
    expect(() => createKeyboardWindows({ length: 10, hop: 11 }, () => undefined)).toThrow('hop 11 is not within 1…10');
    expect(() => createKeyboardWindows({ hop: 0 }, () => undefined)).toThrow(RangeError);
  });
});
