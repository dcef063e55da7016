import { describe, expect, it } from 'vitest';
import { section } from './feature.ts';
import { createSamples } from './samples.ts';

const NAMES = ['a', 'b'] as const;
const FEATURES = section<(typeof NAMES)[number]>('test', 'share', [
  ['mean of a', 'a', 'mean', 1, ''],
  ['upper of b', 'b', 'upper', 2, ''],
  ['centre of b', 'b', 'centre', 3, ''],
]);

describe('createSamples', () => {
  it('writes each feature, NaN where values are too few', () => {
    const samples = createSamples(FEATURES, NAMES, 4);
    const out = new Float32Array(3);
    samples.add(1, 5);
    samples.add(0, 1);
    samples.add(1, 1);
    samples.add(0, 2);
    samples.add(1, Number.NaN);
    samples.finish(out);
    expect([...out]).toEqual([1.5, 4, Number.NaN]);
  });

  it('empties itself and takes no more than its capacity', () => {
    const samples = createSamples(FEATURES, NAMES, 3);
    const out = new Float32Array(3);
    for (const value of [1, 1, 1, 100]) samples.add(0, value);
    for (const value of [3, 2, 1, 100]) samples.add(1, value);
    samples.finish(out);
    expect([...out]).toEqual([1, 2.5, 2]);
    samples.finish(out);
    expect([...out]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });
});
