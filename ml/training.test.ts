import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FEATURE_VERSION, KEYBOARD_FEATURES } from './features/catalogue.ts';
import type { PopulationCalibration } from './models/fusion.ts';
import { fuse } from './models/fusion.ts';
import { decodeProfile, encodeProfile } from './profile-codec.ts';
import { createWindowScorer, type ModalityProfile } from './profile.ts';
import { createRandom, normal } from './random.ts';
import { finish } from './steps.ts';
import { standardiseAll, trainProfile, type TrainingWindow } from './training.ts';

const COLS = KEYBOARD_FEATURES.length;

const population: PopulationCalibration = {
  typicalSpread: { 'isolation-forest': 0.04, centroid: 0.2, digraph: 0.02 },
  rules: [
    { models: ['isolation-forest'], bias: 1, weights: [0.6] },
    { models: ['centroid'], bias: 1, weights: [0.6] },
    { models: ['isolation-forest', 'centroid'], bias: 1.5, weights: [0.5, 0.5] },
  ],
};

const options = {
  modality: 'keyboard',
  version: 1,
  trainedAt: '2026-01-01T00:00:00Z',
  seed: 7,
  population,
  overlap: 4,
  length: 50,
  hop: 10,
  ofOthers: -0.05,
  actionsPerDay: 8000,
  budgetPerDay: 0.1,
} as const;

/** Windows of a person whose features lie around `centre`, a few sittings of 60. */
const person = (centre: number, seed: number, count = 180): TrainingWindow[] => {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, i) => ({
    vector: Float32Array.from({ length: COLS }, () => centre + normal(random)),
    session: `s${String(Math.floor(i / 60))}`,
  }));
};

const train = (windows: readonly TrainingWindow[]): ModalityProfile => finish(trainProfile(windows, options));

const meanLlr = (profile: ModalityProfile, windows: readonly TrainingWindow[]): number => {
  const score = createWindowScorer(profile, COLS);
  const ratios = windows.map(
    ({ vector }) => fuse(standardiseAll(score(vector), profile.calibration), population)?.llr ?? NaN,
  );
  return ratios.reduce((sum, llr) => sum + llr, 0) / ratios.length;
};

describe('trainProfile', () => {
  const profile = train(person(0, 1));

  it('recognises new windows of the same person and doubts those of another', () => {
    expect(meanLlr(profile, person(0, 2, 50))).toBeGreaterThan(0.5);
    expect(meanLlr(profile, person(1.5, 3, 50))).toBeLessThan(-2);
  });

  it('is the same from the same seed', () => {
    expect(encodeProfile(train(person(0, 1)))).toEqual(encodeProfile(profile));
  });

  it('says what it was trained on', () => {
    expect(profile).toMatchObject({ modality: 'keyboard', version: 1, featureVersion: FEATURE_VERSION, windows: 180 });
    expect(profile.calibration['isolation-forest']?.windows).toBe(180);
    expect(profile.calibration.digraph).toBeUndefined();
    expect(profile.sequential?.falseLocksPerDay).toBe(0.03);
  });

  it('takes the evidence of the digraph likelihood where the population has a rule for it', () => {
    const rule = { actions: 50, bias: 0, weights: { dwell: 1, downDown: 1, flight: 1 } };
    const windows = person(0, 8).map((window, i) => ({ ...window, evidence: i % 2 === 0 ? 1 : 0.5 }));
    const steps = trainProfile(windows, { ...options, population: { ...population, likelihood: rule } });
    // Mean evidence 0.75 for ten keystrokes against −0.05 for one of other people's: midway between is the drift.
    expect(finish(steps).sequential?.drift).toBeCloseTo((0.075 - 0.05) / 2, 6);
  });

  it('chooses no limit for a user who looks like everybody else', () => {
    const windows = person(0, 9);
    expect(finish(trainProfile(windows, { ...options, ofOthers: 5 })).sequential).toBeNull();
  });

  it('leaves room between many short steps', () => {
    const steps = trainProfile(person(0, 10), options);
    let count = 0;
    while (steps.next().done !== true) count += 1;
    // Three sittings held back and the final fit, each at least scaler, forest, one k-means; then 100 simulated days.
    expect(count).toBeGreaterThanOrEqual(4 * 3 + 100);
  });

  it('copes with constant and missing features', () => {
    const windows = person(0, 4).map(({ vector, session }) => {
      const poor = vector.slice();
      poor[0] = 3;
      poor[1] = NaN;
      return { vector: poor, session };
    });
    expect(Number.isFinite(meanLlr(train(windows), windows))).toBe(true);
  });
});

describe('profile codec', () => {
  const profile = train(person(0, 5, 60));
  const bytes = encodeProfile(profile);

  it('reads back what scores bit by bit the same', () => {
    const decoded = decodeProfile(bytes);
    expect(decoded.ok && encodeProfile(decoded.value)).toEqual(bytes);
    const [window] = person(0.3, 6, 1);
    if (!decoded.ok || window === undefined) throw new Error('unreachable');
    expect(createWindowScorer(decoded.value, COLS)(window.vector)).toEqual(
      createWindowScorer(profile, COLS)(window.vector),
    );
  });

  it('is small', () => {
    expect(bytes.length).toBeLessThan(250 * 1024);
  });

  it('keeps that no limit could be chosen', () => {
    const decoded = decodeProfile(encodeProfile({ ...profile, sequential: null }));
    expect(decoded.ok && decoded.value.sequential).toBeNull();
  });

  it('finds every single damaged byte', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const damaged = bytes.slice();
        damaged[at] = (damaged[at] ?? 0) ^ flip;
        expect(decodeProfile(damaged).ok).toBe(false);
      }),
    );
  });

  it('finds a truncated profile', () => {
    expect(decodeProfile(bytes.subarray(0, bytes.length - 1))).toMatchObject({ ok: false, code: 'model-damaged' });
  });
});
