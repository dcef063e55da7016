/** Actions of one sitting in sums, until it is known whose they were. */
import type { Sitting } from '../behaviour.ts';
import type { PointerColumns } from '../features/pointer-columns.ts';
import { CHUNK_ACTIONS } from './movement-sitting.ts';
import { clockOf } from './pointing-clock.ts';
import { eachClock, emptyChunk, type PointingChunk, type PointingReferences } from './pointing-profile.ts';
import { isMeasured, POINTING_MEASURES } from './pointing-scores.ts';
import type { SpeedModel, SpeedSums } from './speed-mixture.ts';
import { POINTER_CLOCKS, type PointerClock } from '../population/pointing-population.ts';

/** Sums over the actions against what is known of people on one clock. */
export interface SittingSums {
  readonly actions: number;
  readonly scores: Float64Array;
  readonly speed: SpeedSums;
  readonly chunks: readonly PointingChunk[];
  readonly open: PointingChunk;
}

export interface PointingSitting {
  readonly sitting: Sitting<PointerColumns>;
  /** Actions of `sitting.actions` on a coarse clock. */
  readonly onCoarse: number;
  /** What was gathered so far; not to be gathered on. */
  readonly sums: Readonly<Record<PointerClock, SittingSums>>;
}

type Writable<T> = { -readonly [Field in keyof T]: T[Field] };

interface Gathering extends Writable<Omit<SittingSums, 'chunks' | 'open'>> {
  readonly chunks: PointingChunk[];
  open: Writable<PointingChunk>;
}

/** @param models speed models of what is known so far, by which new actions are judged before they are learned. */
export const createPointingSitting = (
  references: PointingReferences,
  models: Readonly<Record<PointerClock, SpeedModel | null>>,
): PointingSitting => {
  const sums = eachClock((clock): Gathering => ({
    actions: 0,
    scores: new Float64Array(references[clock].scores.width),
    speed: references[clock].speed.emptySums(),
    chunks: [],
    open: emptyChunk(references[clock].scores.width),
  }));
  const scratch = new Float64Array(POINTING_MEASURES.length);
  let actions = 0;
  let onCoarse = 0;

  const add = (clock: PointerClock, columns: PointerColumns, row: number): void => {
    const { scores, speed } = references[clock];
    const into = sums[clock];
    const { open } = into;
    scores.write(columns, row, scratch, 0);
    for (let m = 0; m < scores.width; m += 1) {
      const score = scratch[m] ?? 0;
      into.scores[m] = (into.scores[m] ?? 0) + score;
      open.scores[m] = (open.scores[m] ?? 0) + score;
    }
    const ratio = speed.take(columns, row, models[clock], into.speed);
    open.speed += models[clock] === null ? Number.NaN : ratio;
    open.actions += 1;
    into.actions += 1;
    if (open.actions < CHUNK_ACTIONS) return;
    into.chunks.push(open);
    into.open = emptyChunk(scores.width);
  };

  const gather = (columns: PointerColumns, fresh: number): void => {
    const isCoarse = clockOf(columns) === 'coarse';
    for (let row = Math.max(0, columns.count - fresh); row < columns.count; row += 1) {
      if (!isMeasured(columns, row)) continue;
      for (const clock of POINTER_CLOCKS) add(clock, columns, row);
      actions += 1;
      if (isCoarse) onCoarse += 1;
    }
  };

  return {
    sums,
    get onCoarse() {
      return onCoarse;
    },
    sitting: {
      gather,
      get actions() {
        return actions;
      },
    },
  };
};
