import { describe, expect, it } from 'vitest';
import { createMatrix, matrixFromRows, rowOf } from './matrix.ts';

describe('matrix', () => {
  it('holds rows one after the other', () => {
    const matrix = matrixFromRows([[1, 2, 3], Float32Array.of(4, NaN, 6)]);
    expect(matrix).toEqual({ rows: 2, cols: 3, data: Float32Array.of(1, 2, 3, 4, NaN, 6) });
    expect(rowOf(matrix, 1)).toEqual(Float32Array.of(4, NaN, 6));
  });

  it('gives rows as views', () => {
    const matrix = createMatrix(2, 2);
    rowOf(matrix, 1)[0] = 5;
    expect(matrix.data).toEqual(Float32Array.of(0, 0, 5, 0));
  });

  it('is 0 × 0 without rows and refuses rows of different lengths', () => {
    expect(matrixFromRows([])).toEqual({ rows: 0, cols: 0, data: new Float32Array() });
    expect(() => matrixFromRows([[1, 2], [1]])).toThrow('row 1 has 1 columns, the first has 2');
  });
});
