import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { addSample, createSamples, SAMPLE_CAPACITY, tailArea, type SortedSamples } from './sorted-sample.ts';

const sampleOf = (times: readonly number[], random = createRandom(1)): SortedSamples => {
  const samples = createSamples(3);
  for (const time of times) addSample(samples, 1, time, random);
  return samples;
};
const held = ({ values, count }: SortedSamples, group: number): number[] =>
  Array.from(values.subarray(group * SAMPLE_CAPACITY, group * SAMPLE_CAPACITY + (count[group] ?? 0)));

describe('addSample', () => {
  it('keeps whole milliseconds in ascending order and leaves other groups alone', () => {
    const samples = sampleOf([80.4, -20.6, 120, 80.2, 1e9, -1e9]);
    expect(held(samples, 1)).toEqual([-32767, -21, 80, 80, 120, 32767]);
    expect([...samples.count]).toEqual([0, 6, 0]);
  });

  it('holds at most 48 values, ascending, all of them added before', () => {
    const times = fc.array(fc.integer({ min: -300, max: 300 }), { maxLength: 150 });
    fc.assert(
      fc.property(times, fc.integer(), (added, seed) => {
        const kept = held(sampleOf(added, createRandom(seed)), 1);
        expect(kept.length).toBe(Math.min(added.length, SAMPLE_CAPACITY));
        expect(kept).toEqual([...kept].sort((a, b) => a - b));
        expect(kept.every((time) => added.includes(time))).toBe(true);
        if (added.length <= SAMPLE_CAPACITY) expect(kept).toEqual([...added].sort((a, b) => a - b));
      }),
    );
  });

  it('always takes a new value into a full sample, and any other may go', () => {
    const full = Array.from({ length: SAMPLE_CAPACITY }, (_, i) => 10 * i);
    for (let out = 0; out < SAMPLE_CAPACITY; out++) {
      for (const time of [-5, 235, 475]) {
        const samples = sampleOf(full);
        addSample(samples, 1, time, () => out / SAMPLE_CAPACITY);
        const expected = [...full.filter((_, i) => i !== out), time].sort((a, b) => a - b);
        expect(held(samples, 1)).toEqual(expected);
      }
    }
  });

  it('forgets old habits', () => {
    const old = new Array<number>(100).fill(100);
    const recent = new Array<number>(200).fill(200);
    const kept = held(sampleOf([...old, ...recent]), 1);
    expect(kept.filter((time) => time === 200).length).toBeGreaterThan(40);
  });
});

describe('tailArea', () => {
  it('is the distribution function up to the median and its complement above', () => {
    const samples = sampleOf([10, 20, 30, 40]);
    expect([5, 15, 25, 35, 45].map((time) => tailArea(samples, 1, time))).toEqual([0, 0.25, 0.5, 0.25, 0]);
  });

  it('counts ties by half', () => {
    const samples = sampleOf([16, 16, 32, 32, 32, 48, 48, 64]);
    // (0 + 2/2)/8, (2 + 3/2)/8, 1 − (5 + 2/2)/8, 1 − (7 + 1/2)/8
    expect([16, 32, 48, 64].map((time) => tailArea(samples, 1, time))).toEqual([0.125, 0.4375, 0.25, 0.0625]);
    expect(tailArea(sampleOf([90, 90, 90]), 1, 90)).toBe(0.5);
  });

  it('rounds what is compared like what is held', () => {
    expect(tailArea(sampleOf([90.4, 90.4]), 1, 89.6)).toBe(0.5);
  });

  it('lies in 0…0.5 and mirrors with time', () => {
    const times = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: SAMPLE_CAPACITY });
    fc.assert(
      fc.property(times, fc.integer({ min: -60, max: 60 }), (added, time) => {
        const area = tailArea(sampleOf(added), 1, time);
        expect(area).toBeGreaterThanOrEqual(0);
        expect(area).toBeLessThanOrEqual(0.5);
        expect(tailArea(sampleOf(added.map((value) => -value)), 1, -time)).toBeCloseTo(area, 12);
      }),
    );
  });

  it('knows nothing of an empty group', () => {
    expect(tailArea(createSamples(1), 0, 5)).toBeNaN();
  });
});
