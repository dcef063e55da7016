import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom, normal, sampleWithoutReplacement } from './random.ts';

const draw = <T>(count: number, next: () => T): T[] => Array.from({ length: count }, next);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('createRandom', () => {
  it('gives the same numbers for the same seed on every machine', () => {
    expect(draw(4, createRandom(1)).map((value) => value * 2 ** 32)).toEqual([
      2420951833, 2513034076, 3847892949, 4064752930,
    ]);
  });

  it('gives other numbers for another seed, also for neighbours', () => {
    const firsts = draw(1000, () => 0).map((_, seed) => createRandom(seed)());
    expect(new Set(firsts).size).toBe(1000);
    expect(mean(firsts)).toBeCloseTo(0.5, 1);
  });

  it('fills [0, 1) evenly', () => {
    const counts = new Array<number>(10).fill(0);
    for (const value of draw(100_000, createRandom(7))) {
      const cell = Math.floor(value * 10);
      counts[cell] = (counts[cell] ?? NaN) + 1;
    }
    const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    // 99.9 % of even generators stay below 27.9 with nine degrees of freedom.
    expect(chiSquare).toBeLessThan(27.9);
  });
});

describe('normal', () => {
  it('has mean 0, standard deviation 1 and no skew', () => {
    const random = createRandom(3);
    const values = draw(100_000, () => normal(random));
    expect(mean(values)).toBeCloseTo(0, 1);
    expect(mean(values.map((value) => value ** 2))).toBeCloseTo(1, 1);
    expect(mean(values.map((value) => value ** 3))).toBeCloseTo(0, 1);
    expect(mean(values.map((value) => value ** 4))).toBeCloseTo(3, 0);
  });

  it('is finite for every number a generator can give', () => {
    expect(Math.abs(normal(() => 0))).toBe(0);
    expect(Number.isFinite(normal(() => 1 - 2 ** -32))).toBe(true);
  });
});

describe('sampleWithoutReplacement', () => {
  it('draws different numbers in range', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), fc.integer(), (a, b, seed) => {
        const [k, n] = [Math.min(a, b), Math.max(a, b)];
        const sample = sampleWithoutReplacement(n, k, createRandom(seed));
        expect(sample.length).toBe(k);
        expect(new Set(sample).size).toBe(k);
        expect(sample.every((value) => value >= 0 && value < n)).toBe(true);
      }),
    );
  });

  it.each([2, 4])('draws every subset of %i out of six about equally often', (k) => {
    const random = createRandom(11);
    const seen = new Map<string, number>();
    for (let i = 0; i < 15_000; i++) {
      const subset = sampleWithoutReplacement(6, k, random).sort().join();
      seen.set(subset, (seen.get(subset) ?? 0) + 1);
    }
    expect(seen.size).toBe(15);
    const chiSquare = [...seen.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    // 99.9 % point with 14 degrees of freedom.
    expect(chiSquare).toBeLessThan(36.1);
  });

  it('refuses to draw more than there are', () => {
    expect(() => sampleWithoutReplacement(2, 3, createRandom(1))).toThrow(RangeError);
  });
});
