import { describe, expect, it } from 'vitest';
import type { DecisionPopulation } from '../population/decision-population.ts';
import { createRandom, normal, type Random } from '../random.ts';
import { finish } from '../steps.ts';
import { chooseLimit as chooseInSteps, type ChosenLimit, type Evidence, type LimitInput } from './choose-limit.ts';

const chooseLimit = (input: LimitInput, random: Random): ChosenLimit | null => finish(chooseInSteps(input, random));

/** Ten times fewer wrong locks for every hundred of the limit: one in 10,000 actions at 100, one in 100,000 at 200. */
const population: DecisionPopulation = {
  ownEvidence: 0.05,
  wrongLocks: [
    { limit: 100, perAction: 1e-4 },
    { limit: 200, perAction: 1e-5 },
  ],
};
const common = { population, actionsPerDay: 8000, budgetPerDay: 0.1 };
const typicalLimit = 100 - 100 * Math.log10((0.8 * 0.1) / 8000 / 1e-4);

/** Sittings of a user whose evidence an action is normal around `mean`. */
const sittings = (mean: number, deviation: number, seed: number): Evidence[][] => {
  const random = createRandom(seed);
  return Array.from({ length: 4 }, () =>
    Array.from({ length: 40 }, () => ({ llr: 10 * (mean + deviation * normal(random)), actions: 10 })),
  );
};

describe('chooseLimit', () => {
  it('takes the typical limit, in units of the own evidence, for a user who is always recognised', () => {
    const chosen = chooseLimit({ ...common, genuine: sittings(0.05, 0.01, 1) }, createRandom(1));
    expect(chosen?.drift).toBeCloseTo(0.025, 3);
    expect((chosen?.limit ?? 0) / (2 * (chosen?.drift ?? 1))).toBeCloseTo(typicalLimit, 8);
    expect(chosen?.falseLocksPerDay).toBeCloseTo(0.08, 8);
  });

  it('allows more doubt where the user’s own evidence wavers, and keeps the budget', () => {
    const steady = chooseLimit({ ...common, genuine: sittings(0.05, 0.03, 2) }, createRandom(1));
    const wavering = chooseLimit({ ...common, genuine: sittings(0.05, 0.16, 2) }, createRandom(1));
    expect(wavering?.limit).toBeGreaterThan((steady?.limit ?? Infinity) * 1.1);
    expect(wavering?.falseLocksPerDay).toBeLessThanOrEqual(0.1);
  });

  it('keeps what it promises on new days of the same user', () => {
    const chosen = chooseLimit({ ...common, genuine: sittings(0.05, 0.08, 3) }, createRandom(1));
    if (chosen === null) throw new Error('no limit was chosen');
    const random = createRandom(99);
    let doubt = 0;
    let locks = 0;
    const days = 100;
    for (let i = 0; i < (days * common.actionsPerDay) / 10; i += 1) {
      doubt = Math.max(0, doubt + chosen.drift * 10 - 10 * (0.05 + 0.08 * normal(random)));
      if (doubt > chosen.limit) {
        locks += 1;
        doubt = 0;
      }
    }
    expect(locks / days).toBeLessThanOrEqual(common.budgetPerDay);
  });

  it('says when even the largest limit would break the budget', () => {
    const chosen = chooseLimit({ ...common, genuine: sittings(0.05, 0.6, 4) }, createRandom(1));
    expect(chosen?.falseLocksPerDay).toBeGreaterThan(0.1);
  });

  it('takes people’s typical evidence where there is none of the user’s own', () => {
    const chosen = chooseLimit({ ...common, genuine: [] }, createRandom(1));
    expect(chosen?.drift).toBeCloseTo(0.025, 10);
    expect(chosen?.limit).toBeCloseTo(typicalLimit * 0.05, 8);
    expect(chosen?.falseLocksPerDay).toBeCloseTo(0.08, 8);
  });

  it('does not watch someone who is hardly told from others more sharply for it', () => {
    const chosen = chooseLimit({ ...common, genuine: sittings(0.001, 0.0001, 5) }, createRandom(1));
    expect(chosen?.drift).toBeGreaterThanOrEqual(0.5 * 0.25 * 0.05);
  });

  it('does not choose for a user who looks like everybody else', () => {
    expect(chooseLimit({ ...common, genuine: sittings(-0.05, 0.01, 5) }, createRandom(1))).toBeNull();
  });

  it('is the same from the same seed', () => {
    const run = () => chooseLimit({ ...common, genuine: sittings(0.05, 0.1, 6) }, createRandom(8));
    expect(run()).toEqual(run());
  });
});
