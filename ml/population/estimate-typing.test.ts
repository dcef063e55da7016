import { describe, expect, it } from 'vitest';
import { createKeystrokeColumns } from '../features/keystrokes.ts';
import { estimateTypingPopulation } from './estimate-typing.ts';
import { classOfSlot, COMPONENTS, createTypist } from './typing.fixture.ts';

const people = Array.from({ length: 60 }, (_, seed) => {
  const type = createTypist(seed);
  return [type(800), type(800), type(800)];
});

/** A variance within a factor of the one that went in. */
const expectNear = (variance: number, deviation: number, factor: number): void => {
  expect(variance).toBeGreaterThan(deviation ** 2 / factor);
  expect(variance).toBeLessThan(deviation ** 2 * factor);
};

describe('population of typing', () => {
  const population = estimateTypingPopulation(people);
  const { dwell, downDown } = population.kinds;

  it('finds the components that people were made from', () => {
    for (const { other, tempo, between, shared } of [dwell, downDown]) {
      expectNear(other.within, COMPONENTS.within, 1.05);
      // What a person's twelve keys have in common is tempo.
      expectNear(between, COMPONENTS.between, 1.25);
      expectNear(tempo.person, COMPONENTS.tempo, 1.6);
      expectNear(tempo.sitting, COMPONENTS.sitting, 1.4);
      expect(tempo.passage).toBeLessThan(0.002);
      expect(shared).toBeLessThan(0.006);
    }
    const classes = Object.values(dwell.classes);
    expect(classes).toHaveLength(6);
    for (const { mean } of classes) expect(Math.abs(mean - Math.log(95))).toBeLessThan(0.1);
  });

  it('knows classes, no keys', () => {
    const known = new Set(Array.from({ length: 12 }, (_, i) => String(classOfSlot(i + 1))));
    expect(new Set(Object.keys(dwell.classes))).toEqual(known);
    expect(Object.keys(downDown.classes)).toHaveLength(36);
  });

  it('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(population))).toEqual(population);
  });

  it('leaves what fewer than three people typed to the prior for all others', () => {
    const rare = createKeystrokeColumns(4);
    rare.slot.fill(40);
    rare.keyClass.fill(0x12);
    rare.dwellMs.fill(300);
    const [first = [], second = [], third = [], ...rest] = people.slice(0, 6);
    const classesOf = (typed: Parameters<typeof estimateTypingPopulation>[0]) =>
      Object.keys(estimateTypingPopulation(typed).kinds.dwell.classes);
    expect(classesOf([[...first, rare], [...second, rare], third, ...rest])).not.toContain(String(0x12));
    expect(classesOf([[...first, rare], [...second, rare], [...third, rare], ...rest])).toContain(String(0x12));
  });

  it('makes do with one person and one session, and refuses nobody', () => {
    const alone = JSON.stringify(estimateTypingPopulation([people[0]?.slice(0, 1) ?? []]));
    expect(alone).not.toContain('null');
    expect(() => estimateTypingPopulation([])).toThrow(RangeError);
    expect(() => estimateTypingPopulation([[createKeystrokeColumns(5)]])).toThrow(RangeError);
  });
});
