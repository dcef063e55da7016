/** What the curve draws, from the agent's history and from the verdicts that came since. */
import type { AlignedData } from 'uplot';
import type { History, HistoryEventKind, HistoryPoint } from '../../../contract/history.ts';
import type { SeenVerdict } from '../../parts/use-verdicts.ts';

const msOf = (iso: string): number => new Date(iso).getTime();

/** A single verdict as a point of the history. */
export const pointOf = ({ at, verdict }: SeenVerdict): HistoryPoint => {
  const { trust, level, modality, abstained, evidence } = verdict;
  return {
    at: new Date(at).toISOString(),
    trust,
    lowest: trust,
    level,
    windows: { keyboard: modality === 'keyboard' ? 1 : 0, pointer: modality === 'pointer' ? 1 : 0 },
    abstained: abstained === null ? {} : { [abstained]: 1 },
    evidence: [...evidence],
  };
};

/** The history's points, and those that came by themselves after the moment it reaches to. Oldest first. */
export const withLive = (
  points: readonly HistoryPoint[],
  reachesTo: number,
  live: readonly SeenVerdict[],
): readonly HistoryPoint[] => [...points, ...live.filter(({ at }) => at > reachesTo).map(pointOf)];

/** After these trust begins afresh, before any verdict says so. */
const FRESH: ReadonlySet<HistoryEventKind> = new Set([
  'agent-started',
  'code-passed',
  'session-unlocked',
  'profile-reset',
]);

/**
 * Seconds, trust, and the lowest of each moment. Nothing is drawn across a stretch in which nothing was seen, nor on from
 * where trust began afresh: the last verdict does not hold there any more.
 */
export const curveData = (
  points: readonly HistoryPoint[],
  { unseen, events }: Pick<History, 'unseen' | 'events'>,
): AlignedData => {
  const marks = points.map(({ at, trust, lowest }) => ({ at: msOf(at) / 1000, trust, lowest }));
  const ends = [...unseen.map(({ from }) => from), ...events.filter(({ kind }) => FRESH.has(kind)).map(({ at }) => at)];
  const breaks = ends.map((at) => ({ at: msOf(at) / 1000, trust: null, lowest: null }));
  // A verdict of the same second as a break came after it.
  const all = [...breaks, ...marks].toSorted((one, other) => one.at - other.at);
  return [all.map(({ at }) => at), all.map(({ trust }) => trust), all.map(({ lowest }) => lowest)];
};

/** Whether a moment was seen, but every window of it abstained. */
export const hasOnlyAbstained = ({ windows, abstained }: HistoryPoint): boolean => {
  const judged = windows.keyboard + windows.pointer;
  const silent = Object.values(abstained).reduce((sum, count) => sum + count, 0);
  return silent > 0 && silent >= judged;
};

/** Moments in a row in which it abstained, as stretches from the first to the moment after the last. */
export const abstainedStretches = (
  points: readonly HistoryPoint[],
): readonly { readonly from: number; readonly to: number }[] => {
  const stretches: { from: number; to: number }[] = [];
  let open: number | null = null;
  for (const point of points) {
    const at = msOf(point.at);
    if (hasOnlyAbstained(point)) open ??= at;
    else if (open !== null) {
      stretches.push({ from: open, to: at });
      open = null;
    }
  }
  const last = points.at(-1);
  if (open !== null && last !== undefined) stretches.push({ from: open, to: msOf(last.at) });
  return stretches;
};

/** The place of the point nearest to a time; -1 where there is none. */
export const nearestPoint = (points: readonly HistoryPoint[], ms: number): number =>
  points.reduce(
    (best, { at }, place) => {
      const away = Math.abs(msOf(at) - ms);
      return away < best.away ? { place, away } : best;
    },
    { place: -1, away: Infinity },
  ).place;
