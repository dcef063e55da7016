import { describe, expect, it } from 'vitest';
import { KEYBOARD_FEATURES } from './catalogue.ts';
import { named, playKeys, type Stroke } from './fixtures.ts';
import { createKeyboardWindows } from './keyboard-windows.ts';

/** The features of one window that holds exactly these keystrokes, and its evidence. */
const featuresOf = (strokes: readonly Stroke[]): Readonly<Record<string, number>> => {
  const seen: Readonly<Record<string, number>>[] = [];
  const windows = createKeyboardWindows({ length: strokes.length, hop: 1 }, ({ vector, evidence }) => {
    seen.push({ ...named(KEYBOARD_FEATURES, vector), evidence });
  });
  playKeys(windows.key, strokes);
  expect(seen).toHaveLength(1);
  return seen[0] ?? {};
};

/** `count` keystrokes, `gap` ms apart, keys and dwells in turn. */
const typed = (count: number, keys: readonly Stroke['key'][], gap: number, dwells: readonly number[]): Stroke[] =>
  Array.from({ length: count }, (_, i) => ({
    key: keys[i % keys.length] ?? 'f',
    down: i * gap,
    up: i * gap + (dwells[i % dwells.length] ?? 0),
  }));

const FLOAT32 = 5;

describe('the keyboard vector', () => {
  it('of hands that alternate evenly', () => {
    const vector = featuresOf(typed(50, ['f', 'j'], 100, [80]));
    expect(vector).toMatchObject({ rollover: 0, pauses: 0, corrections: 0, modifiers: 0, 'dwell spread': 0 });
    expect(vector.evidence).toBe(49 / 50);
    expect(vector.dwell).toBeCloseTo(Math.log(80), FLOAT32);
    expect(vector['dwell left hand']).toBeCloseTo(Math.log(80), FLOAT32);
    expect(vector['dwell index finger']).toBeCloseTo(Math.log(80), FLOAT32);
    expect(vector['dwell ring finger']).toBeNaN();
    expect(vector['press-press']).toBeCloseTo(Math.log(100), FLOAT32);
    expect(vector['release-press']).toBeCloseTo(Math.asinh(20 / 60), FLOAT32);
    expect(vector['press-release']).toBeCloseTo(Math.log(180), FLOAT32);
    expect(vector['release-release']).toBeCloseTo(Math.asinh(100 / 60), FLOAT32);
    expect(vector['press-press alternate hands']).toBeCloseTo(Math.log(100), FLOAT32);
    expect(vector['press-press same hand']).toBeNaN();
    expect(vector['press-press autocorrelation']).toBeNaN();
    expect(vector['burst length']).toBeCloseTo(Math.log(50), FLOAT32);
    expect(vector['burst pace']).toBeCloseTo(Math.log(100), FLOAT32);
    expect(vector['typing speed']).toBeCloseTo(Math.log(600), FLOAT32);
  });

  it('has quartiles and a centre of dwells that differ', () => {
    const dwells = Array.from({ length: 41 }, (_, i) => 40 + i);
    const vector = featuresOf(typed(41, ['f', 'j'], 100, [...dwells].reverse()));
    expect(vector['dwell lower quartile']).toBeCloseTo(Math.log(50), FLOAT32);
    expect(vector['dwell upper quartile']).toBeCloseTo(Math.log(70), FLOAT32);
    // 14.35 cut at either end: 0.65 of 54 and 66, all of 55 … 65, over 12.3
    const logs = dwells.map(Math.log);
    const expected = (0.65 * (Math.log(54) + Math.log(66)) + logs.slice(15, 26).reduce((a, b) => a + b)) / 12.3;
    expect(vector.dwell).toBeCloseTo(expected, FLOAT32);
    expect(vector['dwell autocorrelation']).toBeGreaterThan(0.99);
  });

  it('tells hands and fingers apart', () => {
    const vector = featuresOf(typed(30, ['f', 'j', 'd'], 200, [80, 120, 60]));
    expect(vector['dwell right hand']).toBeCloseTo(Math.log(120), FLOAT32);
    expect(vector['dwell middle finger']).toBeCloseTo(Math.log(60), FLOAT32);
    const left = (Math.log(80) + Math.log(60)) / 2;
    expect(vector['dwell left hand']).toBeCloseTo(left, FLOAT32);
    const index = (Math.log(80) + Math.log(120)) / 2;
    expect(vector['dwell index finger']).toBeCloseTo(index, FLOAT32);
  });

  it('compares no keystroke with one outside the window', () => {
    const changes: number[] = [];
    const windows = createKeyboardWindows({ length: 5, hop: 5 }, ({ vector }) => {
      changes.push(named(KEYBOARD_FEATURES, vector)['dwell change'] ?? 0);
    });
    playKeys(windows.key, typed(10, ['f', 'j'], 100, [80, 90]));
    expect(changes).toEqual([Number.NaN, Number.NaN]);
  });

  it('sees rollover, by hand and by how long', () => {
    // F held over J; J let go before D; D and the next F within one hand do not overlap.
    const strokes = Array.from({ length: 12 }, (_, i): Stroke[] => [
      { key: 'f', down: 300 * i, up: 300 * i + 130 },
      { key: 'j', down: 300 * i + 100, up: 300 * i + 180 },
      { key: 'd', down: 300 * i + 200, up: 300 * i + 290 },
    ]).flat();
    const vector = featuresOf(strokes);
    expect(vector.rollover).toBeCloseTo(12 / 35, FLOAT32);
    expect(vector['rollover alternate hands']).toBe(0.5);
    expect(vector['rollover same hand']).toBe(0);
    expect(vector['rollover overlap']).toBeCloseTo(Math.log(30), FLOAT32);
    expect(vector['release-press same hand']).toBeCloseTo(Math.asinh(10 / 60), FLOAT32);
    expect(vector['press-press left hand']).toBeCloseTo(Math.log(100), FLOAT32);
    expect(vector['press-press right hand']).toBeNaN();
  });

  it('tells digraphs with space, repeated keys and one finger apart', () => {
    const strokes: Stroke[] = [];
    let t = 0;
    const keys = ['f', 'f', 'r', 'space'] as const;
    const gaps = { f: 120, r: 210, space: 90 } as const;
    for (let i = 0; i < 24; i += 1) {
      const key = keys[i % 4] ?? 'f';
      t += i % 4 === 0 ? 150 : gaps[key];
      strokes.push({ key, down: t, up: t + 50 });
    }
    const vector = featuresOf(strokes);
    expect(vector['press-press repeated key']).toBeCloseTo(Math.log(120), FLOAT32);
    expect(vector['release-press repeated key']).toBeCloseTo(Math.asinh(70 / 60), FLOAT32);
    expect(vector['press-press same finger']).toBeCloseTo(Math.log(210), FLOAT32);
    expect(vector['press-press into space']).toBeCloseTo(Math.log(90), FLOAT32);
    expect(vector['release-press into space']).toBeCloseTo(Math.asinh(40 / 60), FLOAT32);
    expect(vector['press-press from space']).toBeCloseTo(Math.log(150), FLOAT32);
  });

  it('sees corrections', () => {
    const strokes: Stroke[] = [];
    let t = 0;
    for (let i = 0; i < 30; i += 1) {
      const key = i % 5 === 4 ? 'backspace' : 'f';
      t += key === 'backspace' ? 400 : i % 5 === 0 ? 200 : 100;
      strokes.push({ key, down: t, up: t + (key === 'backspace' ? 33 : 66) });
    }
    const vector = featuresOf(strokes);
    expect(vector.corrections).toBeCloseTo(0.2, FLOAT32);
    expect(vector['dwell correction']).toBeCloseTo(Math.log(33), FLOAT32);
    expect(vector.dwell).toBeCloseTo(Math.log(66), FLOAT32);
    expect(vector['press-press into correction']).toBeCloseTo(Math.log(400), FLOAT32);
    expect(vector['press-press from correction']).toBeCloseTo(Math.log(200), FLOAT32);
    expect(vector['burst length']).toBeCloseTo(Math.log(4), FLOAT32);
  });

  it('sees how modifiers are held around a key', () => {
    const strokes = Array.from({ length: 10 }, (_, i): Stroke[] => [
      { key: 'shift', down: 400 * i, up: 400 * i + 240 },
      { key: 'f', down: 400 * i + 120, up: 400 * i + 210 },
    ]).flat();
    const vector = featuresOf(strokes);
    expect(vector.modifiers).toBe(0.5);
    expect(vector['dwell modifier']).toBeCloseTo(Math.log(240), FLOAT32);
    expect(vector['modifier lead']).toBeCloseTo(Math.log(120), FLOAT32);
    expect(vector['modifier trail']).toBeCloseTo(Math.asinh(30 / 60), FLOAT32);
    expect(vector['press-press']).toBeNaN();
    expect(vector.evidence).toBe(0.5);
  });

  it('counts pauses, ends bursts at them and leaves them out of the speed', () => {
    const strokes = Array.from({ length: 20 }, (_, i) => ({
      key: i % 2 === 0 ? ('f' as const) : ('j' as const),
      down: 200 * i + 1_600 * Math.floor(i / 5),
      up: 200 * i + 1_600 * Math.floor(i / 5) + 50,
    }));
    const vector = featuresOf(strokes);
    expect(vector.pauses).toBeCloseTo(3 / 19, FLOAT32);
    expect(vector['pause length']).toBeCloseTo(Math.log(1_800), FLOAT32);
    expect(vector['burst length']).toBeCloseTo(Math.log(5), FLOAT32);
    expect(vector['typing speed']).toBeCloseTo(Math.log(300), FLOAT32);
  });

  it('has no evidence in keys that are not typing', () => {
    const vector = featuresOf(typed(20, ['arrow'], 100, [50]));
    expect(vector.evidence).toBe(0);
    expect(vector.dwell).toBeNaN();
  });

  it('changes little when a 16 ms clock rounds its times', () => {
    const strokes = Array.from({ length: 200 }, (_, i): Stroke => {
      const down = 170 * i + ((i * 37) % 61);
      return { key: i % 3 === 0 ? 'f' : 'j', down, up: down + 80 + ((i * 53) % 47) };
    });
    const rounded = strokes.map(({ key, down, up }) => ({
      key,
      down: Math.round(down / 16) * 16,
      ...(up === undefined ? {} : { up: Math.round(up / 16) * 16 }),
    }));
    const fine = featuresOf(strokes);
    const coarse = featuresOf(rounded);
    const names = ['dwell', 'dwell spread', 'press-press', 'press-press spread', 'release-press', 'press-release'];
    for (const name of names) expect(Math.abs((fine[name] ?? 0) - (coarse[name] ?? 9)), name).toBeLessThan(0.03);
  });
});
