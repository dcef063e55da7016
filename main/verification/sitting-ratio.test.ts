import { describe, expect, it } from 'vitest';
import type { Weighed } from '../../ml/behaviour.ts';
import { sittingRatio, type SittingScales } from './sitting-ratio.ts';

const SCALES: SittingScales = { keyboard: { most: 200, half: 100, fair: 0.04 }, pointer: { weight: 0.5, fair: -2 } };

const weighed = (compared: number, dwell: number, flight: number): Weighed => ({
  // The bias that models add is for sittings of a length of their own.
  llr: dwell + flight - 1,
  compared,
  parts: [
    { timing: 'dwell', llr: dwell, tendency: 'usual' },
    { timing: 'flight', llr: flight, tendency: 'longer' },
  ],
});

describe('sittingRatio', () => {
  it('scales typing by how much of it there is, beyond what is fair', () => {
    const { ratio, parts } = sittingRatio('keyboard', weighed(100, 12, -2), SCALES);
    // (10 − 100 × 0.04) × 200 / (100 + 100)
    expect(ratio).toBeCloseTo(6, 12);
    expect(parts.map(({ timing, llr }) => [timing, llr])).toEqual([
      ['dwell', 10],
      ['flight', -4],
    ]);
  });

  it('never says more of the same evidence a keystroke than an endless recording would', () => {
    const of = (n: number): number => sittingRatio('keyboard', weighed(n, 0.06 * n, 0.02 * n), SCALES).ratio;
    expect(of(100)).toBeCloseTo(4, 12);
    expect(of(1e9)).toBeCloseTo(8, 5);
    expect(of(200)).toBeGreaterThan(of(100));
  });

  it('scales pointing as a whole', () => {
    expect(sittingRatio('pointer', weighed(40, 4, -1), SCALES).ratio).toBeCloseTo(2.5, 12);
    expect(sittingRatio('pointer', weighed(4000, 4, -1), SCALES).ratio).toBeCloseTo(2.5, 12);
  });
});
