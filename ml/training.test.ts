import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ModelName } from '../contract/verdict.ts';
import { FEATURE_VERSION, KEYBOARD_FEATURES } from './features/catalogue.ts';
import { decodeProfile, encodeProfile } from './profile-codec.ts';
import { createWindowScorer, type ModalityProfile, type ModelScores } from './profile.ts';
import { createRandom, normal } from './random.ts';
import { finish } from './steps.ts';
import { standardiseAll, trainProfile, type TrainingWindow } from './training.ts';

const COLS = KEYBOARD_FEATURES.length;

const options = {
  modality: 'keyboard',
  version: 1,
  trainedAt: '2026-01-01T00:00:00Z',
  seed: 7,
  typicalSpread: { 'isolation-forest': 0.04, centroid: 0.2, digraph: 0.02 },
  overlap: 4,
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

/** Mean standardised score of the windows by model. */
const meanScores = (profile: ModalityProfile, windows: readonly TrainingWindow[]): ModelScores => {
  const score = createWindowScorer(profile, COLS);
  const all = windows.map(({ vector }) => standardiseAll(score(vector), profile.calibration));
  const mean = (model: ModelName): number => all.reduce((sum, one) => sum + (one[model] ?? NaN), 0) / all.length;
  return { 'isolation-forest': mean('isolation-forest'), centroid: mean('centroid') };
};

describe('trainProfile', () => {
  const profile = train(person(0, 1));

  it('recognises new windows of the same person and doubts those of another', () => {
    const own = meanScores(profile, person(0, 2, 50));
    const other = meanScores(profile, person(1.5, 3, 50));
    for (const model of ['isolation-forest', 'centroid'] as const) {
      expect(Math.abs(own[model] ?? NaN)).toBeLessThan(0.5);
      expect(other[model]).toBeLessThan(-3);
    }
  });

  it('is the same from the same seed', () => {
    expect(encodeProfile(train(person(0, 1)))).toEqual(encodeProfile(profile));
  });

  it('says what it was trained on', () => {
    expect(profile).toMatchObject({ modality: 'keyboard', version: 1, featureVersion: FEATURE_VERSION, windows: 180 });
    expect(profile.calibration['isolation-forest']?.windows).toBe(180);
    expect(profile.calibration.digraph).toBeUndefined();
    expect(profile.cohort).toBeNull();
  });

  it('leaves room between many short steps', () => {
    const steps = trainProfile(person(0, 10), options);
    let count = 0;
    while (steps.next().done !== true) count += 1;
    // Three sittings held back and the final fit, each at least scaler, forest, one k-means.
    expect(count).toBeGreaterThanOrEqual(4 * 3);
  });

  it('copes with constant and missing features', () => {
    const windows = person(0, 4).map(({ vector, session }) => {
      const poor = vector.slice();
      poor[0] = 3;
      poor[1] = NaN;
      return { vector: poor, session };
    });
    expect(Object.values(meanScores(train(windows), windows)).every(Number.isFinite)).toBe(true);
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

  it('refuses parts of different lengths', () => {
    const { scaler } = profile;
    const shorter = {
      ...scaler,
      median: scaler.median.slice(1),
      scale: scaler.scale.slice(1),
      active: scaler.active.slice(1),
    };
    expect(decodeProfile(encodeProfile({ ...profile, scaler: shorter }))).toMatchObject({
      ok: false,
      code: 'model-damaged',
    });
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
