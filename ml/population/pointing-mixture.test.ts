import { describe, expect, it } from 'vitest';
import { createRandom, normal } from '../random.ts';
import { fitMixture } from './pointing-mixture.ts';

describe('fitMixture', () => {
  const random = createRandom(1);
  const data = new Float64Array(6_000);
  for (let row = 0; row < 3_000; row += 1) {
    const isFirst = row % 3 === 0;
    data[2 * row] = (isFirst ? -4 : 4) + normal(random);
    data[2 * row + 1] = 0.2 * normal(random);
  }
  const options = { components: 2, firstRounds: 4, rounds: 20, ridge: 1e-4 };

  it('finds shares, means and variances', () => {
    const { shares, means, variances } = fitMixture({ count: 3_000, width: 2, data }, options, createRandom(2));
    const first = (means[0] ?? 0) < 0 ? 0 : 1;
    expect(shares[first]).toBeCloseTo(1 / 3, 2);
    expect(means[2 * first]).toBeCloseTo(-4, 0);
    expect(means[2 - 2 * first]).toBeCloseTo(4, 0);
    expect(variances[2 * first]).toBeCloseTo(1, 0);
    expect(variances[2 * first + 1]).toBeCloseTo(0.04, 2);
  });

  it('is finite for rows that are all the same', () => {
    const same = fitMixture({ count: 50, width: 2, data: new Float64Array(100).fill(3) }, options, createRandom(2));
    for (const values of [same.shares, same.means, same.variances]) expect(values.every(Number.isFinite)).toBe(true);
    expect(Math.max(...same.shares)).toBeCloseTo(1, 3);
  });

  it('refuses fewer rows than components', () => {
    expect(() => fitMixture({ count: 1, width: 2, data }, options, createRandom(2))).toThrow(RangeError);
  });
});
