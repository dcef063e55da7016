/** Isolation forest after Liu, Ting and Zhou 2008: what is unlike the user is separated by few random cuts. */
import type { Matrix } from '../matrix.ts';
import { sampleWithoutReplacement, type Random } from '../random.ts';
import { averagePathLength } from './average-path-length.ts';
import { createNodes, growTree, setLeaf, trimNodes, type Growth, type TreeNodes } from './isolation-tree.ts';
import { columnKeys } from './ordered-keys.ts';

/** Largest number of features, of trees, and of rows in a sub-sample: all are 16-bit. */
export const MAX_SIZE = 0xffff;
/** Trees that are descended side by side, which hides the latency of memory: twice as fast as one by one. */
const LANES = 4;

export interface IsolationForest {
  /** Features that a vector must have. */
  readonly cols: number;
  /** ψ: rows that each tree was grown from. */
  readonly sampleSize: number;
  readonly trees: number;
  /** Index of each tree's root; filled up to a multiple of {@link LANES} with an empty leaf, the last node. */
  readonly roots: Int32Array;
  readonly nodes: TreeNodes;
}

export interface IsolationForestOptions {
  readonly trees?: number;
  /** ψ at most; 256 as in the paper. */
  readonly sampleSize?: number;
}

/** Levels below the root: trees are cut off at the mean height, since only short paths tell outliers. */
export const heightLimit = (sampleSize: number): number => Math.ceil(Math.log2(sampleSize));

/** c(m) for m = 0…ψ: what a leaf of m rows adds to its depth. */
export const leafPaths = (sampleSize: number): Float64Array =>
  Float64Array.from({ length: sampleSize + 1 }, (_, size) => averagePathLength(size));

/**
 * Puts a forest together from its grown nodes.
 * @param roots of the trees.
 * @param count nodes in use; `grown` has room for one more, the empty leaf.
 */
export const assembleForest = (
  { cols, sampleSize, roots, count }: Pick<IsolationForest, 'cols' | 'sampleSize'> & { roots: number[]; count: number },
  grown: TreeNodes,
): IsolationForest => {
  const nodes = trimNodes(grown, count + 1);
  setLeaf(nodes, count, 0, 0);
  const filled = new Int32Array(Math.ceil(roots.length / LANES) * LANES).fill(count);
  filled.set(roots);
  return { cols, sampleSize, trees: roots.length, roots: filled, nodes };
};

const requireSize = (what: string, size: number, least: number): void => {
  if (size < least || size > MAX_SIZE) {
    throw new RangeError(`an isolation forest takes ${least} to ${MAX_SIZE} ${what}, not ${size}`);
  }
};

/**
 * Grows a forest from scaled rows. Equal rows, options and random numbers give the same forest bit by bit.
 * A column that is constant in a node is not cut there as long as another can be; a node in which all are is a leaf.
 * @throws RangeError with fewer than two rows, no columns, no trees, or values that are not finite.
 */
export const fitIsolationForest = (
  matrix: Matrix,
  { trees = 100, sampleSize: largest = 256 }: IsolationForestOptions,
  random: Random,
): IsolationForest => {
  const { rows, cols } = matrix;
  const sampleSize = Math.min(largest, rows);
  requireSize('rows', sampleSize, 2);
  requireSize('columns', cols, 1);
  requireSize('trees', trees, 1);
  const growth: Growth = {
    nodes: createNodes(trees * (2 * sampleSize - 1) + 1),
    count: 0,
    columns: columnKeys(matrix),
    candidates: Uint16Array.from({ length: cols }, (_, col) => col),
    heightLimit: heightLimit(sampleSize),
    leafPaths: leafPaths(sampleSize),
    random,
    sample: new Int32Array(0),
    minKey: 0,
    maxKey: 0,
    cut: NaN,
  };
  const roots = Array.from({ length: trees }, () => {
    const root = growth.count++;
    growth.sample = sampleWithoutReplacement(rows, sampleSize, random);
    growTree(growth, root, 0, sampleSize, 0, cols);
    return root;
  });
  return assembleForest({ cols, sampleSize, roots, count: growth.count }, growth.nodes);
};

/**
 * Anomaly score s(x, ψ) = 2^(−E(h(x)) / c(ψ)), where h is the depth of the leaf that x falls into plus c(its size).
 * In (0, 1): about 0.5 or less is typical, near 1 an outlier.
 *
 * @param vector scaled features without NaN.
 * @throws RangeError when the vector has another number of features than the forest.
 */
export const scoreIsolationForest = (forest: IsolationForest, vector: Float32Array): number => {
  const { roots, sampleSize, cols, trees } = forest;
  const { column, threshold, child, pathLength } = forest.nodes;
  if (vector.length !== cols) {
    throw new RangeError(`${vector.length} features given, the forest knows ${cols}`);
  }
  const levels = heightLimit(sampleSize);
  let sum = 0;
  for (let lane = 0; lane < roots.length; lane += LANES) {
    let a = roots[lane] ?? 0;
    let b = roots[lane + 1] ?? 0;
    let c = roots[lane + 2] ?? 0;
    let d = roots[lane + 3] ?? 0;
    // A leaf leads to itself, as nothing is at or above NaN.
    for (let level = 0; level < levels; level++) {
      a = (child[a] ?? 0) + Number((vector[column[a] ?? 0] ?? 0) >= (threshold[a] ?? 0));
      b = (child[b] ?? 0) + Number((vector[column[b] ?? 0] ?? 0) >= (threshold[b] ?? 0));
      c = (child[c] ?? 0) + Number((vector[column[c] ?? 0] ?? 0) >= (threshold[c] ?? 0));
      d = (child[d] ?? 0) + Number((vector[column[d] ?? 0] ?? 0) >= (threshold[d] ?? 0));
    }
    sum += (pathLength[a] ?? 0) + (pathLength[b] ?? 0) + (pathLength[c] ?? 0) + (pathLength[d] ?? 0);
  }
  return 2 ** (-sum / trees / averagePathLength(sampleSize));
};
