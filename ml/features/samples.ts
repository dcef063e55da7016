/** Measurements gathered by name while a window is passed over once, then turned into its feature vector. */
import type { SampledFeature } from './feature.ts';
import { sortSegment, STATISTICS } from './statistics.ts';

export interface Samples {
  /** Adds a value to a sample (by its place among the names); NaN is no evidence and is left out. */
  add(sample: number, value: number): void;
  /** Writes every feature's value to `out`, in catalogue order, and empties the samples. */
  finish(out: Float32Array): void;
}

/**
 * @param features the catalogue.
 * @param names every sample a feature may name.
 * @param capacity most values one sample can be given in a window; more are left out.
 */
export const createSamples = <Sample extends string>(
  features: readonly SampledFeature<Sample>[],
  names: readonly Sample[],
  capacity: number,
): Samples => {
  const values = new Float64Array(names.length * capacity);
  const sizes = new Int32Array(names.length);
  const ordered = new Uint8Array(names.length);
  const plan = features.map(({ sample, statistic, atLeast }) => ({
    sample: names.indexOf(sample),
    compute: STATISTICS[statistic],
    inOrder: statistic !== 'mean',
    atLeast,
  }));

  const add = (sample: number, value: number): void => {
    const size = sizes[sample] ?? capacity;
    if (Number.isNaN(value) || size >= capacity) return;
    values[sample * capacity + size] = value;
    sizes[sample] = size + 1;
  };

  const finish = (out: Float32Array): void => {
    for (let i = 0; i < plan.length; i += 1) {
      const step = plan[i];
      if (step === undefined) continue;
      const { sample, compute, inOrder, atLeast } = step;
      const size = sizes[sample] ?? 0;
      if (size < atLeast) {
        out[i] = Number.NaN;
        continue;
      }
      const from = sample * capacity;
      if (inOrder && ordered[sample] === 0) {
        sortSegment(values, from, from + size);
        ordered[sample] = 1;
      }
      out[i] = compute(values, from, from + size);
    }
    sizes.fill(0);
    ordered.fill(0);
  };

  return { add, finish };
};
