/**
 * Pointer actions in columns, `count` rows in order of time. Wheel bursts and movements too brief to measure are rows too,
 * with NaN where there is nothing.
 */
export interface PointerColumns {
  readonly count: number;
  /** `count` rows of `POINTER_MEASURES.length` values, in their order; NaN is missing. */
  readonly measures: Float32Array;
  /** Way per 25 ms step in px, the steps of all actions one after the other. No place, only movement. */
  readonly dx: Float32Array;
  readonly dy: Float32Array;
  /** Number of the step after the last of each action: those of action i begin where those of action i − 1 end. */
  readonly stepEnd: Uint32Array;
  /** Median ms between the pointer reports of each action; NaN for a wheel burst. */
  readonly intervalMs: Float32Array;
}

/** Views of the actions `from` to `to` (exclusive) and their steps: they share memory with `columns`, but for `stepEnd`. */
export const slicePointing = (columns: PointerColumns, from: number, to: number): PointerColumns => {
  const width = columns.count === 0 ? 0 : columns.measures.length / columns.count;
  const firstStep = from === 0 ? 0 : (columns.stepEnd[from - 1] ?? 0);
  const lastStep = to === 0 ? 0 : (columns.stepEnd[to - 1] ?? 0);
  return {
    count: to - from,
    measures: columns.measures.subarray(from * width, to * width),
    dx: columns.dx.subarray(firstStep, lastStep),
    dy: columns.dy.subarray(firstStep, lastStep),
    stepEnd: columns.stepEnd.slice(from, to).map((end) => end - firstStep),
    intervalMs: columns.intervalMs.subarray(from, to),
  };
};

const join = (parts: readonly Float32Array[]): Float32Array => {
  const joined = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
};

/** All actions of the parts, one part after the other, in memory of their own. */
export const joinPointing = (parts: readonly PointerColumns[]): PointerColumns => {
  let steps = 0;
  const ends = parts.flatMap(({ stepEnd, dx }) => {
    const before = steps;
    steps += dx.length;
    return Array.from(stepEnd, (end) => before + end);
  });
  return {
    count: parts.reduce((sum, { count }) => sum + count, 0),
    measures: join(parts.map(({ measures }) => measures)),
    dx: join(parts.map(({ dx }) => dx)),
    dy: join(parts.map(({ dy }) => dy)),
    stepEnd: Uint32Array.from(ends),
    intervalMs: join(parts.map(({ intervalMs }) => intervalMs)),
  };
};
