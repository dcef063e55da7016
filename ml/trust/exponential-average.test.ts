import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { updateAverage } from './exponential-average.ts';

describe('updateAverage', () => {
  it('forgets all but 1/e in as many actions as its memory', () => {
    expect(updateAverage(0.1, 0, 60, 60)).toBeCloseTo(0.1 / Math.E, 12);
    expect(updateAverage(0, 6, 60, 60)).toBeCloseTo(0.1 * (1 - 1 / Math.E), 12);
  });

  it('does not move at evidence equal to itself, nor without actions', () => {
    expect(updateAverage(0.25, 2.5, 10, 60)).toBe(0.25);
    expect(updateAverage(0.25, 0, 0, 60)).toBe(0.25);
  });

  it('counts actions and not pieces: the same evidence in two halves gives the same', () => {
    const rate = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(rate, rate, fc.integer({ min: 1, max: 500 }), (average, perAction, memory) => {
        const halves = updateAverage(updateAverage(average, 5 * perAction, 5, memory), 5 * perAction, 5, memory);
        expect(updateAverage(average, 10 * perAction, 10, memory)).toBeCloseTo(halves, 10);
      }),
    );
  });
});
