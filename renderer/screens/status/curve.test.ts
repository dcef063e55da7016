import { describe, expect, it } from 'vitest';
import type { HistoryPoint } from '../../../contract/history.ts';
import type { Verdict } from '../../../contract/verdict.ts';
import { abstainedStretches, curveData, hasOnlyAbstained, nearestPoint, pointOf, withLive } from './curve.ts';

const iso = (second: number): string => new Date(second * 1000).toISOString();
const point = (second: number, over: Partial<HistoryPoint> = {}): HistoryPoint => ({
  at: iso(second),
  trust: 90,
  lowest: 80,
  level: 'trusted',
  windows: { keyboard: 2, pointer: 0 },
  abstained: {},
  evidence: [],
  ...over,
});
const verdict: Verdict = {
  t: 5,
  modality: 'pointer',
  level: 'doubtful',
  trust: 41.5,
  llr: -2,
  byModel: {},
  evidence: [{ timing: 'speed', llr: -2, points: -5, tendency: 'unlike' }],
  abstained: null,
  actions: 7,
};

describe('points of the curve', () => {
  it('are those of the history, then what came after it reaches', () => {
    const live = [90, 110].map((second) => ({ at: second * 1000, verdict }));
    const all = withLive([point(50), point(95)], 100_000, live);
    expect(all.map(({ at }) => at)).toEqual([iso(50), iso(95), iso(110)]);
    expect(all.at(-1)).toEqual({
      at: iso(110),
      trust: 41.5,
      lowest: 41.5,
      level: 'doubtful',
      windows: { keyboard: 0, pointer: 1 },
      abstained: {},
      evidence: verdict.evidence,
    });
  });

  it('know why a verdict abstained', () => {
    const { abstained, windows } = pointOf({
      at: 0,
      verdict: { ...verdict, modality: 'keyboard', abstained: 'learning' },
    });
    expect(abstained).toEqual({ learning: 1 });
    expect(windows).toEqual({ keyboard: 1, pointer: 0 });
  });

  it('are not joined across a stretch in which nothing was seen', () => {
    const unseen = [{ from: iso(60), to: iso(90), why: 'locked' as const }];
    expect(curveData([point(50), point(100, { trust: 70, lowest: 65 })], { unseen, events: [] })).toEqual([
      [50, 60, 100],
      [90, null, 70],
      [80, null, 65],
    ]);
  });
});

describe('the curve after a code', () => {
  it('does not go on with the trust before it', () => {
    const event = { action: null, withheld: null, decisionId: null, text: '' };
    const events = [
      { ...event, at: iso(60), kind: 'code-asked' as const },
      { ...event, at: iso(70), kind: 'code-passed' as const },
      { ...event, at: iso(90), kind: 'session-unlocked' as const },
    ];
    const [x, trust] = curveData([point(50, { trust: 40 }), point(90), point(95)], { unseen: [], events });
    expect(x).toEqual([50, 70, 90, 90, 95]);
    expect(trust).toEqual([40, null, null, 90, 90]);
  });
});

describe('moments in which it abstained', () => {
  const silent = (second: number): HistoryPoint =>
    point(second, { abstained: { learning: 1, 'too-little-evidence': 1 } });

  it('are those of whose windows none was judged', () => {
    expect(hasOnlyAbstained(silent(1))).toBe(true);
    expect(hasOnlyAbstained(point(1, { abstained: { learning: 1 } }))).toBe(false);
    expect(hasOnlyAbstained(point(1))).toBe(false);
  });

  it('are put together to stretches', () => {
    const points = [silent(10), silent(20), point(30), point(40), silent(50), silent(60)];
    expect(abstainedStretches(points)).toEqual([
      { from: 10_000, to: 30_000 },
      { from: 50_000, to: 60_000 },
    ]);
    expect(abstainedStretches([])).toEqual([]);
  });
});

describe('the chosen moment', () => {
  it('is the point nearest to where the pointer was', () => {
    const points = [point(10), point(20), point(40)];
    expect([0, 14_000, 29_000, 99_000].map((ms) => nearestPoint(points, ms))).toEqual([0, 0, 1, 2]);
    expect(nearestPoint([], 5)).toBe(-1);
  });
});
