import { describe, expect, it } from 'vitest';
import { KIND } from '../../contract/events.ts';
import { POINTER_FEATURES } from './catalogue.ts';
import { named } from './fixtures.ts';
import { MEASURE, POINTER_MEASURES } from './pointer-measures.ts';
import { createPointerWindows, type PointerWindowOptions, type PointerWindows } from './pointer-windows.ts';
import type { FeatureWindow } from './window.ts';

const collect = (options: PointerWindowOptions) => {
  const seen: (FeatureWindow & { readonly values: Readonly<Record<string, number>> })[] = [];
  const windows = createPointerWindows(options, (window) => {
    seen.push({ ...window, values: named(POINTER_FEATURES, window.vector) });
  });
  return { windows, seen };
};

/** A straight movement of `length` px in 200 ms from `start`, a click after `gap` ms, held for `hold` ms. */
const pointAndClick = (windows: PointerWindows, start: number, length: number, gap: number, hold: number): void => {
  for (let t = 0; t <= 200; t += 10) windows.move(start + t, (length * t) / 200, 0);
  windows.button(start + 200 + gap, KIND.buttonDown, 1, length, 0);
  windows.button(start + 200 + gap + hold, KIND.buttonUp, 1, length, 0);
};

const FLOAT32 = 5;

describe('createPointerWindows', () => {
  it('emits ten actions, then every five', () => {
    const { windows, seen } = collect({});
    for (let k = 0; k < 21; k += 1) pointAndClick(windows, 1_000 * k, 100, 50, 80);
    expect(
      seen.map(({ startMs, endMs, actions, newActions, evidence }) => [startMs, endMs, actions, newActions, evidence]),
    )
      // The movement after the window's last tells that it is complete, once it has gone 8 px.
      .toEqual([
        [0, 10_020, 10, 10, 1],
        [5_000, 15_020, 10, 5, 1],
        [10_000, 20_020, 10, 5, 1],
      ]);
    expect(windows.actions).toBe(20);
  });

  it('takes the centre and spread over the actions', () => {
    const { windows, seen } = collect({ length: 5, hop: 5 });
    const holds = [60, 90, 80, 70, 500];
    holds.forEach((hold, k) => {
      pointAndClick(windows, 1_000 * k, 100 * (k + 1), 50, hold);
    });
    pointAndClick(windows, 9_000, 100, 50, 50);
    const values = seen[0]?.values ?? {};
    // 1.75 of 5 cut at either end: (0.25·ln 70 + ln 80 + 0.25·ln 90) / 1.5
    const centre = (0.25 * Math.log(70) + Math.log(80) + 0.25 * Math.log(90)) / 1.5;
    const spread = holds.map((hold) => Math.abs(Math.log(hold) - centre)).reduce((a, b) => a + b) / 5;
    expect(values['click hold']).toBeCloseTo(centre, FLOAT32);
    expect(values['click hold spread']).toBeCloseTo(spread, FLOAT32);
    expect(values['click gap']).toBeCloseTo(Math.log(50), FLOAT32);
    expect(values['click gap spread']).toBeCloseTo(0, FLOAT32);
    expect(values.efficiency).toBeCloseTo(1, FLOAT32);
    expect(values['double-click gap']).toBeNaN();
    expect([values.drags, values['wheel bursts']]).toEqual([0, 0]);
  });

  it('holds its actions in order of time, the latest new ones last', () => {
    const ways: { x: number[]; rows: number; drags: number[] }[] = [];
    const windows = createPointerWindows({ length: 4, hop: 2 }, ({ pointing }) => {
      if (pointing === null) return;
      const { count, measures, dx, stepEnd } = pointing;
      const x = Array.from(stepEnd, (end, i) =>
        dx.subarray(i === 0 ? 0 : stepEnd[i - 1], end).reduce((a, b) => a + b, 0),
      );
      const width = measures.length / count;
      ways.push({ x, rows: width, drags: Array.from(stepEnd, (_, i) => measures[i * width + MEASURE.distance] ?? 0) });
    });
    for (let k = 1; k <= 7; k += 1) pointAndClick(windows, 1_000 * k, 100 * k, 50, 80);
    expect(ways.map(({ x }) => x)).toEqual([
      [100, 200, 300, 400],
      [300, 400, 500, 600],
    ]);
    expect(ways[0]?.rows).toBe(POINTER_MEASURES.length);
    expect(ways[1]?.drags.map((log) => Math.round(Math.exp(log)))).toEqual([300, 400, 500, 600]);
  });

  it('has little evidence in a window of wheel bursts', () => {
    const { windows, seen } = collect({ length: 4, hop: 4 });
    pointAndClick(windows, 0, 300, 50, 80);
    for (let k = 1; k <= 4; k += 1) for (let s = 0; s < 5; s += 1) windows.wheel(2_000 * k + 100 * s);
    expect(seen).toHaveLength(1);
    expect(seen[0]?.evidence).toBe(0.25);
    expect(seen[0]?.values['wheel bursts']).toBe(0.75);
    expect(seen[0]?.values['wheel burst length']).toBeCloseTo(Math.log(5), FLOAT32);
    expect(seen[0]?.values['wheel interval']).toBeCloseTo(Math.log(100), FLOAT32);
    expect(seen[0]?.values.efficiency).toBeNaN();
  });

  it('discards the window begun at a reset and over a gap of five minutes, and counts what it discards', () => {
    const { windows, seen } = collect({ length: 3, hop: 3 });
    for (const k of [0, 1, 2]) pointAndClick(windows, 1_000 * k, 100, 50, 80);
    windows.reset();
    for (const k of [10, 11, 12]) pointAndClick(windows, 1_000 * k, 100, 50, 80);
    for (const k of [400, 401, 402, 403]) pointAndClick(windows, 1_000 * k, 100, 50, 80);
    expect(seen.map(({ startMs, newActions }) => [startMs, newActions])).toEqual([[400_000, 7]]);
    expect(windows.actions).toBe(7);
  });

  it('refuses a hop that would skip or repeat windows', () => {
    expect(() => createPointerWindows({ hop: 11 }, () => undefined)).toThrow('hop 11 is not within 1…10');
  });
});
