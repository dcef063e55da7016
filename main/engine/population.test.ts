import { expect, it } from 'vitest';
import { pairKey } from '../../ml/models/digraph-profile.ts';
import populationFile from '../../resources/population.json' with { type: 'json' };
import { createKeySlots } from '../sensor/key-slots.ts';
import { shippedPopulation } from './population.ts';

const H = 35;
const E = 18;

it('is found by the slots of this installation', () => {
  const one = createKeySlots(new Uint8Array(32).fill(1));
  const other = createKeySlots(new Uint8Array(32).fill(2));
  const [mean] = populationFile.keyboard.dwell.groups['35'];
  expect(shippedPopulation(one).digraphs.dwell.groups.get(one(H))?.mean).toBe(mean);
  expect(shippedPopulation(other).digraphs.dwell.groups.get(other(H))?.mean).toBe(mean);
  const [flight] = populationFile.keyboard.flight.groups['35 18'];
  expect(shippedPopulation(one).digraphs.flight.groups.get(pairKey(one(H), one(E)))?.mean).toBe(flight);
});

it('has a plausible dwell for every key it knows, and no two keys in one slot', () => {
  const slotOf = createKeySlots(new Uint8Array(32).fill(1));
  const { dwell } = shippedPopulation(slotOf).digraphs;
  expect(dwell.groups.size).toBe(Object.keys(populationFile.keyboard.dwell.groups).length);
  for (const { mean, between, within } of dwell.groups.values()) {
    expect(Math.exp(mean)).toBeGreaterThan(20);
    expect(Math.exp(mean)).toBeLessThan(400);
    expect(between).toBeGreaterThan(0);
    expect(within).toBeGreaterThan(0);
  }
});
