import { describe, expect, it } from 'vitest';
import { logAtLeast, logMs, signedMs } from './scales.ts';

describe('scales', () => {
  it('take the log of a duration, floored at 8 ms', () => {
    expect(logMs(100)).toBe(Math.log(100));
    expect(logMs(0)).toBe(Math.log(8));
    expect(logMs(-3)).toBe(Math.log(8));
    expect(logMs(Number.NaN)).toBeNaN();
  });

  it('keep the sign of a flight', () => {
    expect(signedMs(60)).toBeCloseTo(0.881373587, 9);
    expect(signedMs(-60)).toBe(-signedMs(60));
    expect(signedMs(0)).toBe(0);
  });

  it('floor what may be zero', () => {
    expect(logAtLeast(0, 10)).toBe(Math.log(10));
    expect(logAtLeast(20, 10)).toBe(Math.log(20));
  });
});
