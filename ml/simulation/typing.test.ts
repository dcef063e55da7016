import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KIND, type SourceEvent } from '../../contract/events.ts';
import { createRandom } from '../random.ts';
import { countOf, faultsOf } from './event-order.fixture.ts';
import { KEY, KEY_CODES } from './keys.ts';
import { createTypist } from './typist.ts';
import { generateTyping, openTyping } from './typing.ts';

interface Keystroke {
  readonly code: number;
  readonly downMs: number;
  upMs: number;
}

const keystrokesOf = (events: readonly SourceEvent[]): Keystroke[] => {
  const strokes: Keystroke[] = [];
  for (const { kind, code, timeMs } of events) {
    if (kind === KIND.keyDown) strokes.push({ code, downMs: timeMs, upMs: NaN });
    const stroke = strokes.findLast((candidate) => candidate.code === code);
    if (kind === KIND.keyUp && stroke !== undefined) stroke.upMs = timeMs;
  }
  return strokes;
};
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const type = (person: number, sitting: number, keystrokes: number): SourceEvent[] =>
  generateTyping(createTypist(person), { keystrokes, startMs: 0 }, createRandom(sitting));

const letterCodes = new Set(KEY_CODES.subarray(0, KEY.space));
/** Mean log dwell by key and log press-press time by pair, of groups seen often enough to have a mean. */
const LEAST_SAMPLES = 5;
const fingerprint = (strokes: readonly Keystroke[]): ReadonlyMap<string, number> => {
  const groups = new Map<string, number[]>();
  const add = (name: string, ms: number): void => {
    const group = groups.get(name) ?? [];
    groups.set(name, group);
    group.push(Math.log(ms));
  };
  strokes.forEach((stroke, i) => {
    const before = strokes[i - 1];
    if (letterCodes.has(stroke.code)) add(String(stroke.code), stroke.upMs - stroke.downMs);
    const interval = before === undefined ? Infinity : stroke.downMs - before.downMs;
    if (before !== undefined && interval < 1_000) add(`${String(before.code)} ${String(stroke.code)}`, interval);
  });
  return new Map(
    [...groups].filter(([, group]) => group.length >= LEAST_SAMPLES).map(([name, group]) => [name, mean(group)]),
  );
};
const distance = (a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number =>
  mean(
    [...a].flatMap(([name, value]) => {
      const other = b.get(name);
      return other === undefined ? [] : [Math.abs(value - other)];
    }),
  );

describe('generateTyping', () => {
  it('is in time order, with every press released, for any person and sitting', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), fc.integer({ min: 0, max: 400 }), (person, sitting, keystrokes) => {
        const events = type(person, sitting, keystrokes);
        expect(faultsOf(events)).toEqual([]);
        expect(countOf(events, KIND.keyDown)).toBe(keystrokes);
        expect(countOf(events, KIND.keyUp)).toBe(keystrokes);
      }),
    );
  });

  it('is the same for the same seeds, and another for another person or sitting', () => {
    expect(type(1, 2, 300)).toEqual(type(1, 2, 300));
    expect(type(1, 2, 300)).not.toEqual(type(2, 2, 300));
    expect(type(1, 2, 300)).not.toEqual(type(1, 3, 300));
  });

  it('starts when it is told, and goes on with the same day', () => {
    const events: SourceEvent[] = [];
    const typing = openTyping(createTypist(1), createRandom(1));
    const end = typing(50, 1_000, events);
    expect(events[0]?.timeMs).toBe(1_000);
    expect(end).toBe(events.at(-1)?.timeMs);
    typing(50, end + 500, events);
    expect(countOf(events, KIND.keyDown)).toBe(100);
    expect(faultsOf(events)).toEqual([]);
  });

  it('has the medians of the population over many people', () => {
    const people = Array.from({ length: 60 }, (_, person) => keystrokesOf(type(person, 1_000 + person, 500)));
    const letters = people.map((strokes) => strokes.filter(({ code }) => letterCodes.has(code)));
    const dwell = median(letters.flatMap((strokes) => strokes.map(({ downMs, upMs }) => upMs - downMs)));
    const interval = median(
      people.flatMap((strokes) =>
        strokes.flatMap(({ code, downMs }, i) => {
          const before = strokes[i - 1];
          return before !== undefined && letterCodes.has(code) && letterCodes.has(before.code)
            ? [downMs - before.downMs]
            : [];
        }),
      ),
    );
    const corrections = mean(
      people.map((s) => s.filter(({ code }) => code === KEY_CODES[KEY.backspace]).length / s.length),
    );
    expect(dwell).toBeGreaterThan(82);
    expect(dwell).toBeLessThan(100);
    expect(interval).toBeGreaterThan(140);
    expect(interval).toBeLessThan(175);
    expect(corrections).toBeGreaterThan(0.035);
    expect(corrections).toBeLessThan(0.07);
  });

  it('rolls over: some keys go down before the last one is up, far more in some people than in others', () => {
    const shares = Array.from({ length: 40 }, (_, person) => {
      const strokes = keystrokesOf(type(person, person, 500));
      return strokes.filter(({ downMs }, i) => (strokes[i - 1]?.upMs ?? NaN) > downMs).length / strokes.length;
    });
    expect(Math.min(...shares)).toBeLessThan(0.05);
    expect(Math.max(...shares)).toBeGreaterThan(0.2);
  });

  it('gives a person another day but the same hand', () => {
    const people = Array.from({ length: 12 }, (_, person) => person);
    const first = people.map((person) => fingerprint(keystrokesOf(type(person, 100 + person, 1_500))));
    const second = people.map((person) => fingerprint(keystrokesOf(type(person, 200 + person, 1_500))));
    const nearest = second.map((sitting) => {
      const distances = first.map((other) => distance(sitting, other));
      return distances.indexOf(Math.min(...distances));
    });
    expect(nearest).toEqual(people);
  });

  it('lets people overlap: the tempo of two sittings differs more in some person than between some two people', () => {
    const tempo = (person: number, sitting: number): number =>
      Math.log(
        median(
          keystrokesOf(type(person, sitting, 500)).map(({ downMs }, i, all) => downMs - (all[i - 1]?.downMs ?? 0)),
        ),
      );
    const pairs = Array.from(
      { length: 20 },
      (_, person) => [tempo(person, 300 + person), tempo(person, 400 + person)] as const,
    );
    const within = pairs.map(([first, second]) => Math.abs(first - second));
    const between = pairs.flatMap(([a], i) => pairs.slice(i + 1).map(([b]) => Math.abs(a - b)));
    expect(mean(within)).toBeLessThan(mean(between));
    expect(Math.max(...within)).toBeGreaterThan(median(between) / 2);
  });
});
