import { describe, expect, it } from 'vitest';
import { createMovementModel } from './movement-likelihood.ts';

const population = { mean: [0], directions: [[1]], within: [1], session: [0.5], between: [4] };
const model = createMovementModel(population, { mean: Float64Array.of(3), actions: 100, sittings: 2 });

describe('createMovementModel', () => {
  it('is the log ratio of two normal densities', () => {
    const gain = 4 / (4 + 0.5 / 2 + 1 / 10);
    const own = 4 * (1 - gain) + 0.5 + 1 / 2;
    const general = 4 + 0.5 + 1 / 2;
    const density = (x: number, variance: number): number => -0.5 * (Math.log(variance) + (x * x) / variance);
    expect(model.ratio(Float64Array.of(9, 2), 1, 20)).toBeCloseTo(density(2 - gain * 3, own) - density(2, general), 12);
  });

  it('expects of others what they give', () => {
    let sum = 0;
    let weights = 0;
    const sd = Math.sqrt(4 + 0.5 + 1);
    for (let z = -8; z <= 8; z += 0.01) {
      const weight = Math.exp(-0.5 * z * z);
      sum += weight * model.ratio(Float64Array.of(z * sd), 0, 10);
      weights += weight;
    }
    expect(model.ofOthers.mean).toBeCloseTo(sum / weights, 6);
  });
});
