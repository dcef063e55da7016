/** Trees of `ml-random-forest`, grown one at a time and read from its JSON. */
import { RandomForestClassifier } from 'ml-random-forest';
import type { CohortTree } from './cohort-forest.ts';

/** Labels of the two classes; the library counts from 0. */
const OTHERS = 0;
const USER = 1;

/** A node of the library's JSON: with both children it cuts, else the shares of the classes in it are its answer. */
interface NodeJson {
  readonly left?: NodeJson;
  readonly right?: NodeJson;
  readonly splitColumn?: number;
  readonly splitValue?: number;
  readonly distribution?: readonly (readonly number[])[];
}

/** What is used of the library's JSON. */
export interface ForestJson {
  readonly baseModel: {
    /** Per tree the columns it was given: its nodes count in these. */
    readonly indexes: readonly (readonly number[])[];
    readonly estimators: readonly { readonly root: NodeJson }[];
  };
}

/** The smallest 32-bit float at or above: 32-bit values lie below it exactly when they lie below `value`. */
const ceilToFloat = (value: number): number => {
  const near = Math.fround(value);
  if (near >= value) return near;
  const bits = new DataView(new ArrayBuffer(4));
  bits.setFloat32(0, near);
  const step = near < 0 ? -1 : 1;
  // Neighbouring floats have neighbouring bits; only 0 has no smaller magnitude to step to.
  if (near === 0) bits.setInt32(0, 1);
  else bits.setInt32(0, bits.getInt32(0) + step);
  return bits.getFloat32(0);
};

const readNode = (node: NodeJson, columns: readonly number[]): CohortTree => {
  const { left, right, splitColumn, splitValue, distribution } = node;
  if (left !== undefined && right !== undefined && splitColumn !== undefined && splitValue !== undefined) {
    return {
      column: columns[splitColumn] ?? 0,
      threshold: ceilToFloat(splitValue),
      below: readNode(left, columns),
      above: readNode(right, columns),
    };
  }
  const [others = 0, user = 0] = distribution?.[0] ?? [];
  // The library lets the first class win a tie.
  return { vote: user > others ? USER : OTHERS };
};

/** The trees of a forest that the library has written as JSON; they vote as its own do on vectors of 32-bit floats. */
export const treesOfJson = ({ baseModel }: ForestJson): CohortTree[] =>
  baseModel.estimators.map(({ root }, tree) => readNode(root, baseModel.indexes[tree] ?? []));

/**
 * Grows one tree that tells `user` from `others`, rows of equal length without NaN.
 * @param features columns that the tree gets to see, drawn by `seed`.
 * @param seed 32-bit integer.
 */
export const growCohortTree = (
  user: readonly Float32Array[],
  others: readonly Float32Array[],
  features: number,
  seed: number,
): CohortTree => {
  const forest = new RandomForestClassifier({
    seed,
    nEstimators: 1,
    maxFeatures: features,
    replacement: false,
    // The rows were drawn already.
    useSampleBagging: false,
    noOOB: true,
  });
  forest.train(
    [...user, ...others].map((row) => [...row]),
    [...user.map(() => USER), ...others.map(() => OTHERS)],
  );
  const [tree] = treesOfJson(JSON.parse(JSON.stringify(forest)) as ForestJson);
  return tree ?? { vote: OTHERS };
};
