import { describe, expect, it } from 'vitest';
import { createKeystrokeRing, type KeystrokeRing } from './keystroke-ring.ts';

const F = 1;
const J = 2;
const LETTER = 1;

const settleAll = (ring: KeystrokeRing, t: number): number => {
  let count = 0;
  while (ring.settle(t)) count += 1;
  return count;
};

describe('createKeystrokeRing', () => {
  it('keeps press order under rollover and measures the four flights', () => {
    const ring = createKeystrokeRing(4);
    ring.press(1_000, F, LETTER);
    ring.press(1_100, J, LETTER);
    ring.release(1_140, J);
    expect(settleAll(ring, 1_140)).toBe(0);
    ring.release(1_150, F);
    expect(settleAll(ring, 1_150)).toBe(2);
    expect([...ring.slot.subarray(0, 2)]).toEqual([F, J]);
    expect([...ring.dwellMs.subarray(0, 2)]).toEqual([150, 40]);
    expect([...ring.prevSlot.subarray(0, 2)]).toEqual([0, F]);
    expect([...ring.flightMs.subarray(0, 2)]).toEqual([Number.NaN, -50]);
    expect([...ring.downDownMs.subarray(0, 2)]).toEqual([Number.NaN, 100]);
    expect(ring.pressPress[1]).toBeCloseTo(Math.log(100), 6);
    expect(ring.releasePress[1]).toBeCloseTo(Math.asinh(-50 / 60), 6);
    expect(ring.pressRelease[1]).toBeCloseTo(Math.log(140), 6);
    expect(ring.releaseRelease[1]).toBeCloseTo(Math.asinh(-10 / 60), 6);
  });

  it('gives up a dwell after 2 s, and ignores the release that comes later', () => {
    const ring = createKeystrokeRing(4);
    ring.press(0, F, LETTER);
    ring.press(100, J, LETTER);
    ring.release(200, J);
    expect(settleAll(ring, 2_000)).toBe(0);
    expect(settleAll(ring, 2_001)).toBe(2);
    ring.release(2_001, F);
    expect([...ring.dwellMs.subarray(0, 2)]).toEqual([Number.NaN, 100]);
    expect([...ring.flightMs.subarray(0, 2)]).toEqual([Number.NaN, Number.NaN]);
    expect(ring.downDownMs[1]).toBe(100);
  });

  it('still takes a release after exactly 2 s', () => {
    const ring = createKeystrokeRing(4);
    ring.press(0, F, LETTER);
    ring.release(2_000, F);
    expect(settleAll(ring, 2_000)).toBe(1);
    expect(ring.dwellMs[0]).toBe(2_000);
  });

  it('breaks the digraph at a pause longer than 1.5 s', () => {
    const ring = createKeystrokeRing(4);
    for (const [t, slot] of [
      [0, F],
      [1_500, J],
      [3_001, F],
    ] as const) {
      ring.press(t, slot, LETTER);
      ring.release(t + 50, slot);
    }
    expect(settleAll(ring, 4_000)).toBe(3);
    expect([...ring.prevSlot.subarray(0, 3)]).toEqual([0, F, 0]);
    expect([...ring.downDownMs.subarray(0, 3)]).toEqual([Number.NaN, 1_500, Number.NaN]);
    expect([...ring.gapMs.subarray(0, 3)]).toEqual([Number.NaN, 1_500, 1_501]);
    expect([...ring.dwellMs.subarray(0, 3)]).toEqual([50, 50, 50]);
  });

  it('times unknown keys but makes no digraph of them', () => {
    const ring = createKeystrokeRing(4);
    for (const [t, slot] of [
      [0, F],
      [100, 0],
      [200, J],
    ] as const) {
      ring.press(t, slot, slot === 0 ? 0 : LETTER);
      ring.release(t + 50, slot);
    }
    expect(settleAll(ring, 300)).toBe(3);
    expect([...ring.prevSlot.subarray(0, 3)]).toEqual([0, 0, 0]);
    expect([...ring.flightMs.subarray(0, 3)]).toEqual([Number.NaN, 50, 50]);
  });

  it('knows no dwell of a key pressed twice without a release', () => {
    const ring = createKeystrokeRing(4);
    ring.press(0, F, LETTER);
    ring.press(100, F, LETTER);
    ring.release(130, F);
    expect(settleAll(ring, 130)).toBe(2);
    expect([...ring.dwellMs.subarray(0, 2)]).toEqual([Number.NaN, 30]);
  });

  it('gives up a held key rather than lose the 257th that follows it', () => {
    const ring = createKeystrokeRing(4);
    ring.press(0, F, LETTER);
    for (let k = 0; k < 255; k += 1) {
      ring.press(1, J, LETTER);
      ring.release(1, J);
    }
    expect(settleAll(ring, 1)).toBe(0);
    ring.press(1, J, LETTER);
    expect(settleAll(ring, 1)).toBe(256);
    expect(ring.dwellMs[0]).toBeNaN();
  });

  it('after a reset has neither predecessor nor open keys', () => {
    const ring = createKeystrokeRing(4);
    ring.press(0, F, LETTER);
    ring.release(10, F);
    expect(settleAll(ring, 10)).toBe(1);
    ring.press(20, J, LETTER);
    ring.reset();
    ring.release(30, J);
    expect(settleAll(ring, 5_000)).toBe(0);
    const next = ring.next();
    ring.press(40, F, LETTER);
    ring.release(50, F);
    expect(settleAll(ring, 50)).toBe(1);
    expect(ring.prevSlot[next & ring.mask]).toBe(0);
    expect(ring.gapMs[next & ring.mask]).toBeNaN();
  });
});
