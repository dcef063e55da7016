import { describe, expect, it } from 'vitest';
import type { PointerColumns } from '../features/pointer-columns.ts';
import { clockOf } from './pointing-clock.ts';
import { simulatedPopulations, simulatePointing } from './pointing.fixture.ts';
import { createPointingBehaviour } from './pointing-behaviour.ts';

const withIntervals = (...intervals: number[]): PointerColumns => ({
  count: intervals.length,
  measures: new Float32Array(0),
  dx: new Float32Array(0),
  dy: new Float32Array(0),
  stepEnd: new Uint32Array(intervals.length),
  intervalMs: Float32Array.from(intervals),
});

describe('clockOf', () => {
  it('goes by most of the movements, leaving wheel bursts out', () => {
    expect(clockOf(withIntervals(8, 16, 109))).toBe('fine');
    expect(clockOf(withIntervals(109, 60, 59, Number.NaN, Number.NaN))).toBe('coarse');
    expect(clockOf(withIntervals())).toBe('fine');
  });
});

describe('a user on two clocks', () => {
  const behaviour = createPointingBehaviour(simulatedPopulations());
  const day = simulatePointing(101, 1);
  const slow = { ...day, intervalMs: day.intervalMs.map(() => 109) };

  it('is noted by the share of the actions on each', () => {
    let profile = behaviour.create();
    for (const columns of [day, slow, slow]) {
      const sitting = behaviour.startSitting(profile);
      sitting.gather(columns, columns.count);
      profile = behaviour.learn(profile, sitting, { goesOn: false, mostShare: 1 });
    }
    expect(profile.onCoarse / profile.by.fine.weight).toBeCloseTo(2 / 3, 9);
    expect(profile.by.coarse.weight).toBe(profile.by.fine.weight);
  });
});
