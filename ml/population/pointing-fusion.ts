/** How much each pointing model's score says, from people scored against others of whom nothing was known in general. */
import { fitLogistic } from '../evaluation/logistic-regression.ts';
import type { PointerColumns } from '../features/pointer-columns.ts';
import { BLOCK_ACTIONS } from '../models/movement-likelihood.ts';
import { CHUNK_ACTIONS } from '../models/movement-sitting.ts';
import { learnPointing } from '../models/pointing-learning.ts';
import { createClockModel, LEAST_COMPARED, standardise, type ClockModel } from '../models/pointing-model.ts';
import { eachClock, emptyClockProfile, type PointingProfile } from '../models/pointing-profile.ts';
import { createPointingReference, type PointingReference } from '../models/pointing-reference.ts';
import { createPointingSitting } from '../models/pointing-sitting.ts';
import { scoreStretch, type Stretch } from '../models/pointing-stretch.ts';
import type { PointerClock, PointingFusion, PointingPopulation, Score } from './pointing-population.ts';

/** What `fitPointingFusion` gave on enrolment sessions of game players and administrators, each against the others of their kind. */
export const TYPICAL_FUSION: Readonly<Record<PointerClock, PointingFusion>> = {
  fine: {
    movement: 0.6096,
    speed: 4.142,
    bias: -1.239,
    sitting: {
      movement: { mean: 3.285, sd: 1.155 },
      speed: { mean: 0.5499, sd: 0.2799 },
      weight: 1.685,
      bias: 6.308,
    },
  },
  coarse: {
    movement: 0.5752,
    speed: 1.986,
    bias: -1.157,
    sitting: {
      movement: { mean: 3.152, sd: 0.8418 },
      speed: { mean: 0.5851, sd: 0.2089 },
      weight: 2.612,
      bias: 6.375,
    },
  },
};

/** Someone to learn, and sessions of theirs that were held back. */
export interface PointingPerson {
  readonly enrolment: readonly PointerColumns[];
  readonly heldBack: readonly PointerColumns[];
}

/** People who are compared with each other, against a population that none of them is part of. */
export interface PointingFold {
  readonly population: PointingPopulation;
  readonly people: readonly PointingPerson[];
}

const learn = (reference: PointingReference, { enrolment }: PointingPerson): ClockModel | null => {
  const references = { fine: reference, coarse: reference };
  let profile: PointingProfile = { by: eachClock(() => emptyClockProfile(reference)), onCoarse: 0 };
  for (const columns of enrolment) {
    const started = createPointingSitting(references, { fine: null, coarse: null });
    started.sitting.gather(columns, columns.count);
    profile = learnPointing(references, profile, started, { goesOn: false, mostShare: 1 });
  }
  return createClockModel(reference, profile.by.fine);
};

const stretches = (model: ClockModel, sessions: readonly PointerColumns[], length: number): readonly Stretch[] =>
  sessions.flatMap((columns) =>
    Array.from({ length: Math.floor(columns.count / length) }, (_, i) =>
      scoreStretch(model, columns, i * length, (i + 1) * length),
    ).filter(({ measured }) => measured >= LEAST_COMPARED),
  );

interface Trials {
  readonly genuine: Stretch[];
  readonly impostor: Stretch[];
}

/** Stretches of `length` actions of everybody's held-back sessions, scored against everybody of the same fold. */
const compare = (folds: readonly PointingFold[], length: number): Trials => {
  const trials: Trials = { genuine: [], impostor: [] };
  for (const { population, people } of folds) {
    const reference = createPointingReference(population);
    for (const user of people) {
      const model = learn(reference, user);
      if (model === null) continue;
      for (const other of people) {
        trials[other === user ? 'genuine' : 'impostor'].push(...stretches(model, other.heldBack, length));
      }
    }
  }
  return trials;
};

/** Weights with which the linear predictor is a log-likelihood ratio: both classes weigh the same. */
const fit = ({ genuine, impostor }: Trials, rowOf: (stretch: Stretch) => number[]) =>
  fitLogistic(
    [...genuine, ...impostor].map(rowOf),
    [...genuine.map(() => 1), ...impostor.map(() => 0)],
    [...genuine.map(() => 1 / genuine.length), ...impostor.map(() => 1 / impostor.length)],
  );

const scoreOf = (values: readonly number[]): Score => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, sd: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) };
};

/** @throws RangeError when there is nobody to compare. */
export const fitPointingFusion = (folds: readonly PointingFold[]): PointingFusion => {
  const blocks = compare(folds, BLOCK_ACTIONS);
  const chunks = compare(folds, CHUNK_ACTIONS);
  if (chunks.genuine.length < 2 || chunks.impostor.length < 2) throw new RangeError('there is nobody to compare');
  const window = fit(blocks, ({ movement, speed }) => [movement, speed]);
  const movement = scoreOf(chunks.genuine.map((stretch) => stretch.sitting));
  const speed = scoreOf(chunks.genuine.map((stretch) => stretch.speed));
  const sitting = fit(chunks, (stretch) => [
    standardise(stretch.sitting, movement) + standardise(stretch.speed, speed),
  ]);
  return {
    movement: window.weights[0] ?? 0,
    speed: window.weights[1] ?? 0,
    bias: window.bias,
    sitting: { movement, speed, weight: sitting.weights[0] ?? 0, bias: sitting.bias },
  };
};
