/** Normal scores of many actions in rows, and what the estimates of people in general take from them. */
import type { PointerColumns } from '../features/pointer-columns.ts';
import { isMeasured, type NormalScores } from '../models/pointing-scores.ts';

/** The measured actions of one session; `rows` of `width` scores each. */
export interface ScoreRows {
  readonly rows: number;
  readonly width: number;
  readonly data: Float64Array;
}

/** Numbers of the measured actions. */
export const measuredRows = (columns: PointerColumns): readonly number[] =>
  Array.from({ length: columns.count }, (_, row) => row).filter((row) => isMeasured(columns, row));

/** At most so many of the values, evenly spread. */
export const evenly = <T>(values: readonly T[], most: number): readonly T[] => {
  if (values.length <= most) return values;
  return Array.from({ length: most }, (_, i) => values[Math.floor((i * values.length) / most)]).filter(
    (value) => value !== undefined,
  );
};

export const scoreRows = (scores: NormalScores, columns: PointerColumns): ScoreRows => {
  const measured = measuredRows(columns);
  const data = new Float64Array(measured.length * scores.width);
  measured.forEach((row, i) => {
    scores.write(columns, row, data, i * scores.width);
  });
  return { rows: measured.length, width: scores.width, data };
};

/** Mean of the rows `from` to `to` (exclusive). */
export const meanRow = ({ width, data }: ScoreRows, from: number, to: number): Float64Array => {
  const mean = new Float64Array(width);
  for (let row = from; row < to; row += 1) {
    for (let i = 0; i < width; i += 1) mean[i] = (mean[i] ?? 0) + (data[row * width + i] ?? 0) / (to - from);
  }
  return mean;
};

/** Mean of vectors of equal length, at least one. */
export const meanOf = (vectors: readonly Float64Array[]): Float64Array => {
  const mean = new Float64Array(vectors[0]?.length ?? 0);
  for (const vector of vectors) {
    for (let i = 0; i < mean.length; i += 1) mean[i] = (mean[i] ?? 0) + (vector[i] ?? 0) / vectors.length;
  }
  return mean;
};

/** The sum of two vectors, the second one times `factor`. */
export const plus = (a: Float64Array, b: Float64Array, factor: number): Float64Array =>
  a.map((value, i) => value + factor * (b[i] ?? 0));
