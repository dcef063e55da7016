import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaUnderRoc, detCurve, equalErrorPoint, equalErrorRate, fnmrAtEach, shareAccepted } from './error-rates.ts';

describe('error rates', () => {
  it('are zero when the classes do not overlap and one when they are swapped', () => {
    expect(equalErrorRate([3, 4], [1, 2])).toBe(0);
    expect(areaUnderRoc([3, 4], [1, 2])).toBe(1);
    expect(equalErrorRate([1, 2], [3, 4])).toBe(1);
    expect(areaUnderRoc([1, 2], [3, 4])).toBe(0);
  });

  it('agree with a case worked by hand', () => {
    // One of four genuine scores lies below one of four impostor scores.
    const genuine = [2, 5, 6, 7];
    const impostor = [0, 1, 1.5, 3];
    expect(equalErrorRate(genuine, impostor)).toBe(0.25);
    expect(areaUnderRoc(genuine, impostor)).toBe(15 / 16);
    expect(fnmrAtEach(genuine, impostor, [0, 0.25, 0.001])).toEqual([0.25, 0, 0.25]);
    expect(equalErrorPoint(genuine, impostor)).toEqual({ rate: 0.25, threshold: 3 });
    expect(shareAccepted(impostor, 3)).toBe(0.25);
    expect(shareAccepted(impostor, 3.1)).toBe(0);
  });

  it('count ties half', () => {
    expect(areaUnderRoc([1, 1], [1, 1])).toBe(0.5);
    expect(equalErrorRate([1, 1], [1, 1])).toBe(0.5);
  });

  it('fall and rise along the curve, and do not change with the scale of the scores', () => {
    const scores = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(scores, scores, (genuine, impostor) => {
        const curve = detCurve(genuine, impostor);
        curve.slice(1).forEach((point, i) => {
          expect(point.fmr).toBeLessThanOrEqual(curve[i]?.fmr ?? 1);
          expect(point.fnmr).toBeGreaterThanOrEqual(curve[i]?.fnmr ?? 0);
        });
        const scaled = (values: number[]): number[] => values.map((value) => 3 * value + 7);
        expect(equalErrorRate(scaled(genuine), scaled(impostor))).toBeCloseTo(equalErrorRate(genuine, impostor), 12);
        const eer = equalErrorRate(genuine, impostor);
        expect(eer).toBeGreaterThanOrEqual(0);
        expect(eer).toBeLessThanOrEqual(1);
      }),
    );
  });
});
