/** Growing of isolation trees (algorithm 2 of Liu, Ting and Zhou 2008) into flat arrays. */
import type { Random } from '../random.ts';
import { keyOf, valueOf, type ColumnKeys } from './ordered-keys.ts';

/**
 * Nodes of many trees in flat arrays. The children of a node are neighbours: values below the threshold go to `child`,
 * the others to `child + 1`. A leaf is its own child and its threshold is NaN, so that who arrives there stays.
 */
export interface TreeNodes {
  /** Feature that the node cuts, 0 at a leaf. */
  readonly column: Uint16Array;
  /** 32-bit like the features, so that storing a forest changes no comparison. */
  readonly threshold: Float32Array;
  readonly child: Int32Array;
  /** Training rows that a leaf holds, 0 at an inner node. */
  readonly size: Uint16Array;
  /** At a leaf its depth plus c(its size), 0 at an inner node. */
  readonly pathLength: Float64Array;
}

/** Bytes of a node in the five arrays together. */
const NODE_BYTES = 20;

/** Room for `count` nodes, in one piece of memory: growing a forest asks for much more than it will use. */
export const createNodes = (count: number): TreeNodes => {
  const memory = new ArrayBuffer(count * NODE_BYTES);
  return {
    pathLength: new Float64Array(memory, 0, count),
    threshold: new Float32Array(memory, 8 * count, count),
    child: new Int32Array(memory, 12 * count, count),
    column: new Uint16Array(memory, 16 * count, count),
    size: new Uint16Array(memory, 18 * count, count),
  };
};

/** Only the first `count` nodes, in memory of their own. */
export const trimNodes = (nodes: TreeNodes, count: number): TreeNodes => ({
  column: nodes.column.slice(0, count),
  threshold: nodes.threshold.slice(0, count),
  child: nodes.child.slice(0, count),
  size: nodes.size.slice(0, count),
  pathLength: nodes.pathLength.slice(0, count),
});

/** Makes `node` a leaf at this depth. */
export const setLeaf = (nodes: TreeNodes, node: number, size: number, pathLength: number): void => {
  nodes.threshold[node] = NaN;
  nodes.child[node] = node;
  nodes.size[node] = size;
  nodes.pathLength[node] = pathLength;
};

/** What growing works on. It is changed throughout: nodes are appended, the sample and the candidates reordered. */
export interface Growth {
  readonly nodes: TreeNodes;
  /** Nodes in use. */
  count: number;
  readonly columns: ColumnKeys;
  /** Columns in any order. */
  readonly candidates: Uint16Array;
  readonly heightLimit: number;
  /** c(m) for m = 0…ψ. */
  readonly leafPaths: Float64Array;
  readonly random: Random;
  /** Rows of the current tree: each subtree owns a stretch of them. */
  sample: Int32Array;
  /** Extremes found last, and the cut made last. */
  minKey: number;
  maxKey: number;
  cut: number;
}

/** From so many rows on a node mostly fills its column's whole range, and it pays to try a cut before looking. */
const WIDE_ROWS = 64;

/** Finds the extremes of a column in sample[from…to), in pairs: three comparisons for two rows. */
const findExtremes = (growth: Growth, col: number, from: number, to: number): void => {
  const { sample } = growth;
  const { keys, rows } = growth.columns;
  const base = col * rows;
  let min = keys[base + (sample[from] ?? 0)] ?? 0;
  let max = min;
  for (let i = to - 1; i > from; i -= 2) {
    const a = keys[base + (sample[i] ?? 0)] ?? 0;
    const b = keys[base + (sample[i - 1] ?? 0)] ?? 0;
    // x ^ ((x ^ y) & −condition) is y where the condition holds, else x.
    const swap = (a ^ b) & -Number(a < b);
    const low = b ^ swap;
    const high = a ^ swap;
    min ^= (low ^ min) & -Number(low < min);
    max ^= (high ^ max) & -Number(high > max);
  }
  growth.minKey = min;
  growth.maxKey = max;
};

/** Moves the rows of sample[from…to) below the cut to the front and returns where the others begin. */
const partition = (growth: Growth, col: number, from: number, to: number): number => {
  const { sample } = growth;
  const { keys, rows } = growth.columns;
  const base = col * rows;
  const cut = keyOf(growth.cut);
  let middle = from;
  for (let i = from; i < to; i++) {
    const row = sample[i] ?? 0;
    sample[i] = sample[middle] ?? 0;
    sample[middle] = row;
    middle += Number((keys[base + row] ?? 0) < cut);
  }
  return middle;
};

/** Uniform in (min, max], so that neither side is empty; rounding to 32 bits can reach min, which would empty one. */
const drawCut = (min: number, max: number, random: Random): number => {
  const cut = Math.fround(max - random() * (max - min));
  return cut > min ? cut : max;
};

/**
 * Cuts a column uniformly between its extremes in sample[from…to), and returns where the right side begins; `from` where
 * the column is constant.
 *
 * In a wide node a cut within the range of all rows is tried first: given that it leaves no side empty it is uniform
 * between the node's extremes, which then need not be looked for.
 */
const split = (growth: Growth, col: number, from: number, to: number): number => {
  const { random } = growth;
  const { low, high } = growth.columns;
  if (to - from >= WIDE_ROWS) {
    growth.cut = drawCut(low[col] ?? 0, high[col] ?? 0, random);
    const middle = partition(growth, col, from, to);
    if (middle > from && middle < to) return middle;
  }
  findExtremes(growth, col, from, to);
  if (growth.minKey === growth.maxKey) return from;
  growth.cut = drawCut(valueOf(growth.minKey), valueOf(growth.maxKey), random);
  return partition(growth, col, from, to);
};

/**
 * Turns `node` into the tree of sample[from…to). Columns are drawn evenly from those that vary in the node.
 * @param open only the first so many candidates may vary here: the others are constant already further up.
 */
export const growTree = (growth: Growth, node: number, from: number, to: number, depth: number, open: number): void => {
  const { nodes, candidates, random } = growth;
  let varying = to - from > 1 && depth < growth.heightLimit ? open : 0;
  while (varying > 0) {
    const drawn = Math.floor(random() * varying);
    const col = candidates[drawn] ?? 0;
    const middle = split(growth, col, from, to);
    if (middle > from) {
      const child = growth.count;
      growth.count += 2;
      nodes.column[node] = col;
      nodes.threshold[node] = growth.cut;
      nodes.child[node] = child;
      growTree(growth, child, from, middle, depth + 1, varying);
      growTree(growth, child + 1, middle, to, depth + 1, varying);
      return;
    }
    varying--;
    candidates[drawn] = candidates[varying] ?? 0;
    candidates[varying] = col;
  }
  setLeaf(nodes, node, to - from, depth + (growth.leafPaths[to - from] ?? 0));
};
