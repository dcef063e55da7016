import { describe, expect, it } from 'vitest';
import { populationNumber } from './population-number.ts';

describe('number of a population', () => {
  it('is that of its values, not of the order they are written in', () => {
    const one = populationNumber({ a: 1.5, b: { c: [1, 2] } });
    expect(populationNumber({ b: { c: [1, 2] }, a: 1.5 })).toBe(one);
    expect(populationNumber({ a: 1.5, b: { c: [2, 1] } })).not.toBe(one);
    expect(populationNumber({ a: 1.5, b: { c: [1, 2] }, d: 0 })).not.toBe(one);
  });
});
