import { describe, expect, it } from 'vitest';
import { typicalLimit, typicalWrongLocks, type DecisionPopulation } from './decision-population.ts';

const population: DecisionPopulation = {
  ownEvidence: 0.1,
  wrongLocks: [
    { limit: 20, perAction: 1e-3 },
    { limit: 40, perAction: 1e-4 },
    { limit: 50, perAction: 2e-5 },
  ],
};

describe('the curve of wrong locks', () => {
  it('goes through its points', () => {
    for (const { limit, perAction } of population.wrongLocks) {
      expect(typicalLimit(population, perAction)).toBeCloseTo(limit, 8);
      expect(typicalWrongLocks(population, limit)).toBeCloseTo(perAction, 10);
    }
  });

  it('is a straight line on a log scale between them and beyond', () => {
    expect(typicalLimit(population, 10 ** -3.5)).toBeCloseTo(30, 8);
    expect(typicalLimit(population, 4e-6)).toBeCloseTo(60, 8);
    expect(typicalLimit(population, 1e-2)).toBeCloseTo(0, 8);
    expect(typicalWrongLocks(population, 30)).toBeCloseTo(10 ** -3.5, 10);
    expect(typicalWrongLocks(population, 60)).toBeCloseTo(4e-6, 12);
  });

  it('is not believed beyond three times the last limit that was seen', () => {
    expect(typicalLimit(population, 1e-30)).toBe(150);
    expect(typicalWrongLocks(population, 1_000)).toBe(typicalWrongLocks(population, 150));
  });
});
