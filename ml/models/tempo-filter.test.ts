import { describe, expect, it } from 'vitest';
import { predictive } from './heavy-tail.ts';
import { createTempoFilter, createTempoGrid } from './tempo-filter.ts';

const TEMPO = { person: 0.04, sitting: 0.01, passage: 0.002 };
const grid = createTempoGrid({ centre: 0.2, variance: 0.015 }, TEMPO);
const SAME = { own: predictive(5, 0.1), others: predictive(5, 0.1) };

describe('filter over tempo', () => {
  it('begins with chances that add up, around the expected tempo', () => {
    const total = (chances: Float64Array): number => chances.reduce((sum, chance) => sum + chance, 0);
    expect(total(grid.own)).toBeCloseTo(1, 12);
    expect(total(grid.others)).toBeCloseTo(1, 12);
    expect(createTempoFilter(grid).strangeness()).toBeCloseTo(0, 1);
  });

  it('says nothing where user and others are the same', () => {
    const alike = createTempoGrid({ centre: 0, variance: 0.052 }, TEMPO);
    const filter = createTempoFilter({ ...alike, others: alike.own });
    expect(filter.weigh(5.1, SAME)).toBeCloseTo(0, 12);
  });

  it('follows tempo', () => {
    const slow = createTempoFilter(grid);
    const quick = createTempoFilter(grid);
    for (let i = 0; i < 60; i += 1) {
      slow.weigh(5.5, SAME);
      quick.weigh(4.6, SAME);
    }
    expect(slow.strangeness()).toBeGreaterThan(1);
    expect(quick.strangeness()).toBeLessThan(-1);
  });

  it('goes on the same way in a fork, and apart', () => {
    const filter = createTempoFilter(grid);
    filter.weigh(5.5, SAME);
    const fork = filter.fork();
    expect(fork.weigh(5.6, SAME)).toBe(filter.weigh(5.6, SAME));
    fork.weigh(2, SAME);
    expect(fork.strangeness()).not.toBe(filter.strangeness());
  });

  it('stays a number at any time', () => {
    const filter = createTempoFilter(grid);
    for (const time of [-1e6, 1e6, 0, 5]) expect(filter.weigh(time, SAME)).toSatisfy(Number.isFinite);
    const far = createTempoFilter(createTempoGrid({ centre: 1e3, variance: 1e-4 }, TEMPO));
    expect(far.weigh(5, SAME)).toSatisfy(Number.isFinite);
  });
});
