/** The latest pointer actions with their measures and steps. */
import type { ActionSteps } from './pointer-actions.ts';
import type { PointerColumns } from './pointer-columns.ts';
import { POINTER_MEASURES } from './pointer-measures.ts';
import { MOST_POINTS } from './resampled-path.ts';

export interface PointerRing {
  /** Puts an action in a place, over the one that was there. */
  put(place: number, row: Float64Array, steps: ActionSteps): void;
  /** All places in order, beginning with `first`; the arrays are reused by the next call. */
  columns(first: number): PointerColumns;
}

/** @param length places. */
export const createPointerRing = (length: number): PointerRing => {
  const width = POINTER_MEASURES.length;
  const rows = new Float32Array(length * width);
  const ringDx = new Float32Array(length * MOST_POINTS);
  const ringDy = new Float32Array(length * MOST_POINTS);
  const counts = new Uint32Array(length);
  const intervals = new Float32Array(length);
  const measures = new Float32Array(length * width);
  const dx = new Float32Array(length * MOST_POINTS);
  const dy = new Float32Array(length * MOST_POINTS);
  const stepEnd = new Uint32Array(length);
  const intervalMs = new Float32Array(length);

  return {
    put: (place, row, steps) => {
      rows.set(row, place * width);
      for (let k = 0; k < steps.count; k += 1) {
        ringDx[place * MOST_POINTS + k] = steps.dx[k] ?? 0;
        ringDy[place * MOST_POINTS + k] = steps.dy[k] ?? 0;
      }
      counts[place] = steps.count;
      intervals[place] = steps.intervalMs;
    },
    columns: (first) => {
      let end = 0;
      for (let i = 0; i < length; i += 1) {
        const place = (first + i) % length;
        for (let m = 0; m < width; m += 1) measures[i * width + m] = rows[place * width + m] ?? Number.NaN;
        const count = counts[place] ?? 0;
        for (let k = 0; k < count; k += 1) {
          dx[end + k] = ringDx[place * MOST_POINTS + k] ?? 0;
          dy[end + k] = ringDy[place * MOST_POINTS + k] ?? 0;
        }
        end += count;
        stepEnd[i] = end;
        intervalMs[i] = intervals[place] ?? Number.NaN;
      }
      return { count: length, measures, dx: dx.subarray(0, end), dy: dy.subarray(0, end), stepEnd, intervalMs };
    },
  };
};
