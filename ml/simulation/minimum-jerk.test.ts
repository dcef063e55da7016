import { describe, expect, it } from 'vitest';
import { minimumJerk, minimumJerkSpeed } from './minimum-jerk.ts';

describe('minimum-jerk profile', () => {
  it('goes from rest to rest over the whole way', () => {
    expect([0, 0.5, 1].map(minimumJerk)).toEqual([0, 0.5, 1]);
    expect([0, 1].map(minimumJerkSpeed)).toEqual([0, 0]);
  });

  it('has a peak speed of 1.875 times the mean, halfway', () => {
    expect(minimumJerkSpeed(0.5)).toBe(1.875);
    expect(Math.max(...Array.from({ length: 1_001 }, (_, i) => minimumJerkSpeed(i / 1_000)))).toBe(1.875);
  });

  it('has the speed that its position changes by', () => {
    const step = 1e-6;
    for (const u of [0.1, 0.3, 0.7, 0.95]) {
      const slope = (minimumJerk(u + step) - minimumJerk(u - step)) / (2 * step);
      expect(slope).toBeCloseTo(minimumJerkSpeed(u), 6);
    }
  });
});
