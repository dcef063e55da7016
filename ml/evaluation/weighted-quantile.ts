/** Quantiles of values that do not all count alike, some of which may lie beyond what was watched. */

export interface WeightedValue {
  /** May be infinite: never. */
  readonly value: number;
  readonly weight: number;
}

/**
 * The least value that is reached by this share of the weight; infinite when the finite ones do not reach it, NaN without
 * any weight.
 */
export const weightedQuantile = (values: readonly WeightedValue[], share: number): number => {
  const wanted = share * values.reduce((sum, { weight }) => sum + weight, 0);
  if (!(wanted > 0)) return NaN;
  // An infinite value less an infinite value is NaN: they are compared, not subtracted.
  const ordered = values.toSorted((a, b) => (a.value < b.value ? -1 : Number(a.value > b.value)));
  let reached = 0;
  for (const { value, weight } of ordered) {
    reached += weight;
    // A sum of weights like 1/13 falls short of a whole by rounding.
    if (reached >= wanted * (1 - 1e-9)) return value;
  }
  return Infinity;
};

/** Share of the weight whose value is at most `limit`. */
export const weightWithin = (values: readonly WeightedValue[], limit: number): number => {
  const total = values.reduce((sum, { weight }) => sum + weight, 0);
  const within = values.reduce((sum, { value, weight }) => sum + (value <= limit ? weight : 0), 0);
  return within / total;
};
