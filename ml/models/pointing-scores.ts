/** Measures of pointer actions as normal scores: what share of people's actions lies below, on a normal scale. */
import type { PointerColumns } from '../features/pointer-columns.ts';
import { MEASURE, POINTER_MEASURES, type PointerMeasure } from '../features/pointer-measures.ts';
import { normalQuantile } from './pointing-normal.ts';

/** Left out: what others of the measures already say, and what wheel bursts are measured by. */
const LEFT_OUT: ReadonlySet<PointerMeasure> = new Set<PointerMeasure>([
  'relativePeak',
  'acceleration',
  'deceleration',
  'peakAcceleration',
  'launch',
  'dragSpeed',
  'wheel',
  'wheelLength',
  'wheelInterval',
]);

/** Measures that movements are compared by. */
export const POINTING_MEASURES = POINTER_MEASURES.filter((name) => !LEFT_OUT.has(name));

/** Place of how long a movement takes among them. */
export const DURATION = POINTING_MEASURES.indexOf('duration');

/** Quantiles a measure, at (i + ½) / `QUANTILES`. */
export const QUANTILES = 40;
/** Normal scores of those quantiles. */
const LEVELS = Float64Array.from({ length: QUANTILES }, (_, i) => normalQuantile((i + 0.5) / QUANTILES));
/** Beyond the outermost quantiles scores go on as steeply as over so many before them, by no more than `MOST_BEYOND`. */
const TAIL = 5;
const MOST_BEYOND = 1.5;
/** Keeps quantiles apart where many values are the same. */
const APART = 1e-6;

/** Turns a row of measures into normal scores. */
export interface NormalScores {
  readonly width: number;
  /** Writes the scores of action `row` to `out` from `at`; 0, the middle, for what is missing. */
  write(columns: PointerColumns, row: number, out: Float64Array, at: number): void;
}

const ROW = POINTER_MEASURES.length;
const PLACES = Int32Array.from(POINTING_MEASURES, (name) => MEASURE[name]);

/** Whether an action is a movement that was measured, no wheel burst. */
export const isMeasured = ({ measures }: PointerColumns, row: number): boolean =>
  Number.isFinite(measures[row * ROW + MEASURE.path]);

/** @param quantiles as in `PointingPopulation`. */
export const createNormalScores = (quantiles: readonly (readonly number[])[]): NormalScores => {
  const width = PLACES.length;
  const table = new Float64Array(width * QUANTILES);
  for (let m = 0; m < width; m += 1) {
    let before = -Infinity;
    for (let i = 0; i < QUANTILES; i += 1) {
      before = Math.max(before, (quantiles[m]?.[i] ?? 0) + APART * i);
      table[m * QUANTILES + i] = before;
    }
  }

  const score = (start: number, value: number): number => {
    const last = start + QUANTILES - 1;
    const lowest = table[start] ?? 0;
    const highest = table[last] ?? 0;
    const top = LEVELS[QUANTILES - 1] ?? 0;
    if (value <= lowest || value >= highest) {
      const isLow = value <= lowest;
      const span = isLow ? (table[start + TAIL] ?? 0) - lowest : highest - (table[last - TAIL] ?? 0);
      const slope = (top - (LEVELS[QUANTILES - 1 - TAIL] ?? 0)) / (span + APART);
      const beyond = Math.min((isLow ? lowest - value : value - highest) * slope, MOST_BEYOND);
      return isLow ? -top - beyond : top + beyond;
    }
    let low = start;
    let high = last;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((table[middle] ?? 0) <= value) low = middle;
      else high = middle;
    }
    const below = table[low] ?? 0;
    const above = table[high] ?? 0;
    const share = above > below ? (value - below) / (above - below) : 0;
    const level = LEVELS[low - start] ?? 0;
    return level + ((LEVELS[high - start] ?? 0) - level) * share;
  };

  return {
    width,
    write: ({ measures }, row, out, at) => {
      for (let m = 0; m < width; m += 1) {
        const value = measures[row * ROW + (PLACES[m] ?? 0)] ?? Number.NaN;
        out[at + m] = Number.isFinite(value) ? score(m * QUANTILES, value) : 0;
      }
    },
  };
};
