import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accumulate, combine, emptyAggregates, type Aggregates } from './running-aggregates.ts';

const of = (...vectors: readonly (readonly number[])[]): Aggregates => {
  const aggregates = emptyAggregates(2);
  for (const vector of vectors) accumulate(aggregates, Float32Array.from(vector));
  return aggregates;
};

describe('running aggregates', () => {
  it('are those of a case worked by hand, and pass over what is not known', () => {
    // Feature 0: 2, 4, 9: mean 5, squares 9 + 1 + 16. Feature 1: 1, 3: mean 2, squares 1 + 1.
    expect(of([2, 1], [4, Number.NaN], [9, 3])).toEqual({
      n: Float64Array.of(3, 2),
      mean: Float64Array.of(5, 2),
      m2: Float64Array.of(26, 2),
    });
  });

  it('are the same whether values came one by one or in two parts', () => {
    const value = fc.oneof(fc.integer({ min: -1_000, max: 1_000 }), fc.constant(Number.NaN));
    const vectors = fc.array(fc.tuple(value, value), { maxLength: 30 });
    fc.assert(
      fc.property(vectors, vectors, (first, second) => {
        const parts = of(...first);
        combine(parts, of(...second));
        const whole = of(...first, ...second);
        expect(parts.n).toEqual(whole.n);
        for (const feature of [0, 1]) {
          expect(parts.mean[feature]).toBeCloseTo(whole.mean[feature] ?? Number.NaN, 6);
          expect(parts.m2[feature]).toBeCloseTo(whole.m2[feature] ?? Number.NaN, 3);
        }
      }),
    );
  });
});
