import { describe, expect, it } from 'vitest';
import { createReportIntervals } from './pointer-interval.ts';

describe('createReportIntervals', () => {
  it('has the median of what was added since it was cleared', () => {
    const intervals = createReportIntervals();
    expect(intervals.median()).toBeNaN();
    for (const ms of [8, 110, 109.6, 109.4, 250]) intervals.add(ms);
    expect(intervals.median()).toBe(109);
    intervals.clear();
    for (const ms of [0, 1e9]) intervals.add(ms);
    expect(intervals.median()).toBe(0);
  });
});
