import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { centre, mean, quantile, sortSegment, spread, STATISTICS, trimmedMean } from './statistics.ts';

const of = (...values: number[]): Float64Array => Float64Array.from(values);
const finite = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const sorted = (values: readonly number[]): Float64Array => Float64Array.from(values).sort();

describe('sortSegment', () => {
  it('sorts the segment and leaves the rest alone', () => {
    const values = of(9, 3, 1, 2, 0);
    sortSegment(values, 1, 4);
    expect([...values]).toEqual([9, 1, 2, 3, 0]);
  });

  it('sorts as the built-in does', () => {
    fc.assert(
      fc.property(fc.array(finite), (values) => {
        const own = Float64Array.from(values);
        sortSegment(own, 0, own.length);
        expect(own.map((value) => value + 0)).toEqual(sorted(values).map((value) => value + 0));
      }),
    );
  });
});

describe('quantile', () => {
  it('interpolates between neighbours', () => {
    expect(quantile(of(1, 2, 3, 4), 0, 4, 0.25)).toBe(1.75);
    expect(quantile(of(1, 2, 3, 4), 0, 4, 0.5)).toBe(2.5);
    expect(quantile(of(0, 7, 99), 1, 2, 0.75)).toBe(7);
    expect(STATISTICS.lower(of(1, 2, 3, 4, 5), 0, 5)).toBe(2);
    expect(STATISTICS.upper(of(1, 2, 3, 4, 5), 0, 5)).toBe(4);
  });
});

describe('centre', () => {
  it('is the mean of the middle three tenths, border values in part', () => {
    // 10 values: 3.5 cut at either end, so half of 4 and 7 and all of 5 and 6.
    expect(centre(of(1, 2, 3, 4, 5, 6, 7, 8, 9, 1_000), 0, 10)).toBeCloseTo(5.5, 12);
    // 5 values: 1.75 cut at either end: (0.25·0 + 1 + 0.25·3) / 1.5
    expect(centre(of(0, 0, 1, 3, 9), 0, 5)).toBeCloseTo(1.75 / 1.5, 12);
    expect(centre(of(4), 0, 1)).toBe(4);
    expect(centre(of(2, 5), 0, 2)).toBeCloseTo(3.5, 12);
    expect(centre(of(2, 5, 50), 0, 3)).toBe(5);
  });

  it('lies within the values', () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1, maxLength: 60 }), (values) => {
        const ordered = sorted(values);
        const middle = centre(ordered, 0, ordered.length);
        expect(middle).toBeGreaterThanOrEqual((ordered[0] ?? 0) - 1e-6);
        expect(middle).toBeLessThanOrEqual((ordered.at(-1) ?? 0) + 1e-6);
      }),
    );
  });

  it('without trimming is the mean', () => {
    expect(trimmedMean(of(1, 2, 6), 0, 3, 0)).toBe(3);
    expect(mean(of(1, 2, 6), 0, 3)).toBe(3);
  });
});

describe('spread', () => {
  it('is the mean distance from the centre without the outer tenths', () => {
    // Centre 5.5; 2 … 9 are 3.5, 2.5, 1.5, 0.5, 0.5, 1.5, 2.5, 3.5 away.
    expect(spread(of(-500, 2, 3, 4, 5, 6, 7, 8, 9, 500), 0, 10)).toBeCloseTo(2, 12);
    expect(spread(of(3, 3, 3), 0, 3)).toBe(0);
  });
});
