import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doubtOf, trustOf, updateDoubt } from './sequential.ts';

const parameters = { drift: 0.02, limit: 5 };

describe('updateDoubt', () => {
  it('adds what the evidence lacks of the drift, in shares of the limit', () => {
    expect(updateDoubt(0.4, -0.8, 10, parameters)).toBeCloseTo(0.4 + (0.2 + 0.8) / 5, 12);
  });

  it('does not pile up credit: evidence for the user never takes it below zero', () => {
    expect(updateDoubt(0.1, 50, 10, parameters)).toBe(0);
  });

  it('comes back from any depth with evidence for the user', () => {
    let doubt = 0;
    for (let i = 0; i < 1000; i += 1) doubt = updateDoubt(doubt, -3, 10, parameters);
    expect(doubt).toBe(1.3);
    for (let i = 0; i < 20; i += 1) doubt = updateDoubt(doubt, 1, 10, parameters);
    expect(doubt).toBe(0);
  });
});

describe('trustOf', () => {
  it('is full without doubt and at the lock level when doubt reaches its limit', () => {
    expect(trustOf(0, 30)).toBe(100);
    expect(trustOf(1, 30)).toBe(30);
    expect(trustOf(0.5, 30)).toBe(65);
  });

  it('stays within 0 and 100 and falls as doubt grows', () => {
    const share = fc.double({ min: 0, max: 1.3, noNaN: true });
    fc.assert(
      fc.property(share, share, fc.integer({ min: 0, max: 98 }), (a, b, lockBelow) => {
        const [less, more] = a < b ? [a, b] : [b, a];
        expect(trustOf(more, lockBelow)).toBeLessThanOrEqual(trustOf(less, lockBelow));
        expect(trustOf(more, lockBelow)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('tells the doubt it came from', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, fc.integer({ min: 0, max: 98 }), (doubt, lockBelow) => {
        expect(doubtOf(trustOf(doubt, lockBelow), lockBelow)).toBeCloseTo(doubt, 9);
      }),
    );
    expect(doubtOf(0, 30)).toBeCloseTo(100 / 70, 9);
  });
});
