import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { estimateFalseLocksPerDay } from './false-lock-estimate.ts';

const trust = { neutralScore: 0.5, width: 0.1, maxReward: 4, maxPenalty: 8 };
const common = { actionsPerWindow: 10, actionsPerDay: 8000, lockBelow: 30, trust };
const constant = (llr: number): Float64Array => new Float64Array(40).fill(llr);

describe('estimateFalseLocksPerDay', () => {
  it('reports the bound of 100 quiet days when nothing would have locked', () => {
    expect(estimateFalseLocksPerDay({ ...common, folds: [constant(3)] }, createRandom(1))).toBe(0.03);
  });

  it('counts the locks of a user whom the models do not recognise', () => {
    // At llr −20 each window costs the full penalty of 8: trust 100 falls below 30 with the ninth window, so 800
    // windows a day make 88.8 locks.
    expect(estimateFalseLocksPerDay({ ...common, folds: [constant(-20)] }, createRandom(1))).toBeCloseTo(88.88, 1);
  });

  it('does not guess from too few windows', () => {
    expect(estimateFalseLocksPerDay({ ...common, folds: [new Float64Array(5)] }, createRandom(1))).toBe(Infinity);
  });

  it('is the same from the same seed', () => {
    const folds = [Float64Array.from({ length: 200 }, (_, i) => (i % 40 < 20 ? 2 : -3))];
    const run = (): number => estimateFalseLocksPerDay({ ...common, folds }, createRandom(7));
    expect(run()).toBe(run());
    expect(run()).toBeGreaterThan(0.03);
  });
});
