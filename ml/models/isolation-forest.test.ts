import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMatrix, matrixFromRows, rowOf, type Matrix } from '../matrix.ts';
import { createRandom, normal, type Random } from '../random.ts';
import { averagePathLength } from './average-path-length.ts';
import { fitIsolationForest, heightLimit, scoreIsolationForest } from './isolation-forest.ts';

/** Hands out these numbers and fails when asked for more. */
const scripted = (...numbers: number[]): Random => {
  const left = [...numbers];
  return () => {
    const next = left.shift();
    if (next === undefined) throw new Error('asked for more random numbers than expected');
    return next;
  };
};

const cloud = (rows: number, cols: number, seed: number): Matrix => {
  const random = createRandom(seed);
  const matrix = createMatrix(rows, cols);
  matrix.data.forEach((_, cell) => (matrix.data[cell] = normal(random)));
  return matrix;
};

const score = (forest: ReturnType<typeof fitIsolationForest>, ...vector: number[]): number =>
  scoreIsolationForest(forest, Float32Array.from(vector));

describe('a forest worked by hand', () => {
  const rows = matrixFromRows([[0], [1], [2], [10]]);
  const c4 = 2 * (Math.log(3) + 0.5772156649015329) - 6 / 4;
  // Every cut takes a number for the column and one for the place: max − u (max − min).
  // Cut at 10 − 0.5 · 10 = 5: 10 is alone at depth 1. Cut at 2 − 0.25 · 2 = 1.5: 2 is alone at depth 2, while 0 and 1
  // share a leaf there, as log2 4 = 2 levels are all there are: h = 2 + c(2) = 3.
  const first = [0, 0.5, 0, 0.25];
  // Cut at 10 − 0.9 · 10 = 1: 0 is alone at depth 1. Cut at 10 − 0 = 10: 10 is alone at depth 2, 1 and 2 share: h = 3.
  const second = [0, 0.9, 0, 0];

  it('has the scores of the definition with one tree', () => {
    const forest = fitIsolationForest(rows, { trees: 1 }, scripted(...first));
    expect(score(forest, 10)).toBeCloseTo(2 ** (-1 / c4), 14);
    expect(score(forest, 2)).toBeCloseTo(2 ** (-2 / c4), 14);
    expect(score(forest, 0)).toBeCloseTo(2 ** (-3 / c4), 14);
    expect(score(forest, 1)).toBeCloseTo(2 ** (-3 / c4), 14);
  });

  it('sends what equals a threshold to the right, as the paper does', () => {
    const forest = fitIsolationForest(rows, { trees: 1 }, scripted(...first));
    expect(score(forest, 5)).toBe(score(forest, 10));
    expect(score(forest, 4.99)).toBe(score(forest, 2));
    expect(score(forest, 1.5)).toBe(score(forest, 2));
  });

  it('takes the mean path over the trees', () => {
    const forest = fitIsolationForest(rows, { trees: 2 }, scripted(...first, ...second));
    expect(score(forest, 10)).toBeCloseTo(2 ** (-(1 + 2) / 2 / c4), 14);
    expect(score(forest, 2)).toBeCloseTo(2 ** (-(2 + 3) / 2 / c4), 14);
    expect(score(forest, 0)).toBeCloseTo(2 ** (-(3 + 1) / 2 / c4), 14);
  });

  it('cuts another column when the first drawn is constant in the node', () => {
    const flat = matrixFromRows([
      [3, 0],
      [3, 1],
    ]);
    // Column 0 is drawn, is constant and drops out; of the one left the next number draws column 1, then the place.
    const forest = fitIsolationForest(flat, { trees: 1 }, scripted(0, 0.7, 0.5));
    expect([...forest.nodes.column]).toEqual([1, 0, 0, 0]);
    expect(score(forest, 99, 0.4)).toBe(2 ** -1);
  });

  it('makes a leaf of rows that are all equal, with score 1/2', () => {
    const equal = matrixFromRows([
      [1, 2],
      [1, 2],
      [1, 2],
    ]);
    const forest = fitIsolationForest(equal, { trees: 1 }, scripted(0, 0));
    expect(score(forest, 1, 2)).toBe(0.5);
    expect(score(forest, 50, 50)).toBe(0.5);
  });

  it('keeps both sides of a cut filled where floats have no room between them', () => {
    const neighbours = matrixFromRows([[1], [1 + 2 ** -23]]);
    for (const place of [0, 0.5, 1 - 2 ** -32]) {
      const forest = fitIsolationForest(neighbours, { trees: 1 }, scripted(0, place));
      expect([...forest.nodes.size]).toEqual([0, 1, 1, 0]);
    }
  });
});

