import { describe, expect, it } from 'vitest';
import { fuse, type PopulationCalibration } from './fusion.ts';

const population: PopulationCalibration = {
  typicalSpread: { 'isolation-forest': 0.05, centroid: 0.2, digraph: 0.03 },
  rules: [
    { models: ['isolation-forest'], bias: 1, weights: [0.5] },
    { models: ['centroid'], bias: 0.5, weights: [1] },
    { models: ['isolation-forest', 'centroid'], bias: 1, weights: [0.25, 0.75] },
  ],
};

describe('fuse', () => {
  it('applies the rule of exactly the models that answered, and each model’s own', () => {
    expect(fuse({ 'isolation-forest': -2, centroid: -1 }, population)).toEqual({
      llr: 1 - 0.5 - 0.75,
      byModel: { 'isolation-forest': 0, centroid: -0.5 },
    });
    expect(fuse({ centroid: 2 }, population)).toEqual({ llr: 2.5, byModel: { centroid: 2.5 } });
  });

  it('abstains when no rule covers the models', () => {
    expect(fuse({}, population)).toBeNull();
    expect(fuse({ digraph: 1 }, population)).toBeNull();
  });

  it('never lets one window decide alone', () => {
    expect(fuse({ 'isolation-forest': -8, centroid: -8 }, population)?.llr).toBe(-6);
  });
});
