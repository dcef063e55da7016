import { describe, expect, it } from 'vitest';
import { rowOf } from '../matrix.ts';
import { createRandom, normal } from '../random.ts';
import { estimateWindowPopulation } from './estimate-window-population.ts';
import { drawWindows, type WindowPopulation } from './window-population.ts';

/** With more digits than are kept of what varies. */
const CONSTANT = Math.fround(0.123456);

/** Two features around a person's own place that rise together, one that never changes and one that is often missing. */
const person = (place: number, windows: number, seed: number): Float32Array[] => {
  const random = createRandom(seed);
  return Array.from({ length: windows }, (_, i) => {
    const a = place + normal(random);
    return Float32Array.of(
      100 + 10 * a,
      -3 * a + normal(random),
      CONSTANT,
      i % 4 === 0 ? NaN : 50 + 2 * normal(random),
    );
  });
};

const PEOPLE = 60;
const people = Array.from({ length: PEOPLE }, (_, i) => person(normal(createRandom(i + 1)), i % 2 === 0 ? 40 : 400, i));
const population = estimateWindowPopulation(people);

const meanAndDeviation = (values: readonly number[]): readonly [number, number] => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return [mean, Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)];
};

/** Of one feature over all people, each weighing the same. */
const truth = (col: number): readonly [number, number] => {
  const short = people.map((windows) => windows.slice(0, 40).flatMap((vector) => vector[col] ?? NaN));
  return meanAndDeviation(short.flat().filter(Number.isFinite));
};

describe('estimateWindowPopulation', () => {
  it('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(population))).toEqual(population);
  });

  it('counts what is missing, and what never changes', () => {
    expect(population.missing).toEqual([0, 0, 0, 0.25]);
    expect(population.scale[2]).toBe(0);
    expect(population.mean[2]).toBe(CONSTANT);
  });

  it('weighs people alike, however many windows they gave', () => {
    const many = Array.from({ length: 900 }, () => Float32Array.of(1, 0));
    const few = [Float32Array.of(0, 1), Float32Array.of(0, 1), Float32Array.of(0, 1)];
    const alike = estimateWindowPopulation([many, few, few]);
    const swapped = estimateWindowPopulation([few, few.slice(0, 1), many]);
    expect(alike.mean[0]).toBe(0.3333);
    expect(swapped.mean[0]).toBe(0.3333);
  });

  it('leaves people without windows out', () => {
    expect(estimateWindowPopulation([[], ...people])).toEqual(population);
  });

  it('copes with a feature that nobody has', () => {
    const without = estimateWindowPopulation([[Float32Array.of(1, NaN)], [Float32Array.of(2, NaN)]]);
    expect(without).toMatchObject({ missing: [0, 1], scale: [expect.any(Number), 0] });
    expect(without.covariance.every(Number.isFinite)).toBe(true);
  });

  it('needs windows', () => {
    expect(() => estimateWindowPopulation([[], []])).toThrow(RangeError);
  });
});

describe('drawWindows', () => {
  const drawn = drawWindows(population, 4000, createRandom(9));
  const rows = Array.from({ length: drawn.rows }, (_, row) => rowOf(drawn, row));
  const column = (col: number): number[] => rows.map((row) => row[col] ?? NaN);

  it.each([0, 1, 3])('draws feature %i as people have it', (col) => {
    const [mean, deviation] = meanAndDeviation(column(col).filter(Number.isFinite));
    const [expectedMean, expectedDeviation] = truth(col);
    expect(Math.abs(mean - expectedMean)).toBeLessThan(0.15 * expectedDeviation);
    expect(deviation / expectedDeviation).toBeGreaterThan(0.9);
    expect(deviation / expectedDeviation).toBeLessThan(1.15);
  });

  it('draws features that hang together so', () => {
    const [a, spreadA] = meanAndDeviation(column(0));
    const [b, spreadB] = meanAndDeviation(column(1));
    const product = rows.map((row) => ((row[0] ?? 0) - a) * ((row[1] ?? 0) - b));
    expect(meanAndDeviation(product)[0] / (spreadA * spreadB)).toBeLessThan(-0.9);
  });

  it('leaves out and keeps constant what people do', () => {
    expect(new Set(column(2))).toEqual(new Set([CONSTANT]));
    expect(column(3).filter(Number.isNaN).length / drawn.rows).toBeCloseTo(0.25, 1);
  });

  it('draws the same from the same random numbers', () => {
    expect(drawWindows(population, 4000, createRandom(9))).toEqual(drawn);
  });

  it('refuses a covariance that is none', () => {
    const wrong: WindowPopulation = { mean: [0, 0], scale: [1, 1], missing: [0, 0], covariance: [1, 2, 1] };
    expect(() => drawWindows(wrong, 1, createRandom(1))).toThrow('not positive definite');
  });
});