describe('fitIsolationForest', () => {
  it('takes sub-samples of at most ψ rows and stops at ceil(log2 ψ) levels', () => {
    expect([2, 3, 4, 5, 256, 257].map(heightLimit)).toEqual([1, 2, 2, 3, 8, 9]);
    expect(fitIsolationForest(cloud(300, 3, 1), { trees: 1 }, createRandom(1)).sampleSize).toBe(256);
    expect(fitIsolationForest(cloud(40, 3, 1), { trees: 1 }, createRandom(1)).sampleSize).toBe(40);
    const { nodes } = fitIsolationForest(cloud(40, 3, 1), { trees: 5, sampleSize: 16 }, createRandom(1));
    expect(nodes.size.reduce((sum, size) => sum + size, 0)).toBe(5 * 16);
    // A leaf at depth d that holds m rows has the path d + c(m).
    nodes.size.forEach((size, node) => {
      if (size > 0) expect((nodes.pathLength[node] ?? NaN) - averagePathLength(size)).toBeLessThanOrEqual(4);
    });
  });

  it('is the same forest from the same seed and another from another', () => {
    const rows = cloud(300, 40, 2);
    const forest = fitIsolationForest(rows, {}, createRandom(5));
    expect(fitIsolationForest(rows, {}, createRandom(5))).toEqual(forest);
    expect(fitIsolationForest(rows, {}, createRandom(6)).nodes.threshold).not.toEqual(forest.nodes.threshold);
  });

  it('uses every column about equally often', () => {
    const { nodes } = fitIsolationForest(cloud(300, 10, 3), {}, createRandom(3));
    const uses = new Array<number>(10).fill(0);
    nodes.size.forEach((size, node) => {
      const col = nodes.column[node] ?? 0;
      if (size === 0) uses[col] = (uses[col] ?? 0) + 1;
    });
    const expected = uses.reduce((sum, count) => sum + count, 0) / 10;
    for (const count of uses) expect(Math.abs(count / expected - 1)).toBeLessThan(0.2);
  });

  it("cuts evenly between the extremes of the tree's own rows, not of all rows", () => {
    // 127 rows in 0…1 and one far off, which half of the sub-samples of 64 rows hold.
    const values = Array.from({ length: 127 }, (_, i) => [i / 126]);
    const forest = fitIsolationForest(
      matrixFromRows([...values, [100]]),
      { trees: 4000, sampleSize: 64 },
      createRandom(8),
    );
    const cuts = [...forest.roots].map((root) => forest.nodes.threshold[root] ?? NaN);
    const near = cuts.filter((cut) => cut <= 1);
    expect(1 - near.length / cuts.length).toBeCloseTo(0.5, 1);
    for (const share of [0.25, 0.5, 0.75]) {
      expect(Math.abs(near.filter((cut) => cut <= share).length / near.length - share)).toBeLessThan(0.04);
    }
  });

  it.each<[string, Matrix, { trees?: number }]>([
    ['a single row', matrixFromRows([[1]]), {}],
    ['no columns', createMatrix(3, 0), {}],
    ['no trees', matrixFromRows([[1], [2]]), { trees: 0 }],
    ['missing values', matrixFromRows([[1], [NaN]]), {}],
  ])('refuses %s', (_, rows, options) => {
    expect(() => fitIsolationForest(rows, options, createRandom(1))).toThrow(RangeError);
  });
});

describe('scoreIsolationForest', () => {
  it('lies in (0, 1] for any rows and any vector', () => {
    const cell = fc.float({ noNaN: true, noDefaultInfinity: true });
    const row = fc.tuple(cell, cell, cell);
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 2, maxLength: 30 }),
        row,
        fc.integer({ min: 1, max: 9 }),
        fc.integer(),
        (rows, vector, trees, seed) => {
          const forest = fitIsolationForest(matrixFromRows(rows), { trees }, createRandom(seed));
          const value = score(forest, ...vector);
          expect(value).toBeGreaterThan(0);
          expect(value).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it('is higher for outliers than for every training row', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(5), (seed, col) => {
        const rows = cloud(120, 6, seed);
        const forest = fitIsolationForest(rows, {}, createRandom(seed));
        const inliers = Array.from({ length: rows.rows }, (_, row) => scoreIsolationForest(forest, rowOf(rows, row)));
        const outlier = new Float32Array(6).fill(6);
        outlier[col] = -6;
        expect(scoreIsolationForest(forest, outlier)).toBeGreaterThan(Math.max(...inliers));
      }),
      { numRuns: 30 },
    );
  });

  it('agrees with a plain descent of the trees, whatever their number', () => {
    const rows = cloud(100, 5, 4);
    for (const trees of [1, 3, 4, 10]) {
      const forest = fitIsolationForest(rows, { trees, sampleSize: 32 }, createRandom(4));
      const { nodes, roots } = forest;
      const path = (node: number, vector: Float32Array): number => {
        const child = nodes.child[node] ?? 0;
        if (child === node) return nodes.pathLength[node] ?? NaN;
        const right = (vector[nodes.column[node] ?? 0] ?? NaN) >= (nodes.threshold[node] ?? NaN);
        return path(right ? child + 1 : child, vector);
      };
      const vector = rowOf(cloud(1, 5, trees), 0);
      const mean = [...roots.subarray(0, trees)].reduce((sum, root) => sum + path(root, vector), 0) / trees;
      expect(scoreIsolationForest(forest, vector)).toBeCloseTo(2 ** (-mean / averagePathLength(32)), 12);
    }
  });

  it('refuses a vector of another length', () => {
    const forest = fitIsolationForest(cloud(10, 3, 1), { trees: 1 }, createRandom(1));
    expect(() => score(forest, 1, 2)).toThrow('2 features given, the forest knows 3');
  });
});
