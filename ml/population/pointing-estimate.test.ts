import { describe, expect, it } from 'vitest';
import { simulatePointing } from '../models/pointing.fixture.ts';
import { POINTING_MEASURES } from '../models/pointing-scores.ts';
import { createRandom } from '../random.ts';
import { estimatePointingPopulation } from './pointing-estimate.ts';
import { fitPointingFusion } from './pointing-fusion.ts';

const people = [1, 2, 3, 4, 5, 6].map((person) => [simulatePointing(person, 1, 120), simulatePointing(person, 2, 120)]);
const options = { segments: 1_000 };
const population = estimatePointingPopulation(people, 'fine', createRandom(3), options);

describe('estimatePointingPopulation', () => {
  it('has a row of quantiles a measure, ascending', () => {
    expect(population.quantiles).toHaveLength(POINTING_MEASURES.length);
    for (const row of population.quantiles) expect([...row].sort((a, b) => a - b)).toEqual(row);
  });

  it('finds more between people than within, most in the first direction', () => {
    const { between, within } = population.movement;
    expect(between).toHaveLength(5);
    expect((between[0] ?? 0) / (within[0] ?? 1)).toBeGreaterThan(1);
    expect(population.sitting.between[0]).toBeGreaterThan(1);
    expect(population.speed.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 2);
  });

  it('is plain JSON of five digits, the same for the same seed', () => {
    const json = JSON.stringify(population);
    expect(JSON.parse(json)).toEqual(population);
    expect(json).not.toMatch(/[1-9]\d*\.\d*[1-9]\d{5}/);
    expect(JSON.stringify(estimatePointingPopulation(people, 'fine', createRandom(3), options))).toBe(json);
    expect(estimatePointingPopulation(people.slice(1), 'fine', createRandom(3), options).id).not.toBe(population.id);
  });

  it('refuses too few people', () => {
    expect(() => estimatePointingPopulation(people.slice(0, 2), 'fine', createRandom(3), options)).toThrow(
      'three people',
    );
    expect(() => estimatePointingPopulation([], 'fine', createRandom(3), options)).toThrow(RangeError);
  });
});

describe('fitPointingFusion', () => {
  it('weighs both models for the user, and refuses nobody', () => {
    const persons = [21, 22, 23, 24].map((person) => ({
      enrolment: [simulatePointing(person, 1)],
      heldBack: [simulatePointing(person, 2)],
    }));
    const fusion = fitPointingFusion([{ population, people: persons }]);
    expect(fusion.movement).toBeGreaterThan(0);
    expect(fusion.sitting.weight).toBeGreaterThan(0);
    expect(fusion.sitting.movement.sd).toBeGreaterThan(0);
    expect(() => fitPointingFusion([])).toThrow('nobody');
  });
});
