/**
 * Cohort forest: a random forest (Breiman 2001) that tells the user's windows from windows drawn from the population. Here
 * it is in flat arrays, ready to score; `cohort-forest-trees.ts` grows it.
 */

export interface CohortNodes {
  /** Feature that the node cuts, 0 at a leaf. */
  readonly column: Uint16Array;
  /** Values below go to `child`, the others to `child + 1`. */
  readonly threshold: Float32Array;
  /** 0 at a leaf: the first node is a root, and nobody's child. */
  readonly child: Int32Array;
  /** At a leaf 1 when it votes for the user, otherwise 0. */
  readonly vote: Uint8Array;
}

export interface CohortForest {
  /** What a missing feature is taken for: the population's mean, in the feature's own unit. Its length is that of a vector. */
  readonly centre: Float32Array;
  /** Index of each tree's root. */
  readonly roots: Int32Array;
  readonly nodes: CohortNodes;
}

/** A tree as it is put together. */
export type CohortTree =
  | { readonly vote: 0 | 1 }
  | {
      readonly column: number;
      /** A 32-bit float. */
      readonly threshold: number;
      readonly below: CohortTree;
      readonly above: CohortTree;
    };

const sizeOf = (tree: CohortTree): number => ('vote' in tree ? 1 : 1 + sizeOf(tree.below) + sizeOf(tree.above));

/** Lays trees out in flat arrays. */
export const assembleCohortForest = (centre: Float32Array, trees: readonly CohortTree[]): CohortForest => {
  const count = trees.reduce((sum, tree) => sum + sizeOf(tree), 0);
  const nodes: CohortNodes = {
    column: new Uint16Array(count),
    threshold: new Float32Array(count),
    child: new Int32Array(count),
    vote: new Uint8Array(count),
  };
  let used = 0;
  const place = (tree: CohortTree, node: number): void => {
    if ('vote' in tree) {
      nodes.vote[node] = tree.vote;
      return;
    }
    const child = used;
    used += 2;
    nodes.column[node] = tree.column;
    nodes.threshold[node] = tree.threshold;
    nodes.child[node] = child;
    place(tree.below, child);
    place(tree.above, child + 1);
  };
  const roots = Int32Array.from(trees, (tree) => {
    const root = used;
    used += 1;
    place(tree, root);
    return root;
  });
  return { centre, roots, nodes };
};

/**
 * Puts the population's mean where a feature is missing, into `out` (which may be the vector itself).
 * @throws RangeError when the vector has another number of features than `centre`.
 */
export const fillMissing = (centre: Float32Array, vector: Float32Array, out: Float32Array): Float32Array => {
  if (vector.length !== centre.length || out.length !== centre.length) {
    throw new RangeError(`${vector.length} features given, the forest knows ${centre.length}`);
  }
  for (let col = 0; col < centre.length; col++) {
    const value = vector[col] ?? NaN;
    out[col] = Number.isFinite(value) ? value : (centre[col] ?? 0);
  }
  return out;
};

/**
 * Share of the trees that take the window for the user's, 0–1; NaN of a forest without trees.
 * @param vector raw features; what is missing has been filled in by {@link fillMissing}.
 */
export const scoreCohortForest = ({ roots, nodes }: CohortForest, vector: Float32Array): number => {
  const { column, threshold, child, vote } = nodes;
  let votes = 0;
  for (const root of roots) {
    let node = root;
    for (let next = child[node] ?? 0; next !== 0; next = child[node] ?? 0) {
      node = next + Number((vector[column[node] ?? 0] ?? 0) >= (threshold[node] ?? 0));
    }
    votes += vote[node] ?? 0;
  }
  return votes / roots.length;
};
