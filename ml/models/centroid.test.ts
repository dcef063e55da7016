import { describe, expect, it } from 'vitest';
import { createMatrix, matrixFromRows, rowOf, type Matrix } from '../matrix.ts';
import { createRandom, normal } from '../random.ts';
import { finish } from '../steps.ts';
import { fitCentroid as fitInSteps, parseCentroid, scoreCentroid, type CentroidModel } from './centroid.ts';

const fitCentroid = (rows: Matrix, seed: number): CentroidModel => finish(fitInSteps(rows, seed));

/** Rows spread by 1 around centres that lie `apart` from each other on the first features. */
const clouds = (centres: number, apart: number, rows = 200, cols = 30) => {
  const random = createRandom(centres);
  const matrix = createMatrix(rows, cols);
  for (let row = 0; row < rows; row++) {
    const vector = rowOf(matrix, row);
    vector.forEach((_, col) => (vector[col] = normal(random) + (col % centres === row % centres ? apart : 0)));
  }
  return matrix;
};

describe('fitCentroid', () => {
  it('is the mean with the limit mean + 2 standard deviations, worked by hand', () => {
    // Both rows are 2 away from (2, 0) on one of two features: √(2² / 2). Equal distances have no deviation.
    const model = fitCentroid(
      matrixFromRows([
        [0, 0],
        [4, 0],
      ]),
      1,
    );
    expect(model).toEqual({ version: 1, centres: [[2, 0]], limit: Math.sqrt(2) });
    expect(scoreCentroid(model, Float32Array.of(2, 0))).toBe(0);
    expect(scoreCentroid(model, Float32Array.of(2, 4))).toBeCloseTo(2, 12);
  });

  it('counts the spread of distances into the limit', () => {
    // Around (0, 0): distances 1, 1, 3, 3 in RMS over two features; mean 2, standard deviation 1, so the limit is 4.
    const side = Math.SQRT2;
    const model = fitCentroid(
      matrixFromRows([
        [side, 0],
        [-side, 0],
        [0, 3 * side],
        [0, -3 * side],
      ]),
      1,
    );
    expect(model.centres).toEqual([[0, 0]]);
    expect(model.limit).toBeCloseTo(4, 6);
  });

  it.each([1, 2, 3, 4, 5])('finds that the rows have %i centres', (centres) => {
    expect(fitCentroid(clouds(centres, 8), 7).centres.length).toBe(centres);
  });

  it('does not split a single cloud', () => {
    for (let seed = 0; seed < 5; seed++) expect(fitCentroid(clouds(1, 0), seed).centres.length).toBe(1);
  });

  it('gives the same model for the same seed', () => {
    expect(fitCentroid(clouds(3, 4), 3)).toEqual(fitCentroid(clouds(3, 4), 3));
  });

  it('works with one row, and with rows that are all equal', () => {
    expect(fitCentroid(matrixFromRows([[1, 2]]), 1)).toEqual({ version: 1, centres: [[1, 2]], limit: 1e-6 });
    const equal = fitCentroid(matrixFromRows([[3], [3], [3]]), 1);
    expect(scoreCentroid(equal, Float32Array.of(3))).toBe(0);
    expect(scoreCentroid(equal, Float32Array.of(4))).toBeCloseTo(1e6, 3);
    expect(() => fitCentroid(createMatrix(0, 2), 1)).toThrow(RangeError);
  });
});

describe('scoreCentroid', () => {
  it('keeps nearly all training rows within the limit and strangers outside', () => {
    const rows = clouds(2, 6);
    const model = fitCentroid(rows, 1);
    const scores = Array.from({ length: rows.rows }, (_, row) => scoreCentroid(model, rowOf(rows, row)));
    expect(scores.filter((score) => score <= 1).length / rows.rows).toBeGreaterThan(0.93);
    expect(scoreCentroid(model, new Float32Array(30).fill(-4))).toBeGreaterThan(2);
  });

  it('refuses another number of features', () => {
    const model = fitCentroid(matrixFromRows([[1, 2]]), 1);
    expect(() => scoreCentroid(model, new Float32Array(3))).toThrow('3 features given, the centroid knows 2');
  });
});

describe('parseCentroid', () => {
  const model = fitCentroid(clouds(2, 8, 20, 3), 1);

  it('reads back what JSON kept', () => {
    expect(parseCentroid(JSON.parse(JSON.stringify(model)))).toEqual({ ok: true, value: model });
  });

  it.each([
    null,
    [],
    { ...model, version: undefined },
    { ...model, centres: [] },
    { ...model, centres: [[1, 2], [1]] },
    { ...model, centres: [[1, null]] },
    { ...model, limit: 0 },
    { ...model, limit: '1' },
  ])('refuses %j', (value) => {
    expect(parseCentroid(value)).toMatchObject({ ok: false, code: 'model-damaged' });
  });

  it('says when a newer version wrote it', () => {
    expect(parseCentroid({ ...model, version: 2 })).toMatchObject({ ok: false, code: 'model-newer' });
  });
});
