import { describe, expect, it } from 'vitest';
import { actionStarts, thinTimeline, timeStarts } from './run-axis.ts';
import { sampleRun } from './sample-run.fixture.ts';

describe('run axis', () => {
  it('lays sessions end to end', () => {
    expect(actionStarts(sampleRun())).toEqual([0, 900, 1_800]);
    expect(timeStarts(sampleRun())).toEqual([0, 360_000, 720_000]);
  });
});

describe('thinTimeline', () => {
  const { timeline } = sampleRun();

  it('leaves a short timeline alone', () => {
    expect(thinTimeline(timeline, timeline.length)).toBe(timeline);
  });

  it('keeps order and every dip within the limit', () => {
    const thinned = thinTimeline(timeline, 20);
    expect(thinned.length).toBeLessThanOrEqual(20);
    expect(thinned.map(({ t }) => t)).toEqual(thinned.map(({ t }) => t).toSorted((a, b) => a - b));
    const lowest = (entries: typeof timeline): number => Math.min(...entries.map(({ trust }) => trust));
    expect(lowest([...thinned])).toBe(lowest(timeline));
    expect(lowest(thinned.filter(({ session }) => session === 0))).toBe(
      lowest(timeline.filter(({ session }) => session === 0)),
    );
  });
});
