import { describe, expect, it } from 'vitest';
import { weightedQuantile, weightWithin } from './weighted-quantile.ts';

const alike = (values: readonly number[]) => values.map((value) => ({ value, weight: 1 / values.length }));

describe('weightedQuantile', () => {
  it('takes the least value that reaches the share', () => {
    expect(weightedQuantile(alike([30, 10, 20, 40]), 0.5)).toBe(20);
    expect(weightedQuantile(alike([30, 10, 20, 40]), 0.9)).toBe(40);
    expect(weightedQuantile(alike([7, 7, 7]), 1)).toBe(7);
  });

  it('counts what weighs more for more', () => {
    const values = [
      { value: 1, weight: 3 },
      { value: 5, weight: 1 },
      { value: 9, weight: 1 },
    ];
    expect(weightedQuantile(values, 0.5)).toBe(1);
    expect(weightedQuantile(values, 0.7)).toBe(5);
  });

  it('is infinite where too many never came, and not a number without values', () => {
    expect(weightedQuantile(alike([10, Infinity, Infinity]), 0.5)).toBe(Infinity);
    expect(weightedQuantile(alike([10, 20, Infinity]), 0.5)).toBe(20);
    expect(weightedQuantile([], 0.5)).toBeNaN();
  });
});

it('weightWithin gives the share at most a limit', () => {
  expect(weightWithin(alike([10, 20, Infinity, 20]), 20)).toBeCloseTo(0.75, 12);
  expect(weightWithin(alike([10, 20]), 5)).toBe(0);
});
