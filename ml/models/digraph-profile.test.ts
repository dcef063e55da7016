import { describe, expect, it } from 'vitest';
import type { KeystrokeColumns } from '../features/keystrokes.ts';
import { createRandom, normal } from '../random.ts';
import {
  absorb,
  createDigraphProfile,
  MAX_PAIRS,
  pairKey,
  scoreDigraphs,
  type DigraphProfile,
} from './digraph-profile.ts';

type Keystroke = readonly [slot: number, prevSlot: number, dwellMs: number, flightMs: number, downDownMs: number];

const columns = (rows: readonly Keystroke[]): KeystrokeColumns => ({
  count: rows.length,
  slot: Uint16Array.from(rows, (row) => row[0]),
  prevSlot: Uint16Array.from(rows, (row) => row[1]),
  keyClass: new Uint8Array(rows.length),
  prevClass: new Uint8Array(rows.length),
  dwellMs: Float32Array.from(rows, (row) => row[2]),
  flightMs: Float32Array.from(rows, (row) => row[3]),
  downDownMs: Float32Array.from(rows, (row) => row[4]),
});

const learn = (rows: readonly Keystroke[], random = createRandom(1)): DigraphProfile => {
  const profile = createDigraphProfile();
  for (const row of rows) absorb(profile, ...row, random);
  return profile;
};

const holds = (profile: DigraphProfile, prevSlot: number, slot: number): boolean =>
  profile.pairOf[pairKey(prevSlot, slot)] !== 0;

/** Key 7 after key 3, four times: dwells 100–130, flights −20–10, press to press 90–120. */
const FOUR: readonly Keystroke[] = [0, 10, 20, 30].map((ms) => [7, 3, 100 + ms, ms - 20, 90 + ms]);

describe('scoreDigraphs', () => {
  it('is the mean of the kinds, worked by hand', () => {
    const profile = learn(FOUR);
    // Dwell 105 has one of four below it: 1/4. Flight −5 halves them: 1/2. Press to press 200 lies outside: 0.
    expect(scoreDigraphs(profile, columns([[7, 3, 105, -5, 200]]))).toEqual({ score: (0.25 + 0.5 + 0) / 3, shared: 3 });
  });

  it('takes the mean within a kind first', () => {
    const rows: Keystroke[] = [
      [7, 3, 105, -5, 200],
      // No valid predecessor: the dwell alone can be compared, 125 has one of four above it.
      [7, 0, 115, NaN, NaN],
    ];
    const score = ((0.25 + 0.5) / 2 + 0.5 + 0) / 3;
    expect(scoreDigraphs(learn(FOUR), columns(rows))).toEqual({ score, shared: 4 });
  });

  it('leaves out the kinds that cannot be compared', () => {
    const profile = learn(FOUR);
    expect(scoreDigraphs(profile, columns([[7, 5, 105, 0, 100]]))).toEqual({ score: 0.25, shared: 1 });
    expect(scoreDigraphs(profile, columns([[7, 3, NaN, NaN, 95]]))).toEqual({ score: 0.25, shared: 1 });
    expect(scoreDigraphs(profile, columns([[5, 3, 105, 0, 100]]))).toEqual({ score: NaN, shared: 0 });
    expect(scoreDigraphs(profile, columns([]))).toEqual({ score: NaN, shared: 0 });
  });

  it('needs four samples in a group', () => {
    const row: Keystroke = [7, 3, 105, -5, 100];
    expect(scoreDigraphs(learn(FOUR.slice(1)), columns([row])).shared).toBe(0);
    expect(scoreDigraphs(learn(FOUR), columns([row])).shared).toBe(3);
  });

  it('reads only as many rows as there are', () => {
    const two = columns([FOUR[0] ?? [0, 0, 0, 0, 0], FOUR[1] ?? [0, 0, 0, 0, 0]]);
    expect(scoreDigraphs(learn(FOUR), { ...two, count: 1 }).shared).toBe(3);
  });

  it('tells the user from someone else', () => {
    const type = (seed: number, dwell: number, flight: number): Keystroke[] => {
      const random = createRandom(seed);
      return Array.from({ length: 500 }, (_, i) => {
        const held = dwell + 15 * normal(random);
        const flown = flight + 30 * normal(random);
        return [1 + (i % 5), 1 + ((i + 4) % 5), held, flown, held + flown];
      });
    };
    const profile = learn(type(1, 90, 60));
    expect(scoreDigraphs(profile, columns(type(2, 90, 60))).score).toBeCloseTo(0.25, 1);
    expect(scoreDigraphs(profile, columns(type(3, 130, 140))).score).toBeLessThan(0.1);
  });
});

describe('absorb', () => {
  it('learns nothing of unknown keys, missing times and impossible slots', () => {
    const profile = learn([
      [0, 3, 100, 10, 110],
      [256, 3, 100, 10, 110],
      [7, 300, 100, 10, 110],
      [7, 3, NaN, NaN, NaN],
      [7, 3, Infinity, -Infinity, NaN],
    ]);
    expect(profile).toEqual(createDigraphProfile());
  });

  it('learns the dwell alone without a valid predecessor', () => {
    const profile = learn([[7, 0, 100, 10, 110]]);
    expect(profile.dwell.count[7]).toBe(1);
    expect(profile.pairs).toBe(0);
  });

  it('learns the same from the same seed', () => {
    const rows = Array.from({ length: 300 }, (_, i): Keystroke => [7, 3, i % 97, i % 89, i % 83]);
    expect(learn(rows, createRandom(4))).toEqual(learn(rows, createRandom(4)));
    expect(learn(rows, createRandom(5))).not.toEqual(learn(rows, createRandom(4)));
  });

  /** Pair number i: 250 first keys for each second key. */
  const pairRow = (i: number): Keystroke => [1 + Math.floor(i / 250), 1 + (i % 250), 100, 10, 110];
  const holdsRow = (profile: DigraphProfile, i: number): boolean =>
    holds(profile, 1 + (i % 250), 1 + Math.floor(i / 250));

  it('forgets the pair with the fewest samples for a new one', () => {
    const often = Array.from({ length: MAX_PAIRS }, (_, i) => i).filter((i) => i !== 300);
    const rows = [...often, ...often, 300, MAX_PAIRS].map(pairRow);
    const profile = learn(rows);
    expect(profile.pairs).toBe(MAX_PAIRS);
    expect(holdsRow(profile, 300)).toBe(false);
    expect(holdsRow(profile, MAX_PAIRS)).toBe(true);
    expect(often.every((i) => holdsRow(profile, i))).toBe(true);
    // The newcomer starts with its own times only.
    expect(profile.flight.count[(profile.pairOf[pairKey(101, 3)] ?? 0) - 1]).toBe(1);
  });

  it('forgets by chance among equals, since recency would tell the order of keys', () => {
    const often = [pairRow(0), pairRow(0), pairRow(0)];
    const once = Array.from({ length: MAX_PAIRS + 99 }, (_, i) => pairRow(i + 1));
    const profile = learn([...often, ...once]);
    expect(holdsRow(profile, 0)).toBe(true);
    const forgotten = once.map((_, i) => i + 1).filter((i) => !holdsRow(profile, i));
    expect(forgotten).toHaveLength(100);
    expect(forgotten.at(-1)).toBeGreaterThan(300);
  });
});
