/** Rows of numbers, one after the other in one array. In a feature matrix a cell without evidence is NaN. */
export interface Matrix {
  readonly rows: number;
  readonly cols: number;
  /** Row-major, `rows × cols` cells. */
  readonly data: Float32Array;
}

/** A matrix of zeros. */
export const createMatrix = (rows: number, cols: number): Matrix => ({
  rows,
  cols,
  data: new Float32Array(rows * cols),
});

/**
 * Copies rows of equal length into a matrix; no rows make a 0 × 0 matrix.
 * @throws RangeError when a row is longer or shorter than the first.
 */
export const matrixFromRows = (rows: readonly ArrayLike<number>[]): Matrix => {
  const matrix = createMatrix(rows.length, rows[0]?.length ?? 0);
  rows.forEach((row, index) => {
    if (row.length !== matrix.cols) {
      throw new RangeError(`row ${index} has ${row.length} columns, the first has ${matrix.cols}`);
    }
    matrix.data.set(row, index * matrix.cols);
  });
  return matrix;
};

/** A row as a view: it shares the matrix's memory. */
export const rowOf = (matrix: Matrix, row: number): Float32Array =>
  matrix.data.subarray(row * matrix.cols, (row + 1) * matrix.cols);
