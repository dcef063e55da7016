import { describe, expect, it } from 'vitest';
import { fitCalibration, standardise } from './calibration.ts';

describe('fitCalibration', () => {
  it('lies between the own and the typical spread, weighted by windows', () => {
    const calibration = fitCalibration([1, 3], 2);
    expect(calibration.mean).toBe(2);
    expect(calibration.spread).toBeCloseTo(Math.sqrt((2 + 20 * 4) / 22), 12);
    expect(calibration.windows).toBe(2);
  });

  it('trusts the own spread when there are many windows', () => {
    const scores = Array.from({ length: 20_000 }, (_, i) => (i % 2 === 0 ? -1 : 1));
    expect(fitCalibration(scores, 5).spread).toBeCloseTo(1, 1);
  });

  it('never has a spread of zero, even for a constant score', () => {
    expect(fitCalibration([0.4, 0.4, 0.4], 0.1).spread).toBeGreaterThan(0.09);
  });
});

describe('standardise', () => {
  const calibration = { mean: 10, spread: 2, windows: 50 };
  it('counts in spreads from the mean', () => {
    expect(standardise(6, calibration)).toBe(-2);
  });
  it('holds one window within bounds', () => {
    expect(standardise(-1000, calibration)).toBe(-8);
    expect(standardise(1000, calibration)).toBe(4);
  });
});
