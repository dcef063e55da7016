import { describe, expect, it } from 'vitest';
import { createRandom, normal, type Random } from '../random.ts';
import { finish } from '../steps.ts';
import { chooseLimit as chooseInSteps, type ChosenLimit, type Evidence, type LimitInput } from './choose-limit.ts';

const chooseLimit = (input: LimitInput, random: Random): ChosenLimit | null => finish(chooseInSteps(input, random));

const common = { ofOthers: -0.05, actionsPerDay: 8000, budgetPerDay: 0.1 };

/** Sittings of a user whose evidence an action is normal around `mean`. */
const sittings = (mean: number, deviation: number, seed: number): Evidence[][] => {
  const random = createRandom(seed);
  return Array.from({ length: 4 }, () =>
    Array.from({ length: 40 }, () => ({ llr: 10 * (mean + deviation * normal(random)), actions: 10 })),
  );
};

describe('chooseLimit', () => {
  it('takes the least limit for a user who is always recognised', () => {
    const chosen = chooseLimit({ ...common, genuine: sittings(0.05, 0.01, 1) }, createRandom(1));
    expect(chosen?.drift).toBeCloseTo(0, 2);
    expect(chosen?.limit).toBeCloseTo((1.5 * 25 * 0.1) / 2, 1);
    expect(chosen?.falseLocksPerDay).toBe(0.03);
  });

  it('allows more doubt where the user’s own evidence wavers, and keeps the budget', () => {
    const steady = chooseLimit({ ...common, genuine: sittings(0.05, 0.03, 2) }, createRandom(1));
    const wavering = chooseLimit({ ...common, genuine: sittings(0.05, 0.12, 2) }, createRandom(1));
    expect(wavering?.limit).toBeGreaterThan((steady?.limit ?? Infinity) * 1.5);
    expect(wavering?.falseLocksPerDay).toBeLessThanOrEqual(0.1);
  });

  it('keeps what it promises on new days of the same user', () => {
    const chosen = chooseLimit({ ...common, genuine: sittings(0.05, 0.1, 3) }, createRandom(1));
    if (chosen === null) throw new Error('no limit was chosen');
    const random = createRandom(99);
    let doubt = 0;
    let locks = 0;
    const days = 100;
    for (let i = 0; i < (days * common.actionsPerDay) / 10; i += 1) {
      doubt = Math.max(0, doubt + chosen.drift * 10 - 10 * (0.05 + 0.1 * normal(random)));
      if (doubt > chosen.limit) {
        locks += 1;
        doubt = 0;
      }
    }
    expect(locks / days).toBeLessThanOrEqual(common.budgetPerDay);
  });

  it('says when even the largest limit would break the budget', () => {
    const chosen = chooseLimit({ ...common, genuine: sittings(0.01, 0.6, 4) }, createRandom(1));
    expect(chosen?.falseLocksPerDay).toBeGreaterThan(0.1);
  });

  it('does not choose for a user who looks like everybody else, or from too little', () => {
    expect(chooseLimit({ ...common, genuine: sittings(-0.05, 0.01, 5) }, createRandom(1))).toBeNull();
    expect(chooseLimit({ ...common, genuine: [[{ llr: 1, actions: 10 }]] }, createRandom(1))).toBeNull();
  });

  it('is the same from the same seed', () => {
    const run = () => chooseLimit({ ...common, genuine: sittings(0.05, 0.1, 6) }, createRandom(8));
    expect(run()).toEqual(run());
  });
});
