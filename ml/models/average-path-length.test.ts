import { describe, expect, it } from 'vitest';
import { averagePathLength } from './average-path-length.ts';

describe('averagePathLength', () => {
  it('is c(n) of the paper', () => {
    expect(averagePathLength(0)).toBe(0);
    expect(averagePathLength(1)).toBe(0);
    expect(averagePathLength(2)).toBe(1);
    // 2 (ln 2 + γ) − 4/3
    expect(averagePathLength(3)).toBeCloseTo(1.2073923578, 9);
    // 2 (ln 3 + γ) − 6/4
    expect(averagePathLength(4)).toBeCloseTo(1.8516559071, 9);
    // As other implementations give it for the usual sub-sample.
    expect(averagePathLength(256)).toBeCloseTo(10.2447709201, 9);
  });

  it('grows with n', () => {
    for (let n = 1; n < 500; n++) expect(averagePathLength(n + 1)).toBeGreaterThan(averagePathLength(n));
  });
});
