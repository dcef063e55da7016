import { describe, expect, it } from 'vitest';
import { trainCohort, withCohort, type CohortOptions } from './cohort-training.ts';
import { KEYBOARD_FEATURES } from './features/catalogue.ts';
import { fillMissing, scoreCohortForest } from './models/cohort-forest.ts';
import { estimateWindowPopulation } from './population/estimate-window-population.ts';
import { decodeProfile, encodeProfile } from './profile-codec.ts';
import { createWindowScorer } from './profile.ts';
import { createRandom, normal } from './random.ts';
import { finish } from './steps.ts';
import { standardiseAll, trainProfile, type TrainingWindow } from './training.ts';

const COLS = KEYBOARD_FEATURES.length;

/** Windows of a person whose features lie around places of their own, in sittings of 40. */
const person = (seed: number, count: number, day = 0): TrainingWindow[] => {
  const places = createRandom(seed);
  const centre = Array.from({ length: COLS }, () => 0.7 * normal(places));
  const random = createRandom(1000 * seed + day);
  return Array.from({ length: count }, (_, i) => ({
    vector: Float32Array.from(centre, (place) => place + normal(random)),
    session: `s${String(Math.floor(i / 40))}`,
  }));
};

const vectorsOf = (windows: readonly TrainingWindow[]): Float32Array[] => windows.map(({ vector }) => vector);
const population = estimateWindowPopulation(Array.from({ length: 25 }, (_, i) => vectorsOf(person(50 + i, 40))));
const options: CohortOptions = { seed: 7, typicalSpread: 0.1, overlap: 4 };
const enrolment = person(1, 120);

const train = (windows = enrolment) => finish(trainCohort(windows, population, options));
const trained = train();

const meanScore = (windows: readonly TrainingWindow[]): number => {
  const { forest } = trained;
  const scratch = new Float32Array(COLS);
  const scores = vectorsOf(windows).map((vector) =>
    scoreCohortForest(forest, fillMissing(forest.centre, vector, scratch)),
  );
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
};

describe('trainCohort', () => {
  it('tells people whom it has never seen from the user', () => {
    const own = meanScore(person(1, 40, 2));
    expect(own).toBeGreaterThan(0.6);
    for (const other of [2, 3, 4]) expect(meanScore(person(other, 40))).toBeLessThan(own - 0.3);
  });

  it('calibrates by windows that the trees had not seen', () => {
    const { mean, windows } = trained.calibration;
    expect(windows).toBe(120);
    expect(Math.abs(mean - meanScore(person(1, 80, 3)))).toBeLessThan(0.03);
    // Of the windows it was trained on the whole forest is surer.
    expect(meanScore(enrolment)).toBeGreaterThan(mean + 0.02);
  });

  it('is the same from the same seed', () => {
    expect(train()).toEqual(trained);
  });

  it('grows a tree a step', () => {
    let steps = 0;
    for (const each = trainCohort(enrolment, population, options); each.next().done !== true;) steps += 1;
    expect(steps).toBeGreaterThanOrEqual(trained.forest.roots.length);
    expect(trained.forest.roots.length).toBe(300);
  });

  it('copes with the fewest windows, and with constant and missing features', () => {
    const poor = vectorsOf(person(1, 2)).map((vector) => ({
      vector: vector.map((value, col) => (col === 0 ? 3 : col === 1 ? NaN : value)),
      session: 'one',
    }));
    const { forest, calibration } = train(poor);
    expect(Number.isFinite(calibration.mean)).toBe(true);
    expect(scoreCohortForest(forest, forest.centre)).toBeLessThanOrEqual(1);
  });

  it('refuses a single window and windows of other features', () => {
    expect(() => train(enrolment.slice(0, 1))).toThrow('at least two windows');
    expect(() => train([{ vector: new Float32Array(3), session: 's' }, ...enrolment])).toThrow('the forest knows');
  });
});

describe('a profile with a cohort forest', () => {
  const profile = finish(
    trainProfile(enrolment, {
      modality: 'keyboard',
      version: 1,
      trainedAt: '2026-01-01T00:00:00Z',
      seed: 1,
      typicalSpread: { 'isolation-forest': 0.04, centroid: 0.2 },
      overlap: 4,
    }),
  );
  const complete = withCohort(profile, trained);
  const scoresOf = (window: Float32Array) => createWindowScorer(complete, COLS)(window);

  it('scores windows by it too', () => {
    const [own] = vectorsOf(person(1, 1, 4));
    const [other] = vectorsOf(person(2, 1));
    if (own === undefined || other === undefined) throw new Error('unreachable');
    const z = standardiseAll(scoresOf(own), complete.calibration);
    expect(Object.keys(z).sort()).toEqual(['centroid', 'cohort-forest', 'isolation-forest']);
    expect(z['cohort-forest']).toBeGreaterThan(-2.5);
    expect(standardiseAll(scoresOf(other), complete.calibration)['cohort-forest']).toBeLessThan(-2.5);
  });

  it('is stored and read back whole, and in less than half a megabyte', () => {
    const bytes = encodeProfile(complete);
    const decoded = decodeProfile(bytes);
    expect(decoded.ok && encodeProfile(decoded.value)).toEqual(bytes);
    expect(decoded.ok && decoded.value.cohort).toEqual(trained.forest);
    expect(bytes.length).toBeLessThan(300 * 1024);
  });

  it('is refused when the forest knows other features', () => {
    const foreign = { ...trained.forest, centre: new Float32Array(COLS + 1) };
    expect(decodeProfile(encodeProfile({ ...complete, cohort: foreign }))).toMatchObject({
      ok: false,
      code: 'model-damaged',
    });
  });
});
