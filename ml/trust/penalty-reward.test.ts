import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { probabilityOf, trustChange, updateTrust } from './penalty-reward.ts';

const parameters = { neutralScore: 0.5, width: 0.1, maxReward: 4, maxPenalty: 8 };

describe('penalty-reward trust', () => {
  it('does not move at the neutral score', () => {
    expect(trustChange(0.5, parameters)).toBeCloseTo(0, 12);
  });

  it('takes nearly the largest penalty at score 0 and never more', () => {
    expect(trustChange(0, parameters)).toBeCloseTo(-8 + (8 * 1.25) / (0.25 + Math.exp(5)), 12);
    expect(trustChange(0, parameters)).toBeGreaterThan(-8);
  });

  it('gives at most the largest reward', () => {
    expect(trustChange(1, parameters)).toBe(4);
  });

  it('grows with the score and keeps trust within 0 and 100', () => {
    const unit = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(unit, unit, fc.double({ min: 0, max: 100, noNaN: true }), (a, b, trust) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        expect(trustChange(low, parameters)).toBeLessThanOrEqual(trustChange(high, parameters));
        const next = updateTrust(trust, a, parameters);
        expect(next).toBeGreaterThanOrEqual(0);
        expect(next).toBeLessThanOrEqual(100);
      }),
    );
  });
});

describe('probabilityOf', () => {
  it('turns a likelihood ratio of 9 : 1 into 0.9', () => {
    expect(probabilityOf(Math.log(9))).toBeCloseTo(0.9, 12);
    expect(probabilityOf(0)).toBe(0.5);
  });
});
