import { describe, expect, it } from 'vitest';
import { createRandom, normal } from '../random.ts';
import { estimateMean, estimateRatio, quantileOf } from './bootstrap.ts';

describe('estimateMean', () => {
  it('covers the true mean about 95 times in 100', () => {
    const random = createRandom(3);
    let covered = 0;
    for (let run = 0; run < 200; run += 1) {
      const values = Array.from({ length: 30 }, () => 5 + 2 * normal(random));
      const { ci95 } = estimateMean(values, random) ?? { ci95: [NaN, NaN] };
      if (ci95[0] <= 5 && ci95[1] >= 5) covered += 1;
    }
    expect(covered).toBeGreaterThanOrEqual(178);
    expect(covered).toBeLessThanOrEqual(200);
  });

  it('is exact where nothing varies, and null without values', () => {
    expect(estimateMean([2, 2, 2], createRandom(1))).toEqual({ mean: 2, median: 2, ci95: [2, 2] });
    expect(estimateMean([], createRandom(1))).toBeNull();
  });
});

describe('quantileOf', () => {
  it('interpolates', () => {
    expect(quantileOf([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(quantileOf([1, 2, 3], 1)).toBe(3);
  });
});

describe('estimateRatio', () => {
  it('is the ratio of the sums, with an interval around it', () => {
    const people = Array.from({ length: 40 }, (_, i) => ({ count: i % 4 === 0 ? 2 : 0, of: 1_000 }));
    const ratio = estimateRatio(people, createRandom(1));
    expect(ratio?.value).toBe(0.0005);
    expect(ratio?.ci95[0]).toBeLessThan(0.0004);
    expect(ratio?.ci95[1]).toBeGreaterThan(0.0006);
    expect(ratio?.ci95[1]).toBeLessThan(0.001);
  });

  it('is null where nothing was done', () => {
    expect(estimateRatio([], createRandom(1))).toBeNull();
    expect(estimateRatio([{ count: 0, of: 0 }], createRandom(1))).toBeNull();
  });
});
