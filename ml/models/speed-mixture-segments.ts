/** A movement's velocity cut into overlapping stretches of 0.2 s. */
import type { PointerColumns } from '../features/pointer-columns.ts';
import { MOST_POINTS } from '../features/resampled-path.ts';

/** Grid steps in a segment. */
const STEPS = 8;
/** Steps at rest put before and after a movement, so that how it starts and stops is seen at every place. */
const REST = STEPS - 2;
/** Numbers in a segment: each step's way in x and y. */
export const SEGMENT_VALUES = 2 * STEPS;
/** A segment in which the pointer goes no further than this, px, is rest. */
const LEAST_WAY_PX = 3;
/** Steps are asinh of so many px: linear for the least, logarithmic for the quick. */
const SCALE_PX = 2;

export interface Segmenter {
  /** Cuts an action up. @returns the number of its segments, rest left out. */
  load(columns: PointerColumns, row: number): number;
  /** Copies a segment of the action to `out`: way in x, way in y, step by step. */
  copy(segment: number, out: Float64Array): void;
}

/** Holds scratch memory for the longest movement. */
export const createSegmenter = (): Segmenter => {
  const padded = MOST_POINTS + 2 * REST;
  const values = new Float64Array(2 * padded);
  const way = new Float64Array(padded);
  const starts = new Int32Array(padded);
  return {
    load: ({ dx, dy, stepEnd }, row) => {
      const from = row === 0 ? 0 : (stepEnd[row - 1] ?? 0);
      const steps = Math.min((stepEnd[row] ?? 0) - from, MOST_POINTS);
      if (steps === 0) return 0;
      const cells = steps + 2 * REST;
      values.fill(0, 0, 2 * cells);
      way.fill(0, 0, cells);
      for (let k = 0; k < steps; k += 1) {
        const x = dx[from + k] ?? 0;
        const y = dy[from + k] ?? 0;
        values[2 * (k + REST)] = Math.asinh(x / SCALE_PX);
        values[2 * (k + REST) + 1] = Math.asinh(y / SCALE_PX);
        way[k + REST] = Math.sqrt(x * x + y * y);
      }
      let count = 0;
      for (let start = 0; start + STEPS <= cells; start += 1) {
        let total = 0;
        for (let k = 0; k < STEPS; k += 1) total += way[start + k] ?? 0;
        if (!(total > LEAST_WAY_PX)) continue;
        starts[count] = start;
        count += 1;
      }
      return count;
    },
    copy: (segment, out) => {
      const start = 2 * (starts[segment] ?? 0);
      for (let i = 0; i < SEGMENT_VALUES; i += 1) out[i] = values[start + i] ?? 0;
    },
  };
};
