import { Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { along, scatter, shrinkTowardsDiagonal, standingOut } from './pointing-eigen.ts';

describe('standingOut', () => {
  const between = new Matrix([
    [4, 1, 0],
    [1, 3, 0.5],
    [0, 0.5, 1],
  ]);
  const within = new Matrix([
    [2, 0.3, 0],
    [0.3, 1, 0.2],
    [0, 0.2, 0.5],
  ]);
  const directions = standingOut(between, within, 3);

  it('solves between·v = λ·within·v with vᵀ·within·v = 1, largest first', () => {
    for (const { vector, value } of directions) {
      expect(along(within, vector)).toBeCloseTo(1, 10);
      expect(along(between, vector)).toBeCloseTo(value, 10);
      const left = between.mmul(Matrix.columnVector([...vector])).to1DArray();
      const right = within.mmul(Matrix.columnVector([...vector])).to1DArray();
      left.forEach((entry, i) => {
        expect(entry).toBeCloseTo(value * (right[i] ?? 0), 10);
      });
    }
    const values = directions.map(({ value }) => value);
    expect(values).toEqual([...values].sort((a, b) => b - a));
  });
});

describe('scatter', () => {
  it('is the sum of outer products over the divisor, shrunk only off the diagonal', () => {
    const matrix = scatter([Float64Array.of(1, 2), Float64Array.of(3, -1)], 2, 2);
    expect(matrix.to2DArray()).toEqual([
      [5, -0.5],
      [-0.5, 2.5],
    ]);
    expect(shrinkTowardsDiagonal(matrix, 0.5, 1).to2DArray()).toEqual([
      [6, -0.25],
      [-0.25, 3.5],
    ]);
  });
});
