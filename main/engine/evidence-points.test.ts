import { describe, expect, it } from 'vitest';
import { pointsOf } from './evidence-points.ts';

const part = (timing: 'dwell' | 'flight', llr: number) => ({ timing, llr, tendency: 'unlike' as const });

describe('pointsOf', () => {
  it('gives what was lost to the parts that spoke against the user, by how much they did', () => {
    const points = pointsOf([part('dwell', -2), part('flight', -5)], 1, -18).map((one) => one.points);
    expect(points).toEqual([-6, -12]);
  });

  it('leaves out a part that spoke the other way', () => {
    const points = pointsOf([part('dwell', 3), part('flight', -5)], 1, -12).map((one) => one.points);
    expect(points).toEqual([0, -12]);
  });

  it('moves nothing where trust stood still', () => {
    expect(pointsOf([part('dwell', 3), part('flight', 4)], 1, 0).map((one) => one.points)).toEqual([0, 0]);
    expect(pointsOf([], 1, -3)).toEqual([]);
  });
});
