import { describe, expect, it } from 'vitest';
import { clippedMean, normalQuantile, normalShare } from './pointing-normal.ts';

describe('the normal distribution', () => {
  it('has the shares of the tables', () => {
    expect(normalShare(0)).toBe(0.5);
    expect(normalShare(1.959964)).toBeCloseTo(0.975, 7);
    expect([normalShare(-9), normalShare(9)]).toEqual([0, 1]);
  });

  it('has quantiles that undo the shares', () => {
    for (const share of [0.0125, 0.3, 0.5, 0.9875]) expect(normalShare(normalQuantile(share))).toBeCloseTo(share, 10);
  });

  it('has a mean that cutting off moves towards the middle', () => {
    expect(clippedMean(1, 0.1, 6)).toBeCloseTo(1, 9);
    expect(clippedMean(-50, 3, 6)).toBeCloseTo(-6, 9);
    expect(clippedMean(0, 100, 6)).toBeCloseTo(0, 9);
    expect(clippedMean(6, 2, 6)).toBeCloseTo(6 - 2 / Math.sqrt(2 * Math.PI), 6);
  });
});
