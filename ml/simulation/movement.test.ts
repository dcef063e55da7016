import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { moveTo, type Point } from './movement.ts';
import { createPointerHand, type PointerHand } from './pointer-hand.ts';

interface Sample extends Point {
  readonly timeMs: number;
}

const START = { x: 200, y: 500 };
const move = (hand: PointerHand, to: Point, width: number, seed: number): Sample[] => {
  const samples: Sample[] = [{ ...START, timeMs: 0 }];
  moveTo(hand, START, { ...to, width }, 0, 0, createRandom(seed), (timeMs, x, y) => samples.push({ timeMs, x, y }));
  return samples;
};
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

describe('moveTo', () => {
  const hand = createPointerHand(3);

  it('without corrections, bow and tremor is one minimum-jerk stroke: peak speed 1.875 times the mean', () => {
    const smooth = { ...hand, corrections: 0, tremorPx: 0 };
    for (let seed = 1; seed <= 20; seed++) {
      const samples = move(smooth, { x: 1_700, y: 500 }, 1, seed);
      const last = samples.at(-1) as Sample;
      const SPAN = 4;
      const speeds = samples.slice(SPAN).map((to, i) => {
        const from = samples[i] as Sample;
        return (to.x - from.x) / (to.timeMs - from.timeMs);
      });
      const ratio = Math.max(...speeds) / ((last.x - START.x) / last.timeMs);
      expect(ratio).toBeGreaterThan(1.8);
      expect(ratio).toBeLessThan(1.95);
    }
  });

  it('ends at the target, give or take its width', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const last = move(hand, { x: 900, y: 300 }, 40, seed).at(-1) as Sample;
      expect(Math.hypot(last.x - 900, last.y - 300)).toBeLessThan(45);
    }
  });

  it('takes longer to a farther and to a smaller target, by Fitts’ law', () => {
    const typical = (x: number, width: number): number =>
      median(Array.from({ length: 201 }, (_, seed) => move(hand, { x, y: 500 }, width, seed).at(-1)?.timeMs ?? NaN));
    const nearWide = typical(440, 80);
    const farWide = typical(1_800, 80);
    const nearNarrow = typical(440, 10);
    // 2 and about 4.4 bits: two and a half slopes apart.
    expect((farWide - nearWide) / hand.fittsSlopeMs).toBeGreaterThan(1.8);
    expect((farWide - nearWide) / hand.fittsSlopeMs).toBeLessThan(3);
    expect(nearNarrow).toBeGreaterThan(nearWide);
  });

  it('reports in time order, only when the pixel changes, at no more than the mouse’s rate', () => {
    const samples = move(hand, { x: 700, y: 800 }, 30, 9);
    samples.slice(1).forEach((sample, i) => {
      const before = samples[i] as Sample;
      expect(sample.timeMs).toBeGreaterThan(before.timeMs);
      expect(sample.x !== before.x || sample.y !== before.y).toBe(true);
    });
    expect(samples.length).toBeLessThanOrEqual(Math.ceil((samples.at(-1) as Sample).timeMs / 8) + 1);
  });
});
