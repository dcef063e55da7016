/** What each model says of a stretch of actions as a whole. */
import type { PointerColumns } from '../features/pointer-columns.ts';
import type { ClockModel } from './pointing-model.ts';
import { DURATION, isMeasured } from './pointing-scores.ts';

export interface Stretch {
  /** Actions that could be measured; with none the rest is 0. */
  readonly measured: number;
  /** Scores of the model of ten actions, of that of seventy, and of the mixture. */
  readonly movement: number;
  readonly sitting: number;
  readonly speed: number;
  /** Mean normal score of how long the movements take. */
  readonly duration: number;
}

const EMPTY: Stretch = { measured: 0, movement: 0, sitting: 0, speed: 0, duration: 0 };

/** Scores the actions `from` to `to` (exclusive). */
export const scoreStretch = (
  { reference, movement, sitting, speed }: ClockModel,
  columns: PointerColumns,
  from: number,
  to: number,
): Stretch => {
  const { scores } = reference;
  const row = new Float64Array(scores.width);
  const mean = new Float64Array(scores.width);
  let measured = 0;
  let total = 0;
  for (let i = from; i < to; i += 1) {
    if (!isMeasured(columns, i)) continue;
    measured += 1;
    total += reference.speed.take(columns, i, speed, null);
    scores.write(columns, i, row, 0);
    for (let m = 0; m < row.length; m += 1) mean[m] = (mean[m] ?? 0) + (row[m] ?? 0);
  }
  if (measured === 0) return EMPTY;
  for (let m = 0; m < row.length; m += 1) mean[m] = (mean[m] ?? 0) / measured;
  const block = new Float64Array(reference.movement.dimensions);
  reference.movement.project(mean, 0, block, 0);
  const chunk = new Float64Array(reference.sitting.dimensions);
  reference.sitting.project(mean, 0, chunk, 0);
  return {
    measured,
    movement: movement.ratio(block, 0, measured),
    sitting: sitting.ratio(chunk, 0, measured),
    speed: total / measured,
    duration: mean[DURATION] ?? 0,
  };
};
