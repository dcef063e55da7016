import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { geometric, logNormal, tailed } from './draw.ts';

const DRAWS = 100_000;
const draw = (from: () => number): number[] => Array.from({ length: DRAWS }, from);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const moment = (values: readonly number[], power: number): number => mean(values.map((value) => value ** power));

describe('draws', () => {
  it('tailed has mean 0, standard deviation 1 and the stated kurtosis', () => {
    const random = createRandom(1);
    const values = draw(() => tailed(random));
    expect(mean(values)).toBeCloseTo(0, 1);
    expect(moment(values, 2)).toBeCloseTo(1, 1);
    expect(moment(values, 4)).toBeGreaterThan(4.9);
    expect(moment(values, 4)).toBeLessThan(5.9);
  });

  it('logNormal has the median and the spread of its logarithm', () => {
    const random = createRandom(2);
    const values = draw(() => Math.log(logNormal(80, 0.4, random)));
    expect(Math.exp(mean(values))).toBeCloseTo(80, -0.5);
    expect(Math.sqrt(moment(values, 2) - mean(values) ** 2)).toBeCloseTo(0.4, 2);
  });

  it('geometric starts at 1 and has the stated mean', () => {
    const random = createRandom(3);
    const values = draw(() => geometric(3, random));
    expect(Math.min(...values)).toBe(1);
    expect(mean(values)).toBeCloseTo(3, 1);
    expect(geometric(1, random)).toBe(1);
  });
});
