/** Our isolation forest beside the npm package `ml-isolation-forest`, in one process and turn by turn. */
import { createRequire } from 'node:module';
import { createMatrix, rowOf } from '../../ml/matrix.ts';
import { encodeIsolationForest } from '../../ml/models/isolation-forest-codec.ts';
import { fitIsolationForest, scoreIsolationForest } from '../../ml/models/isolation-forest.ts';
import { createRandom, normal } from '../../ml/random.ts';
import type { Benchmark } from './benchmark.ts';

interface Peer {
  train(rows: readonly (readonly number[])[]): void;
  predict(rows: readonly (readonly number[])[]): readonly number[];
}

// The package has no types, so an import of it would be an implicit any.
const { IsolationForest } = createRequire(import.meta.url)('ml-isolation-forest') as {
  readonly IsolationForest: new (options: { readonly nEstimators: number }) => Peer;
};

const ROWS = 300;
const COLUMNS = 40;
const TREES = 100;
/** Rows scored one by one after each fit, as windows come one by one. */
const SCORED = 50;
/** Turns that only warm the compiler up, and turns that count. */
const WARM_UP = 20;
const TURNS = 41;

const MS_PER_US = 1e-3;

const timed = (work: () => unknown): number => {
  const start = performance.now();
  work();
  return performance.now() - start;
};

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

export const bench: Benchmark = {
  name: 'isolation-forest',
  run: () => {
    const random = createRandom(1);
    const matrix = createMatrix(ROWS, COLUMNS);
    matrix.data.forEach((_, cell) => (matrix.data[cell] = normal(random)));
    const vectors = Array.from({ length: SCORED }, (_, row) => rowOf(matrix, row));
    const rows = Array.from({ length: ROWS }, (_, row) => [...rowOf(matrix, row)]);
    const asked = vectors.map((vector) => [[...vector]]);

    const turn = () => {
      let own = fitIsolationForest(matrix, { trees: TREES }, random);
      const peer = new IsolationForest({ nEstimators: TREES });
      const peerFit = timed(() => {
        peer.train(rows);
      });
      const ownFit = timed(() => {
        own = fitIsolationForest(matrix, { trees: TREES }, random);
      });
      const peerScores = timed(() => asked.map((row) => peer.predict(row)));
      const ownScores = timed(() => vectors.map((vector) => scoreIsolationForest(own, vector)));
      return { peerFit, ownFit, peerScore: peerScores / SCORED, ownScore: ownScores / SCORED, own };
    };

    for (let i = 0; i < WARM_UP; i++) turn();
    const turns = Array.from({ length: TURNS }, turn);
    const ownFit = median(turns.map((each) => each.ownFit));
    const ownScore = median(turns.map((each) => each.ownScore)) / MS_PER_US;
    const fitRatio = median(turns.map((each) => each.peerFit / each.ownFit));
    const scoreRatio = median(turns.map((each) => each.peerScore / each.ownScore));
    const bytes = Math.max(...turns.map((each) => encodeIsolationForest(each.own).length));
    return Promise.resolve([
      { name: 'fit of 300 × 40, 100 trees', value: ownFit, unit: 'ms' },
      { name: 'fit, times as fast as ml-isolation-forest', value: fitRatio, unit: '×', goal: { atLeast: 10 } },
      { name: 'score of one row', value: ownScore, unit: 'µs' },
      { name: 'score, times as fast as ml-isolation-forest', value: scoreRatio, unit: '×', goal: { atLeast: 50 } },
      { name: 'serialised', value: bytes, unit: 'bytes', goal: { atMost: 200 * 1024 } },
    ]);
  },
};
