import { describe, expect, it } from 'vitest';
import { createCorrelation } from './correlation.ts';

describe('createCorrelation', () => {
  it('finds Pearson’s correlation', () => {
    const correlation = createCorrelation();
    // Σx = Σy = 45, Σx² = Σy² = 285; y swaps neighbours of x, so Σxy = 280: (28 − 20.25) / (28.5 − 20.25)
    for (const [x, y] of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((x) => [x, x % 2 === 0 ? x + 1 : x - 1] as const)) {
      correlation.add(x, y);
    }
    expect(correlation.finish()).toBeCloseTo(7.75 / 8.25, 12);
  });

  it('says nothing of fewer than ten pairs, leaves out NaN, and starts anew', () => {
    const correlation = createCorrelation();
    for (let x = 0; x < 9; x += 1) correlation.add(x, -x);
    correlation.add(Number.NaN, 1);
    expect(correlation.finish()).toBeNaN();
    for (let x = 0; x < 10; x += 1) correlation.add(x, -x);
    expect(correlation.finish()).toBeCloseTo(-1, 12);
  });

  it('says nothing of values that do not vary', () => {
    const correlation = createCorrelation();
    for (let x = 0; x < 20; x += 1) correlation.add(x, 4.605);
    expect(correlation.finish()).toBeNaN();
  });
});
