import { describe, expect, it } from 'vitest';
import type { PointerColumns } from '../features/pointer-columns.ts';
import { MEASURE, POINTER_MEASURES } from '../features/pointer-measures.ts';
import { createNormalScores, DURATION, isMeasured, POINTING_MEASURES, QUANTILES } from './pointing-scores.ts';

/** Even quantiles of 0…1 for every measure, and of a measure that is only ever 0. */
const even = Array.from({ length: QUANTILES }, (_, i) => (i + 0.5) / QUANTILES);
const scores = createNormalScores(POINTING_MEASURES.map((name) => (name === 'drag' ? even.map(() => 0) : even)));

const actionWith = (values: Partial<Record<(typeof POINTER_MEASURES)[number], number>>): PointerColumns => ({
  count: 1,
  measures: Float32Array.from(POINTER_MEASURES, (name) => values[name] ?? Number.NaN),
  dx: new Float32Array(0),
  dy: new Float32Array(0),
  stepEnd: Uint32Array.of(0),
  intervalMs: Float32Array.of(8),
});

const scoreOf = (values: Parameters<typeof actionWith>[0], name: (typeof POINTER_MEASURES)[number]): number => {
  const out = new Float64Array(scores.width);
  scores.write(actionWith(values), 0, out, 0);
  return out[POINTING_MEASURES.indexOf(name)] ?? Number.NaN;
};

describe('createNormalScores', () => {
  it('has 68 measures', () => {
    expect([POINTING_MEASURES.length, POINTING_MEASURES[DURATION]]).toEqual([68, 'duration']);
  });

  it('turns a share of people into a normal score', () => {
    expect(scoreOf({ duration: 0.5 }, 'duration')).toBeCloseTo(0, 3);
    expect(scoreOf({ duration: 0.8413 }, 'duration')).toBeCloseTo(1, 2);
    expect(scoreOf({ duration: 0.1587 }, 'duration')).toBeCloseTo(-1, 2);
  });

  it('goes on beyond what was seen, but not far', () => {
    expect(scoreOf({ duration: 1.01 }, 'duration')).toBeGreaterThan(2.25);
    expect(scoreOf({ duration: 1e9 }, 'duration')).toBeCloseTo(2.2414 + 1.5, 3);
    expect(scoreOf({ duration: -1e9 }, 'duration')).toBeCloseTo(-2.2414 - 1.5, 3);
  });

  it('puts what is missing in the middle, and is finite where nobody varies', () => {
    expect(scoreOf({}, 'duration')).toBe(0);
    expect(scoreOf({ duration: Infinity }, 'duration')).toBe(0);
    expect(Number.isFinite(scoreOf({ drag: 1 }, 'drag'))).toBe(true);
  });

  it('tells movements from wheel bursts', () => {
    expect([isMeasured(actionWith({ path: 3 }), 0), isMeasured(actionWith({ wheel: 1 }), 0)]).toEqual([true, false]);
    expect(MEASURE.path).toBe(0);
  });
});
