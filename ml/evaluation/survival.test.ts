import { describe, expect, it } from 'vitest';
import { shareWithoutEvent } from './survival.ts';

const observe = (until: number, isEvent: boolean) => ({ until, isEvent, weight: 1 });

describe('shareWithoutEvent', () => {
  it('is the plain share where everybody was watched to the limit', () => {
    const all = [observe(10, true), observe(30, true), observe(100, false), observe(100, false)];
    expect(shareWithoutEvent(all, 100)).toBeCloseTo(0.5, 12);
    expect(shareWithoutEvent(all, 20)).toBeCloseTo(0.75, 12);
  });

  it('agrees with a case worked by hand where some were cut off', () => {
    // 4 at risk at 10, 2 at risk at 30.
    const cut = [observe(10, true), observe(20, false), observe(30, true), observe(100, false)];
    expect(shareWithoutEvent(cut, 100)).toBeCloseTo((3 / 4) * (1 / 2), 12);
  });

  it('counts an event before a cut at the same time, and weights', () => {
    expect(shareWithoutEvent([observe(10, false), observe(10, true)], 10)).toBeCloseTo(0.5, 12);
    const heavy = [
      { until: 5, isEvent: true, weight: 3 },
      { until: 9, isEvent: false, weight: 1 },
    ];
    expect(shareWithoutEvent(heavy, 9)).toBeCloseTo(0.25, 12);
  });

  it('is 0 when all were caught, 1 when none, and not a number without anybody', () => {
    expect(shareWithoutEvent([observe(1, true), observe(2, true)], 10)).toBe(0);
    expect(shareWithoutEvent([observe(3, false)], 10)).toBe(1);
    expect(shareWithoutEvent([], 10)).toBeNaN();
  });
});
