/** The spread of feature windows over people, every person weighing the same however many windows they gave. */
import { shrinkCovariance, triangleAt, type LowerTriangle } from './ledoit-wolf.ts';
import { FARTHEST, type WindowPopulation } from './window-population.ts';

/** Interquartile range of a normal distribution with standard deviation 1. */
const NORMAL_IQR = 1.349;
/** A spread below this share of the centre is rounding of 32-bit floats, not behaviour. */
const MIN_RELATIVE_SPREAD = 1e-6;

/** Significant digits kept: more would say how the sample fell, not how people are. */
const DIGITS = 4;

const round = (value: number): number => Number(value.toPrecision(DIGITS));

type Windows = readonly Float32Array[];

/** A value and its weight: the windows of a person weigh 1 together. */
interface Weighted {
  readonly value: number;
  readonly weight: number;
}

const weightOf = (values: readonly Weighted[]): number => values.reduce((sum, { weight }) => sum + weight, 0);

/** The value at which the weights of ascending values reach this share of their sum. */
const quantile = (ascending: readonly Weighted[], share: number): number => {
  const wanted = share * weightOf(ascending);
  let reached = 0;
  for (const { value, weight } of ascending) {
    reached += weight;
    if (reached >= wanted) return value;
  }
  return ascending.at(-1)?.value ?? 0;
};

const deviation = (values: readonly Weighted[]): number => {
  const total = weightOf(values);
  const mean = values.reduce((sum, { value, weight }) => sum + weight * value, 0) / total;
  return Math.sqrt(values.reduce((sum, { value, weight }) => sum + weight * (value - mean) ** 2, 0) / total);
};

interface Column {
  readonly centre: number;
  /** 0 where the feature is constant. */
  readonly scale: number;
  /** Mean of the scaled, clipped values. */
  readonly mean: number;
  readonly missing: number;
}

const scaledBy = (value: number, { centre, scale }: Pick<Column, 'centre' | 'scale'>): number =>
  scale === 0 ? 0 : Math.min(FARTHEST, Math.max(-FARTHEST, (value - centre) / scale));

const describe = (people: readonly Windows[], col: number): Column => {
  const values = people.flatMap((windows) =>
    windows.map((vector) => ({ value: vector[col] ?? NaN, weight: 1 / windows.length })),
  );
  const known = values.filter(({ value }) => Number.isFinite(value)).sort((a, b) => a.value - b.value);
  if (known.length === 0) return { centre: 0, scale: 0, mean: 0, missing: 1 };
  const missing = weightOf(values.filter(({ value }) => !Number.isFinite(value))) / people.length;
  const centre = quantile(known, 0.5);
  const range = (quantile(known, 0.75) - quantile(known, 0.25)) / NORMAL_IQR;
  // Shares are often 0 in more than half of the windows: then the range is 0 although the feature varies.
  const spread = range > 0 ? range : deviation(known);
  const scale = spread > MIN_RELATIVE_SPREAD * Math.abs(centre) ? spread : 0;
  const sum = known.reduce((total, { value, weight }) => total + weight * scaledBy(value, { centre, scale }), 0);
  return { centre, scale, mean: sum / weightOf(known), missing };
};

/**
 * A person's mean outer product around the common mean. Missing values lie at the mean; a feature is stretched by how
 * often it is known, which restores its variance and keeps the matrix positive semidefinite.
 */
const outerProduct = (windows: Windows, columns: readonly Column[]): LowerTriangle => {
  const product = new Float64Array(triangleAt(columns.length, 0));
  const row = new Float64Array(columns.length);
  for (const vector of windows) {
    columns.forEach((column, col) => {
      const value = vector[col] ?? NaN;
      row[col] = Number.isFinite(value) ? (scaledBy(value, column) - column.mean) / Math.sqrt(1 - column.missing) : 0;
    });
    for (let i = 0; i < row.length; i++) {
      for (let j = 0; j <= i; j++) {
        const at = triangleAt(i, j);
        product[at] = (product[at] ?? 0) + ((row[i] ?? 0) * (row[j] ?? 0)) / windows.length;
      }
    }
  }
  return product;
};

/**
 * @param people per person the raw vectors of their windows, NaN where there is no evidence; people without windows are
 * left out.
 * @throws RangeError without windows.
 */
export const estimateWindowPopulation = (people: readonly Windows[]): WindowPopulation => {
  const seen = people.filter(({ length }) => length > 0);
  const cols = seen[0]?.[0]?.length ?? 0;
  const columns = Array.from({ length: cols }, (_, col) => describe(seen, col));
  const { covariance } = shrinkCovariance(
    seen.map((windows) => outerProduct(windows, columns)),
    cols,
  );
  return {
    // A constant stays exactly what it is: next to it, anything else would give a draw away.
    mean: columns.map(({ centre, scale, mean }) => (scale === 0 ? centre : round(centre + scale * mean))),
    scale: columns.map(({ scale }) => round(scale)),
    missing: columns.map(({ missing }) => round(missing)),
    covariance: Array.from(covariance, round),
  };
};
