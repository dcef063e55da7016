/** Weighs windows of pointing against a user, and remembers what it worked out of their actions for the next window. */
import type { Tendency } from '../../contract/verdict.ts';
import type { BehaviourModel, Watch, Weighed } from '../behaviour.ts';
import type { PointerColumns } from '../features/pointer-columns.ts';
import { CHUNK_ACTIONS } from './movement-sitting.ts';
import { clockOf } from './pointing-clock.ts';
import { fuseSitting, fuseWindow, LEAST_COMPARED, type ClockModel, type PointingEvidence } from './pointing-model.ts';
import { DURATION, isMeasured } from './pointing-scores.ts';
import { scoreStretch } from './pointing-stretch.ts';
import type { PointerClock } from '../population/pointing-population.ts';

/** The user against people on either clock. */
export interface ClockModels extends Readonly<Record<PointerClock, ClockModel>> {
  /** Whether the user is known on a coarse clock. */
  readonly isCoarse: boolean;
}

const NOTHING: Weighed = { llr: 0, parts: [], compared: 0 };

const usual = (llr: number): Tendency => (llr >= 0 ? 'usual' : 'unlike');

/** How movements took, where they speak against the user: longer or shorter by more than means of so many vary. */
const tendencyOf = (llr: number, longer: number, actions: number): Tendency => {
  if (llr >= 0) return 'usual';
  if (Math.abs(longer) * Math.sqrt(actions) <= 1) return 'unlike';
  return longer > 0 ? 'longer' : 'shorter';
};

const weighed = (
  { movement, speed }: PointingEvidence,
  share: number,
  compared: number,
  longer: number,
  actions: number,
): Weighed => ({
  llr: (movement + speed) * share,
  parts: [
    { timing: 'movement', llr: movement * share, tendency: tendencyOf(movement, longer, actions) },
    { timing: 'speed', llr: speed * share, tendency: usual(speed) },
  ],
  compared,
});

/** The model on the coarser of two clocks, the window's and the user's: what only a fine one shows is not compared. */
const modelFor = ({ fine, coarse, isCoarse }: ClockModels, columns: PointerColumns): ClockModel =>
  isCoarse || clockOf(columns) === 'coarse' ? coarse : fine;

/** What a watch worked out of the latest actions, a row each; rows of unmeasured actions hold nothing. */
interface Memory {
  readonly model: ClockModel | null;
  readonly rows: number;
  readonly measured: Uint8Array;
  /** Coordinates of each action in the directions of the model. */
  readonly coordinates: Float64Array;
  readonly speed: Float64Array;
  readonly duration: Float64Array;
}

const NO_MEMORY: Memory = {
  model: null,
  rows: 0,
  measured: new Uint8Array(0),
  coordinates: new Float64Array(0),
  speed: new Float64Array(0),
  duration: new Float64Array(0),
};

const createMemory = (model: ClockModel, rows: number): Memory => ({
  model,
  rows,
  measured: new Uint8Array(rows),
  coordinates: new Float64Array(rows * model.reference.movement.dimensions),
  speed: new Float64Array(rows),
  duration: new Float64Array(rows),
});

const copyOf = ({ model, rows, measured, coordinates, speed, duration }: Memory): Memory => ({
  model,
  rows,
  measured: measured.slice(),
  coordinates: coordinates.slice(),
  speed: speed.slice(),
  duration: duration.slice(),
});

/** Copies the last `keep` rows of one memory to the first of another. */
const carryOver = (from: Memory, to: Memory, keep: number, dimensions: number): void => {
  const first = from.rows - keep;
  to.measured.set(from.measured.subarray(first));
  to.coordinates.set(from.coordinates.subarray(first * dimensions));
  to.speed.set(from.speed.subarray(first));
  to.duration.set(from.duration.subarray(first));
};

const start = (models: ClockModels, initial: Memory): Watch<PointerColumns> => {
  let memory = initial;
  let other = NO_MEMORY;
  let scores = new Float64Array(0);
  let mean = new Float64Array(0);

  /** Works out rows of `columns`, from `first` on, into memory. */
  const workOut = (model: ClockModel, columns: PointerColumns, first: number): void => {
    const { reference, speed } = model;
    const { dimensions } = reference.movement;
    if (scores.length !== reference.scores.width) scores = new Float64Array(reference.scores.width);
    for (let row = first; row < columns.count; row += 1) {
      const measured = isMeasured(columns, row);
      memory.measured[row] = measured ? 1 : 0;
      if (!measured) continue;
      reference.scores.write(columns, row, scores, 0);
      reference.movement.project(scores, 0, memory.coordinates, row * dimensions);
      memory.speed[row] = reference.speed.take(columns, row, speed, null);
      memory.duration[row] = scores[DURATION] ?? 0;
    }
  };

  /** Makes memory hold the window: what it held of it moves to the front, the rest is worked out. */
  const remember = (model: ClockModel, columns: PointerColumns, fresh: number): void => {
    const before = Math.max(0, columns.count - fresh);
    const keep = memory.model === model && memory.rows >= before ? before : 0;
    const next = other.model === model && other.rows === columns.count ? other : createMemory(model, columns.count);
    carryOver(memory, next, keep, model.reference.movement.dimensions);
    other = memory;
    memory = next;
    workOut(model, columns, keep);
  };

  const weigh = (columns: PointerColumns, fresh: number): Weighed => {
    const model = modelFor(models, columns);
    remember(model, columns, fresh);
    const { dimensions } = model.reference.movement;
    if (mean.length !== dimensions) mean = new Float64Array(dimensions);
    mean.fill(0);
    let measured = 0;
    let compared = 0;
    let speed = 0;
    let duration = 0;
    for (let row = 0; row < memory.rows; row += 1) {
      if (memory.measured[row] !== 1) continue;
      measured += 1;
      if (row >= memory.rows - fresh) compared += 1;
      speed += memory.speed[row] ?? 0;
      duration += memory.duration[row] ?? 0;
      for (let d = 0; d < dimensions; d += 1)
        mean[d] = (mean[d] ?? 0) + (memory.coordinates[row * dimensions + d] ?? 0);
    }
    if (measured < LEAST_COMPARED || compared === 0) return NOTHING;
    for (let d = 0; d < dimensions; d += 1) mean[d] = (mean[d] ?? 0) / measured;
    const { fusion } = model.reference.population;
    const evidence = fuseWindow(fusion, model.movement.ratio(mean, 0, measured), speed / measured);
    return weighed(evidence, compared / measured, compared, duration / measured - model.duration, measured);
  };

  return { weigh, fork: () => start(models, copyOf(memory)) };
};

const weighSitting = (models: ClockModels, columns: PointerColumns): Weighed | null => {
  const model = modelFor(models, columns);
  const stretch = scoreStretch(model, columns, 0, columns.count);
  const { measured } = stretch;
  if (measured < LEAST_COMPARED) return null;
  const evidence = fuseSitting(model, stretch.sitting, stretch.speed);
  return weighed(evidence, 1, measured, stretch.duration - model.duration, Math.min(measured, CHUNK_ACTIONS));
};

export const createPointingModel = (models: ClockModels): BehaviourModel<PointerColumns> => ({
  watch: () => start(models, NO_MEMORY),
  weighSitting: (columns) => weighSitting(models, columns),
  ofOthers: (models.isCoarse ? models.coarse : models.fine).ofOthers,
});
