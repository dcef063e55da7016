/** What the models of feature windows cost: training on as many windows as a policy ever keeps, and scoring one. */
import type { Modality } from '../../contract/verdict.ts';
import { FEATURE_COUNTS } from '../../main/engine/learner.ts';
import { overlapOf } from '../../main/engine/window-shape.ts';
import { trainCohort, withCohort } from '../../ml/cohort-training.ts';
import { estimateWindowPopulation } from '../../ml/population/estimate-window-population.ts';
import { encodeProfile } from '../../ml/profile-codec.ts';
import { createWindowScorer } from '../../ml/profile.ts';
import { createRandom, normal } from '../../ml/random.ts';
import { trainProfile, type TrainingWindow } from '../../ml/training.ts';
import type { Benchmark, Measurement } from './benchmark.ts';
import { quantile } from './quantile.ts';

const WINDOWS = 2_000;
const SITTINGS = 20;
const PEOPLE = 30;
const WINDOWS_OF_A_PERSON = 100;
/** How far people lie apart, in standard deviations of one person's windows. */
const BETWEEN = 0.7;
const WARM_UP_SCORES = 2_000;
const SCORES = 10_000;
const SEED = 1;

const MS_PER_S = 1_000;

/** Windows of a generated person, with the values that a real one's would have in number and spread. */
const windowsOf = (person: number, count: number, features: number): TrainingWindow[] => {
  const random = createRandom(person);
  const centre = Array.from({ length: features }, () => BETWEEN * normal(random));
  return Array.from({ length: count }, (_, i) => ({
    vector: Float32Array.from(centre, (place) => place + normal(random)),
    session: String(Math.floor((i * SITTINGS) / count)),
  }));
};

interface Steps<T> {
  readonly value: T;
  readonly totalMs: number;
  readonly longestMs: number;
  readonly p99Ms: number;
}

/** Runs the steps of a training and times each. */
const timeSteps = <T>(steps: Generator<void, T>): Steps<T> => {
  const times: number[] = [];
  for (;;) {
    const start = performance.now();
    const step = steps.next();
    times.push(performance.now() - start);
    if (step.done !== true) continue;
    const totalMs = times.reduce((sum, time) => sum + time, 0);
    return { value: step.value, totalMs, longestMs: Math.max(...times), p99Ms: quantile(times, 0.99) };
  }
};

interface Cost {
  readonly profile: Steps<unknown>;
  readonly cohort: Steps<unknown>;
  readonly scoreMs: number;
  readonly bytes: number;
}

const costOf = (modality: Modality): Cost => {
  const features = FEATURE_COUNTS[modality];
  const own = windowsOf(SEED, WINDOWS, features);
  const others = Array.from({ length: PEOPLE }, (_, i) => windowsOf(SEED + 1 + i, WINDOWS_OF_A_PERSON, features));
  const population = estimateWindowPopulation(others.map((windows) => windows.map(({ vector }) => vector)));
  const overlap = overlapOf(modality);
  const profile = timeSteps(
    trainProfile(own, {
      modality,
      version: 1,
      trainedAt: '2026-01-01T00:00:00Z',
      seed: SEED,
      typicalSpread: { 'isolation-forest': 0.04, centroid: 0.2 },
      overlap,
    }),
  );
  const cohort = timeSteps(trainCohort(own, population, { seed: SEED, typicalSpread: 0.2, overlap }));
  const complete = withCohort(profile.value, cohort.value);
  const score = createWindowScorer(complete, features);
  const vectors = [...own, ...others.flat()].map(({ vector }) => vector);
  const scoreMany = (count: number): void => {
    for (let i = 0; i < count; i++) score(vectors[i % vectors.length] ?? new Float32Array(features));
  };
  scoreMany(WARM_UP_SCORES);
  const start = performance.now();
  scoreMany(SCORES);
  const scoreMs = (performance.now() - start) / SCORES;
  return { profile, cohort, scoreMs, bytes: encodeProfile(complete).length };
};

export const bench: Benchmark = {
  name: 'window-models',
  run: () => {
    const { keyboard, pointer } = { keyboard: costOf('keyboard'), pointer: costOf('pointer') };
    const both = (pick: (cost: Cost) => number): number => pick(keyboard) + pick(pointer);
    const most = (pick: (cost: Cost) => number): number => Math.max(pick(keyboard), pick(pointer));
    const measurements: Measurement[] = [
      {
        name: 'training on 2,000 windows of each kind',
        value: both(({ profile }) => profile.totalMs) / MS_PER_S,
        unit: 's',
        goal: { atMost: 3 },
      },
      { name: '… longest step', value: most(({ profile }) => profile.longestMs), unit: 'ms', goal: { atMost: 50 } },
      {
        name: 'cohort forests on as many',
        value: both(({ cohort }) => cohort.totalMs) / MS_PER_S,
        unit: 's',
        goal: { atMost: 30 },
      },
      { name: '… longest step', value: most(({ cohort }) => cohort.longestMs), unit: 'ms', goal: { atMost: 50 } },
      { name: '… step, p99', value: most(({ cohort }) => cohort.p99Ms), unit: 'ms' },
      {
        name: 'a window scored by all window models',
        value: most(({ scoreMs }) => scoreMs),
        unit: 'ms',
        goal: { atMost: 0.3 },
      },
      {
        name: 'profile of the window models',
        value: most(({ bytes }) => bytes),
        unit: 'bytes',
        goal: { atMost: 300 * 1024 },
      },
    ];
    return Promise.resolve(measurements);
  },
};
