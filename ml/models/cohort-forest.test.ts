import fc from 'fast-check';
import { RandomForestClassifier } from 'ml-random-forest';
import { describe, expect, it } from 'vitest';
import { createRandom, normal } from '../random.ts';
import { decodeCohortForest, encodeCohortForest } from './cohort-forest-codec.ts';
import { growCohortTree, treesOfJson, type ForestJson } from './cohort-forest-trees.ts';
import { assembleCohortForest, fillMissing, scoreCohortForest, type CohortTree } from './cohort-forest.ts';

const COLS = 12;
const CENTRE = Float32Array.from({ length: COLS }, (_, col) => col / 10);

const rows = (count: number, centre: number, seed: number): Float32Array[] => {
  const random = createRandom(seed);
  // Some features are counts, so that many values lie exactly on a cut of the others.
  return Array.from({ length: count }, () =>
    Float32Array.from({ length: COLS }, (_, col) => {
      const value = centre + normal(random);
      return col % 3 === 0 ? Math.round(2 * value) : value;
    }),
  );
};

const library = new RandomForestClassifier({
  seed: 3,
  nEstimators: 40,
  maxFeatures: 5,
  replacement: true,
  noOOB: true,
});
library.train(
  [...rows(60, 0.5, 1), ...rows(60, 0, 2)].map((row) => [...row]),
  Array.from({ length: 120 }, (_, i) => Number(i < 60)),
);
const forest = assembleCohortForest(CENTRE, treesOfJson(JSON.parse(JSON.stringify(library)) as ForestJson));

describe('compiled cohort forest', () => {
  it("votes as the library's trees on random vectors", () => {
    const vectors = rows(3000, 0.25, 4);
    const votes = library.predictionValues(vectors.map((row) => [...row]));
    const expected = vectors.map((_, row) => votes.getRow(row).reduce((sum, vote) => sum + vote, 0) / 40);
    expect(new Set(expected).size).toBeGreaterThan(30);
    expect(vectors.map((vector) => scoreCohortForest(forest, vector))).toEqual(expected);
  });

  it('votes as the library exactly at the cuts', () => {
    const { column, threshold, child } = forest.nodes;
    const vectors = Array.from(child.keys())
      .filter((node) => child[node] !== 0)
      .map((node) =>
        Float32Array.from(CENTRE, (value, col) => (col === column[node] ? (threshold[node] ?? 0) : value)),
      );
    const votes = library.predictionValues(vectors.map((row) => [...row]));
    const expected = vectors.map((_, row) => votes.getRow(row).reduce((sum, vote) => sum + vote, 0) / 40);
    expect(vectors.map((vector) => scoreCohortForest(forest, vector))).toEqual(expected);
  });

  it('takes the side of 32-bit values that the library takes, whatever its cut', () => {
    const float = fc.float({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(fc.double({ min: -1e30, max: 1e30, noNaN: true }), float, (splitValue, value) => {
        const root = {
          splitColumn: 0,
          splitValue,
          left: { distribution: [[1, 0]] },
          right: { distribution: [[0, 1]] },
        };
        const trees = treesOfJson({ baseModel: { indexes: [[0]], estimators: [{ root }] } });
        const compiled = assembleCohortForest(Float32Array.of(0), trees);
        for (const x of [value, Math.fround(splitValue)]) {
          expect(scoreCohortForest(compiled, Float32Array.of(x))).toBe(Number(x >= splitValue));
        }
      }),
    );
  });
});

describe('growCohortTree', () => {
  const user = rows(40, 2, 7);
  const others = rows(40, 0, 8);

  it('tells the user from others, and is the same from the same seed', () => {
    const trees = Array.from({ length: 25 }, (_, seed) => growCohortTree(user, others, 4, seed));
    expect(Array.from({ length: 25 }, (_, seed) => growCohortTree(user, others, 4, seed))).toEqual(trees);
    const grown = assembleCohortForest(CENTRE, trees);
    const mean = (vectors: Float32Array[]): number =>
      vectors.reduce((sum, vector) => sum + scoreCohortForest(grown, vector), 0) / vectors.length;
    expect(mean(rows(50, 2, 9))).toBeGreaterThan(0.8);
    expect(mean(rows(50, 0, 10))).toBeLessThan(0.2);
  });

  it('votes against the user where nothing tells them apart', () => {
    const same = [CENTRE, CENTRE];
    expect(growCohortTree(same, same, COLS, 1)).toEqual({ vote: 0 });
  });
});

describe('fillMissing', () => {
  it("puts the population's mean in the place of what is missing", () => {
    const vector = CENTRE.map((_, col) => (col === 2 ? NaN : col === 3 ? Infinity : 9));
    const filled = fillMissing(CENTRE, vector, new Float32Array(COLS));
    expect([...filled]).toEqual([...CENTRE].map((value, col) => (col === 2 || col === 3 ? value : 9)));
  });

  it('refuses a vector of another length', () => {
    expect(() => fillMissing(CENTRE, new Float32Array(3), new Float32Array(COLS))).toThrow(RangeError);
  });
});

describe('cohort forest codec', () => {
  const bytes = encodeCohortForest(forest);

  it('reads back what votes the same', () => {
    const decoded = decodeCohortForest(bytes);
    expect(decoded).toEqual({ ok: true, value: forest });
  });

  it('finds every single damaged byte and every cut', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const damaged = bytes.slice();
        damaged[at] = (damaged[at] ?? 0) ^ flip;
        expect(decodeCohortForest(damaged).ok).toBe(false);
        expect(decodeCohortForest(bytes.subarray(0, at))).toMatchObject({ ok: false, code: 'model-damaged' });
      }),
    );
  });

  it.each([
    ['no features', { ...forest, centre: new Float32Array() }],
    ['no trees', { ...forest, roots: new Int32Array() }],
    ['a centre that is no number', { ...forest, centre: CENTRE.map(() => NaN) }],
    ['a cut of a feature that is not there', { ...forest, centre: CENTRE.subarray(0, 3) }],
    [
      'an infinite cut',
      { ...forest, nodes: { ...forest.nodes, threshold: forest.nodes.threshold.map(() => Infinity) } },
    ],
  ])('refuses a forest with %s', (_, broken) => {
    expect(decodeCohortForest(encodeCohortForest(broken))).toMatchObject({ ok: false, code: 'model-damaged' });
  });

  it('refuses a tree that goes on and on', () => {
    let tree: CohortTree = { vote: 1 };
    for (let i = 0; i < 300; i++) tree = { column: 0, threshold: i, below: tree, above: { vote: 0 } };
    const endless = assembleCohortForest(CENTRE, [tree]);
    expect(decodeCohortForest(encodeCohortForest(endless))).toMatchObject({ ok: false, code: 'model-damaged' });
  });
});
