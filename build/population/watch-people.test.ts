import { describe, expect, it } from 'vitest';
import { DECISION_RULES, ENGINE_RULE } from './decision-rules.ts';
import type { RecordedEvidence } from './recorded-evidence.ts';
import { MATERIAL, personalUnit, typicalUnit, watchPerson, waveringUnit } from './watch-people.ts';

/** Hops of ten keystrokes with this evidence each. */
const hops = (count: number, llr: number) => Array.from({ length: count }, () => ({ llr, actions: 10 }));

/** Drift 0: the user gives +1 a hop, strangers −1. */
const person: RecordedEvidence = {
  modality: 'keyboard',
  set: 'made up',
  heldBack: [hops(50, 1), hops(50, 1)],
  own: [hops(50, 1)],
  impostors: [hops(50, -1), hops(300, 1)],
  ofOthers: -0.1,
  limit: { drift: 0, limit: 1, falseLocksPerDay: 0.1 },
};

const [, plain = ENGINE_RULE] = DECISION_RULES;

describe('units of doubt', () => {
  it('are at least what three hops of a stranger bring, for who never wavers', () => {
    expect(waveringUnit(person, plain)).toBeCloseTo(3, 12);
    expect(personalUnit(person, plain)).toBeCloseTo(3, 12);
    expect(typicalUnit(person, plain)).toBeCloseTo(10, 12);
  });

  it('grow with what the enrolment wavers, and are bounded only where they shall be', () => {
    // Own evidence is 0 on average and others' −1 a hop, so a stranger's hop is half a nat beyond the drift.
    const wavering = { ...person, heldBack: [hops(50, 3), hops(50, -3)] };
    expect(waveringUnit(wavering, plain)).toBeGreaterThan(typicalUnit(wavering, plain) * 4);
    expect(personalUnit(wavering, plain)).toBeCloseTo(20, 9);
  });
});

describe('watchPerson', () => {
  it('locks a stranger with the hop that exceeds the limit, and never one who types like the user', () => {
    const { wrongLocks, keystrokes, takeovers } = watchPerson(person, plain, 4.5);
    expect({ wrongLocks, keystrokes }).toEqual({ wrongLocks: 0, keystrokes: 500 });
    expect(takeovers).toEqual([
      { untilLock: 50, typed: 50 },
      { untilLock: Infinity, typed: MATERIAL },
    ]);
  });

  it('counts every wrong lock, each from full trust, and takes over where the sitting ended', () => {
    const foreign = { ...person, own: [hops(12, -1)], impostors: [hops(50, -1)] };
    // Five hops a lock: two locks and two hops of doubt when the stranger takes over.
    expect(watchPerson(foreign, plain, 4.5)).toEqual({
      wrongLocks: 2,
      keystrokes: 120,
      takeovers: [{ untilLock: 30, typed: 30 }],
    });
  });
});
