/** Where things lie on the axis of a run: its sessions laid end to end, counted in actions. */
import type { ReplayReport, TimelineEntry } from '../../contract/replay.ts';

export type PlottedRun = Pick<ReplayReport, 'timeline' | 'sessions' | 'levels' | 'prompts' | 'locks'>;

/** Sums of the values before each place, and of all at the end. */
const startsOf = (values: readonly number[]): readonly number[] => {
  let sum = 0;
  return [0, ...values.map((value) => (sum += value))];
};

/** Actions before each session, in the order of `sessions`, and the total at the end. */
export const actionStarts = (run: PlottedRun): readonly number[] =>
  startsOf(run.sessions.map(({ actions }) => actions));

/** Milliseconds before each session, and the total at the end. */
export const timeStarts = (run: PlottedRun): readonly number[] =>
  startsOf(run.sessions.map(({ durationMs }) => durationMs));

/**
 * At most `limit` entries that draw the same curve: of each stretch the lowest and the highest trust are kept, so
 * that no dip is lost.
 */
export const thinTimeline = (timeline: readonly TimelineEntry[], limit: number): readonly TimelineEntry[] => {
  if (timeline.length <= limit) return timeline;
  const stretches = Math.max(1, Math.floor(limit / 2));
  const trustAt = (index: number): number => timeline[index]?.trust ?? NaN;
  const kept = new Set<number>();
  for (let stretch = 0; stretch < stretches; stretch++) {
    const from = Math.floor((stretch * timeline.length) / stretches);
    const until = Math.floor(((stretch + 1) * timeline.length) / stretches);
    let lowest = from;
    let highest = from;
    for (let i = from; i < until; i++) {
      if (trustAt(i) < trustAt(lowest)) lowest = i;
      if (trustAt(i) >= trustAt(highest)) highest = i;
    }
    kept.add(lowest).add(highest);
  }
  return timeline.filter((_, i) => kept.has(i));
};
