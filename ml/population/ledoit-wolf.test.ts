import { describe, expect, it } from 'vitest';
import { createRandom, normal } from '../random.ts';
import { shrinkCovariance, triangleAt } from './ledoit-wolf.ts';

describe('triangleAt', () => {
  it('counts the lower triangle row by row', () => {
    expect([triangleAt(0, 0), triangleAt(1, 0), triangleAt(1, 1), triangleAt(2, 0), triangleAt(2, 2)]).toEqual([
      0, 1, 2, 3, 5,
    ]);
  });
});

describe('shrinkCovariance', () => {
  it('mixes in the mean variance by how much people differ', () => {
    // Mean (2, 1, 4), target 3·I. Squared distances over the order: (1 + 2·1 + 1) / 2 = 2 between mean and target, and
    // each person's (1 + 0 + 1) / 2 = 1 from the mean: error 2 / 2² = 0.5, a quarter of 2.
    const { covariance, shrinkage } = shrinkCovariance([Float64Array.of(1, 1, 3), Float64Array.of(3, 1, 5)], 2);
    expect(shrinkage).toBe(0.25);
    expect([...covariance]).toEqual([2.25, 0.75, 3.75]);
  });

  it('hardly shrinks what many people agree on', () => {
    const alike = Array.from({ length: 50 }, () => Float64Array.of(1, 0.5, 2));
    expect(shrinkCovariance(alike, 2).shrinkage).toBe(0.01);
  });

  it('comes nearer to the truth than the plain mean when people are few', () => {
    const random = createRandom(5);
    const order = 20;
    const people = Array.from({ length: 12 }, () => {
      const x = Float64Array.from({ length: order }, () => normal(random));
      return Float64Array.from({ length: triangleAt(order, 0) }, (_, at) => {
        const i = Math.floor((Math.sqrt(8 * at + 1) - 1) / 2);
        return (x[i] ?? 0) * (x[at - triangleAt(i, 0)] ?? 0);
      });
    });
    const plain = people[0]?.map((_, at) => people.reduce((sum, one) => sum + (one[at] ?? 0), 0) / 12) ?? [];
    const error = (cells: ArrayLike<number>): number => {
      let sum = 0;
      for (let i = 0; i < order; i++) {
        for (let j = 0; j <= i; j++) sum += ((cells[triangleAt(i, j)] ?? 0) - Number(i === j)) ** 2;
      }
      return sum;
    };
    expect(error(shrinkCovariance(people, order).covariance)).toBeLessThan(0.2 * error(plain));
  });

  it('has an inverse also where nothing varies', () => {
    const { covariance } = shrinkCovariance([new Float64Array(3)], 2);
    expect([...covariance]).toEqual([1e-8, 0, 1e-8]);
  });

  it('needs people', () => {
    expect(() => shrinkCovariance([], 2)).toThrow(RangeError);
  });
});
