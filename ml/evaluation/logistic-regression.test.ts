import { describe, expect, it } from 'vitest';
import { createRandom, normal } from '../random.ts';
import { fitLogistic } from './logistic-regression.ts';

describe('fitLogistic', () => {
  it('finds the log-likelihood ratio of two normal distributions', () => {
    // N(1,1) against N(−1,1): the ratio is exactly 2x.
    const random = createRandom(1);
    const labels = Array.from({ length: 4000 }, (_, i) => i % 2);
    const rows = labels.map((label) => [normal(random) + (label === 1 ? 1 : -1)]);
    const { bias, weights } = fitLogistic(
      rows,
      labels,
      labels.map(() => 1),
    );
    expect(bias).toBeCloseTo(0, 0);
    expect(weights[0]).toBeGreaterThan(1.8);
    expect(weights[0]).toBeLessThan(2.2);
  });

  it('is moved by sample weights as by prior odds', () => {
    const rows = [[0], [0], [0], [0]];
    const labels = [1, 1, 1, 0];
    expect(fitLogistic(rows, labels, [1, 1, 1, 1]).bias).toBeCloseTo(Math.log(3), 6);
    expect(fitLogistic(rows, labels, [1, 1, 1, 3]).bias).toBeCloseTo(0, 6);
  });

  it('stays finite when the classes separate perfectly', () => {
    const { weights } = fitLogistic([[-1], [-2], [1], [2]], [0, 0, 1, 1], [1, 1, 1, 1]);
    expect(Number.isFinite(weights[0])).toBe(true);
    expect(weights[0]).toBeGreaterThan(1);
  });
});
