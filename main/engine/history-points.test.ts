import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { historySchema, type HistoryPoint } from '../../contract/history.ts';
import { unwrap } from '../../contract/result.ts';
import { openBehaviourStore, type BehaviourStore } from '../store/behaviour-store.ts';
import { IN_MEMORY } from '../store/database.ts';
import { FEATURES, sampleVerdict } from '../store/sample-rows.fixture.ts';
import { historyPoints } from './history-points.ts';
import { createPointSum } from './point-sum.ts';

const HOUR_MS = 3_600_000;
const FROM = Date.UTC(2026, 0, 5, 9);

let store: BehaviourStore;
beforeEach(() => {
  store = unwrap(openBehaviourStore({ path: IN_MEMORY, key: null, features: FEATURES }));
});
afterEach(() => {
  store.close();
});

const points = (from: number, to: number, most: number): readonly HistoryPoint[] => {
  const steps = historyPoints({ store, user: 'user-1', from, to, points: most });
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
};
/** A verdict so many seconds after nine. */
const at = (seconds: number, changes: Parameters<typeof sampleVerdict>[0] = {}): void => {
  store.addVerdict(sampleVerdict({ at: FROM / 1_000 + seconds, ...changes }));
};

describe('a history', () => {
  it('puts verdicts of equal stretches together, and leaves out stretches without', () => {
    at(10, { trust: 80, modality: 'keyboard' });
    at(20, { trust: 60, modality: 'pointer', level: 'doubtful' });
    at(30, { trust: 70, abstained: 'too-little-evidence', llr: null, evidence: [] });
    at(3_000, { trust: 90 });
    at(3_600, { trust: 95, userId: 'user-2' });
    const found = points(FROM, FROM + HOUR_MS, 4);
    expect(found).toEqual([
      {
        at: '2026-01-05T09:00:30.000Z',
        trust: 70,
        lowest: 60,
        level: 'trusted',
        windows: { keyboard: 2, pointer: 1 },
        abstained: { 'too-little-evidence': 1 },
        evidence: [{ timing: 'dwell', llr: 3, points: 1, tendency: 'usual' }],
      },
      expect.objectContaining({ at: '2026-01-05T09:50:00.000Z', trust: 90, lowest: 90 }),
    ]);
    expect(historySchema.shape.points.safeParse(found).success).toBe(true);
  });

  it('sums evidence by class of timing, with the tendency of what moved trust most', () => {
    const part = { timing: 'flight', llr: 1, points: 2, tendency: 'usual' } as const;
    at(1, { evidence: [part, { ...part, timing: 'dwell' }] });
    at(2, { evidence: [{ ...part, llr: -4, points: -9, tendency: 'longer' }] });
    at(3, { evidence: [{ ...part, llr: 2, points: 3, tendency: 'shorter' }] });
    expect(points(FROM, FROM + HOUR_MS, 1)[0]?.evidence).toEqual([
      { timing: 'flight', llr: -1, points: -4, tendency: 'longer' },
      { timing: 'dwell', llr: 1, points: 2, tendency: 'usual' },
    ]);
  });

  it('goes by what was said where trust could not move', () => {
    const part = { timing: 'flight', llr: 1, points: 0, tendency: 'usual' } as const;
    at(1, { evidence: [part] });
    at(2, { evidence: [{ ...part, llr: 5, tendency: 'longer' }] });
    expect(points(FROM, FROM + HOUR_MS, 1)[0]?.evidence[0]?.tendency).toBe('longer');
  });

  it('includes both ends, to the second', () => {
    at(0);
    at(60);
    at(61);
    expect(points(FROM, FROM + 60_000, 2)).toHaveLength(2);
    expect(points(FROM, FROM + 60_999, 1)[0]?.windows.keyboard).toBe(2);
    expect(points(FROM + 1, FROM + 59_999, 5)).toEqual([]);
    expect(points(FROM, FROM, 1)).toHaveLength(1);
    expect(points(FROM + 1, FROM + 2, 1)).toEqual([]);
  });

  it('takes any number of verdicts into one point, some at a time', () => {
    for (let index = 0; index < 1_001; index += 1) at(index, { evidence: [] });
    const steps = historyPoints({ store, user: 'user-1', from: FROM, to: FROM + HOUR_MS, points: 1 });
    let taken = 0;
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) taken += 1;
    expect(step.value[0]?.windows.keyboard).toBe(1_001);
    expect(taken).toBe(5);
    const sum = createPointSum();
    for (let index = 0; index < 200_000; index += 1) sum.add(sampleVerdict({ trust: 50 + (index % 7) }));
    expect(sum.point()).toMatchObject({ windows: { keyboard: 200_000, pointer: 0 }, lowest: 50 });
    expect(() => createPointSum().point()).toThrow('a point needs a verdict');
  });

  it('has at most as many points as asked for, in order, with every verdict in one of them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -100, max: 4_000 }), { maxLength: 30 }),
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 0, max: 3_600 }),
        (times, most, length) => {
          unwrap(store.reset('user-1', 'all'));
          for (const seconds of times) at(seconds);
          const found = points(FROM, FROM + length * 1_000, most);
          const inside = times.filter((seconds) => seconds >= 0 && seconds <= length);
          const places = found.map((point) => Date.parse(point.at));
          expect(found.length).toBeLessThanOrEqual(most);
          expect(found.reduce((sum, point) => sum + point.windows.keyboard, 0)).toBe(inside.length);
          // The clock may have been set back within a stretch, never across two.
          expect(places).toEqual(places.toSorted((a, b) => a - b));
        },
      ),
      { numRuns: 50 },
    );
  });
});
