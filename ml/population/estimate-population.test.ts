import { describe, expect, it } from 'vitest';
import { createRandom, normal } from '../random.ts';
import { estimateKind, type PersonTimings } from './estimate-population.ts';

/** People whose means in each group differ by `between`, and whose times around them by `within` (variances). */
const people = (count: number, times: number, between: number, within: number): PersonTimings[] => {
  const random = createRandom(4);
  return Array.from({ length: count }, () => {
    const own = (centre: number): number[] => {
      const mean = centre + Math.sqrt(between) * normal(random);
      return Array.from({ length: times }, () => mean + Math.sqrt(within) * normal(random));
    };
    return new Map([
      [1, own(4)],
      [2, own(5)],
      [3, own(6)],
    ]);
  });
};

describe('estimateKind', () => {
  it('finds the means and both variances they were made with', () => {
    const { groups, other } = estimateKind(people(200, 30, 0.04, 0.09));
    for (const [group, mean] of [
      [1, 4],
      [2, 5],
      [3, 6],
    ] as const) {
      const prior = groups.get(group);
      expect(prior?.mean).toBeCloseTo(mean, 1);
      expect(prior?.between).toBeCloseTo(0.04, 1);
      expect(prior?.within).toBeCloseTo(0.09, 2);
    }
    expect(other.mean).toBeCloseTo(5, 1);
    // An unknown key varies as people do, and as keys do.
    expect(other.between).toBeGreaterThan(0.5);
  });

  it('leaves groups that one or two people typed to the prior for unknown ones', () => {
    const some = people(10, 10, 0.04, 0.09);
    const rare = new Map([[9, [4, 4.1, 4.2]]]);
    expect(estimateKind([...some, rare, rare]).groups.has(9)).toBe(false);
    const { groups } = estimateKind([...some, rare, rare, rare]);
    expect(groups.has(9)).toBe(true);
    expect(groups.has(1)).toBe(true);
  });

  it('never has a variance of zero, however alike everybody is', () => {
    const same = Array.from({ length: 5 }, () => new Map([[1, [4, 4, 4]]]));
    const prior = estimateKind(same).groups.get(1);
    expect(prior?.between).toBeGreaterThan(0);
    expect(prior?.within).toBeGreaterThan(0);
  });

  it('refuses a population without any time', () => {
    expect(() => estimateKind([new Map()])).toThrow(RangeError);
  });
});
