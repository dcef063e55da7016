import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { density, predictive } from './heavy-tail.ts';

describe('heavy-tailed density', () => {
  it('is a quarter power of Student t with four degrees of freedom, without its constant', () => {
    const variance = fc.double({ min: 1e-4, max: 10, noNaN: true });
    const deviation = fc.double({ min: -20, max: 20, noNaN: true });
    fc.assert(
      fc.property(variance, deviation, (ofTimes, from) => {
        const student = ofTimes ** -0.5 * (1 + (from * from) / (4 * ofTimes)) ** -2.5;
        expect(density(predictive(0, ofTimes), from) / student ** 0.25).toBeCloseTo(1, 9);
      }),
    );
  });
});
