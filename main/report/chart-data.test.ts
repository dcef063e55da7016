import { describe, expect, it } from 'vitest';
import { chartData } from './chart-data.ts';
import { sampleRun } from './sample-run.fixture.ts';

describe('chartData', () => {
  const run = sampleRun();
  const data = chartData(run);

  it('gives every window a place on both axes', () => {
    expect(data.actions).toEqual(run.timeline.map((_, i) => (i + 1) * 10));
    expect(data.minutes[0]).toBe(4_000 / 60_000);
    expect(data.trust).toEqual(run.timeline.map(({ trust }) => trust));
  });

  it('places sessions and marks on both axes', () => {
    expect(data.sessions).toEqual([
      { name: 'Anna at work', from: { actions: 0, minutes: 0 }, to: { actions: 900, minutes: 6 } },
      { name: 'Somebody else takes over', from: { actions: 900, minutes: 6 }, to: { actions: 1_800, minutes: 12 } },
    ]);
    expect(data.marks.map(({ kind, actions, minutes }) => ({ kind, actions, minutes }))).toEqual([
      { kind: 'prompt', actions: 1_000, minutes: 400 / 60 },
      { kind: 'lock', actions: 1_060, minutes: 424 / 60 },
    ]);
  });

  it('averages each model over its own last ten windows and leaves gaps where it has none', () => {
    expect(data.models.map(({ name }) => name)).toEqual([
      'keyboard: isolation forest',
      'keyboard: centroid',
      'keyboard: digraphs, tail area',
      'pointer: isolation forest',
      'pointer: centroid',
    ]);
    const digraph = data.models[2]?.values ?? [];
    expect(digraph[3]).toBeNull();
    const scores = run.timeline.flatMap(({ byModel }) => (byModel.digraph === undefined ? [] : [byModel.digraph]));
    const averages = digraph.filter((value) => value !== null);
    expect(averages).toHaveLength(scores.length);
    expect(averages[0]).toBe(scores[0]);
    expect(averages[24]).toBeCloseTo(scores.slice(15, 25).reduce((sum, score) => sum + score, 0) / 10, 10);
  });
});
