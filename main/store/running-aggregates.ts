/** Mean and spread of every feature, kept up to date without keeping the values. */

/** One entry a feature. Mutable: {@link accumulate} moves it on in place. */
export interface Aggregates {
  readonly n: Float64Array;
  readonly mean: Float64Array;
  /** Sum of squared differences from the mean; m2 / (n − 1) is the variance. */
  readonly m2: Float64Array;
}

export const emptyAggregates = (features: number): Aggregates => ({
  n: new Float64Array(features),
  mean: new Float64Array(features),
  m2: new Float64Array(features),
});

/**
 * Takes one feature vector in; NaN is "no evidence" and counts for nothing. Welford, "Note on a method for calculating
 * corrected sums of squares and products", Technometrics 4(3), 1962: no catastrophic cancellation.
 */
export const accumulate = (aggregates: Aggregates, vector: Float32Array): void => {
  const { n, mean, m2 } = aggregates;
  for (let feature = 0; feature < n.length; feature += 1) {
    const value = vector[feature] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    const count = (n[feature] ?? 0) + 1;
    const before = value - (mean[feature] ?? 0);
    const centre = (mean[feature] ?? 0) + before / count;
    n[feature] = count;
    mean[feature] = centre;
    m2[feature] = (m2[feature] ?? 0) + before * (value - centre);
  }
};

/**
 * Adds what `from` holds to `into`, in place. Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for
 * computing sample variances", Stanford STAN-CS-79-773, 1979.
 */
export const combine = (into: Aggregates, from: Aggregates): void => {
  for (let feature = 0; feature < into.n.length; feature += 1) {
    const added = from.n[feature] ?? 0;
    if (added === 0) continue;
    const had = into.n[feature] ?? 0;
    const count = had + added;
    const difference = (from.mean[feature] ?? 0) - (into.mean[feature] ?? 0);
    into.n[feature] = count;
    into.mean[feature] = (into.mean[feature] ?? 0) + (difference * added) / count;
    into.m2[feature] =
      (into.m2[feature] ?? 0) + (from.m2[feature] ?? 0) + (difference * difference * had * added) / count;
  }
};
