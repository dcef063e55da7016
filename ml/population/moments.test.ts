import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundMoments, createGroupedMoments, mergeMoments, NO_MOMENTS } from './moments.ts';

const times = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { maxLength: 50 });
const momentsOf = (values: readonly number[]) => {
  const gathered = createGroupedMoments();
  for (const value of values) gathered.add(1, value);
  return gathered.groups.get(1) ?? NO_MOMENTS;
};

describe('moments', () => {
  it('of a few numbers', () => {
    expect(momentsOf([1, 2, 6])).toEqual({ n: 3, mean: 3, squares: 14 });
    expect(mergeMoments(NO_MOMENTS, NO_MOMENTS)).toEqual(NO_MOMENTS);
  });

  it('merge to those of all numbers together', () => {
    fc.assert(
      fc.property(times, times, (one, other) => {
        const merged = mergeMoments(momentsOf(one), momentsOf(other));
        const all = momentsOf([...one, ...other]);
        expect(merged.n).toBe(all.n);
        expect(merged.mean).toBeCloseTo(all.mean, 9);
        expect(merged.squares).toBeCloseTo(all.squares, 6);
      }),
    );
  });

  it('keep mean and variance when they are to count for less', () => {
    expect(boundMoments({ n: 10, mean: 3, squares: 20 }, 4)).toEqual({ n: 4, mean: 3, squares: 8 });
    expect(boundMoments({ n: 3, mean: 3, squares: 20 }, 4)).toEqual({ n: 3, mean: 3, squares: 20 });
  });
});
