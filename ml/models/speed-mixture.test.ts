import { describe, expect, it } from 'vitest';
import type { PointerColumns } from '../features/pointer-columns.ts';
import { POINTER_MEASURES } from '../features/pointer-measures.ts';
import type { SpeedPopulation } from '../population/pointing-population.ts';
import { SEGMENT_VALUES } from './speed-mixture-segments.ts';
import { createSpeedMixture } from './speed-mixture.ts';

/** Eight components along the first two axes of raw segments: slow and fast, left and right, up and down. */
const DIMENSIONS = 6;
const population: SpeedPopulation = {
  mean: Array.from({ length: SEGMENT_VALUES }, () => 0),
  axes: Array.from({ length: DIMENSIONS }, (_, d) =>
    Array.from({ length: SEGMENT_VALUES }, (_, i) => (i === d + 4 ? 1 : 0)),
  ),
  shares: Array.from({ length: 8 }, () => 1 / 8),
  means: Array.from({ length: 8 }, (_, k) => Array.from({ length: DIMENSIONS }, (_, d) => (d % 2 === 0 ? k - 4 : 0))),
  variances: Array.from({ length: 8 }, () => Array.from({ length: DIMENSIONS }, () => 0.5)),
};

/** One action of `steps` grid steps of `px` to the right. */
const action = (px: number, steps = 20): PointerColumns => ({
  count: 1,
  measures: new Float32Array(POINTER_MEASURES.length),
  dx: new Float32Array(steps).fill(px),
  dy: new Float32Array(steps),
  stepEnd: Uint32Array.of(steps),
  intervalMs: Float32Array.of(8),
});

const learned = (mixture: ReturnType<typeof createSpeedMixture>, px: number, times: number) => {
  const sums = mixture.emptySums();
  for (let i = 0; i < times; i += 1) mixture.take(action(px), 0, null, sums);
  return sums;
};

describe('createSpeedMixture', () => {
  const mixture = createSpeedMixture(population);

  it('counts every segment once', () => {
    const { count } = learned(mixture, 30, 10);
    // Twenty steps with rest make 25 segments; every second of them is taken.
    expect(count.reduce((sum, value) => sum + value, 0)).toBeCloseTo(130, 9);
  });

  it('speaks for what was learned and against what was not', () => {
    const user = mixture.adapt(learned(mixture, 30, 20));
    expect(mixture.take(action(30), 0, user, null)).toBeGreaterThan(0.3);
    expect(mixture.take(action(-30), 0, user, null)).toBeLessThan(-0.3);
    expect(user.ofOthers).toBeLessThan(0);
  });

  it('says nothing without anything learned, or of no movement', () => {
    const nobody = mixture.adapt(mixture.emptySums());
    expect(mixture.take(action(30), 0, nobody, null)).toBeCloseTo(0, 12);
    expect(mixture.take(action(0), 0, nobody, null)).toBe(0);
    expect(mixture.take(action(30, 0), 0, nobody, null)).toBe(0);
    expect(nobody.ofOthers).toBeCloseTo(0, 12);
  });

  it('finds the same components whatever came before', () => {
    const user = mixture.adapt(learned(mixture, 8, 20));
    const first = mixture.take(action(5), 0, user, null);
    mixture.take(action(-500), 0, user, null);
    expect(mixture.take(action(5), 0, user, null)).toBe(first);
    expect(createSpeedMixture(population).take(action(5), 0, user, null)).toBe(first);
  });

  it('holds sums near others', () => {
    const reference = learned(mixture, 30, 50);
    const strayed = learned(mixture, -8, 500);
    const held = mixture.adapt(mixture.holdNear(strayed, reference, 0.25));
    const near = mixture.adapt(reference);
    held.means.forEach((mean, i) => {
      expect(Math.abs(mean - (near.means[i] ?? 0))).toBeLessThanOrEqual(0.25 * Math.sqrt(0.5) + 1e-9);
    });
    expect(mixture.holdNear(reference, reference, 0.25).count[3]).toBeCloseTo(reference.count[3] ?? 0, 9);
  });
});
