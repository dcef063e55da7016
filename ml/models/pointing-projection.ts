/** Directions of a space of many measures, into which vectors are projected. */

export interface Projection {
  readonly dimensions: number;
  /** Writes the coordinates of the vector in `values` from `from`, its mean taken off, to `out` from `at`. */
  project(values: Float64Array, from: number, out: Float64Array, at: number): void;
}

/** @param directions a row each, as long as `mean`. */
export const createProjection = (mean: readonly number[], directions: readonly (readonly number[])[]): Projection => {
  const width = mean.length;
  const dimensions = directions.length;
  const rows = Float64Array.from(directions.flat());
  const origin = Float64Array.from(directions, (row) => row.reduce((sum, value, i) => sum + value * (mean[i] ?? 0), 0));
  return {
    dimensions,
    project: (values, from, out, at) => {
      for (let d = 0; d < dimensions; d += 1) {
        let sum = -(origin[d] ?? 0);
        for (let i = 0; i < width; i += 1) sum += (rows[d * width + i] ?? 0) * (values[from + i] ?? 0);
        out[at + d] = sum;
      }
    },
  };
};
