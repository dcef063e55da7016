/** Robust scaling: every feature in units of its own spread around its own median, so that no unit outweighs another. */
import { err, ok, type Result } from '../../contract/result.ts';
import { createMatrix, rowOf, type Matrix } from '../matrix.ts';
import type { ModelError } from './envelope.ts';

const SCALER_VERSION = 1;
/** Interquartile range of a normal distribution with standard deviation 1. */
const NORMAL_IQR = 1.349;
/** Largest scaled value: a single wild feature may speak, but not shout the others down. */
const CLIP = 6;
/** Quartiles of fewer values say nothing about spread: such a feature stays silent. */
const MIN_VALUES = 5;
/** A spread below this share of the median is rounding of 32-bit floats, not behaviour. */
const MIN_RELATIVE_SPREAD = 1e-6;

/** Per feature its median and spread in the feature's own unit. It is plain JSON. */
export interface Scaler {
  readonly version: typeof SCALER_VERSION;
  readonly median: readonly number[];
  /** Standard deviation that a normal distribution with this interquartile range has; 1 where inactive. */
  readonly scale: readonly number[];
  /** Whether the feature tells anything: false when it is constant, or known in fewer than five rows. */
  readonly active: readonly boolean[];
}

/** Quantile of ascending values with linear interpolation (Hyndman and Fan 1996, type 7). */
const quantile = (ascending: Float64Array, share: number): number => {
  const position = (ascending.length - 1) * share;
  const below = Math.floor(position);
  const low = ascending[below] ?? 0;
  return low + (position - below) * ((ascending[below + 1] ?? low) - low);
};

/**
 * Interquartile range as a standard deviation. Where more than half of the values are equal (shares that are mostly 0)
 * the range is 0 although the feature varies, and the standard deviation itself takes its place.
 */
const spreadOf = (ascending: Float64Array): number => {
  const range = quantile(ascending, 0.75) - quantile(ascending, 0.25);
  if (range > 0) return range / NORMAL_IQR;
  const mean = ascending.reduce((sum, value) => sum + value, 0) / ascending.length;
  return Math.sqrt(ascending.reduce((sum, value) => sum + (value - mean) ** 2, 0) / ascending.length);
};

const fitColumn = (ascending: Float64Array): { median: number; scale: number; active: boolean } => {
  const median = ascending.length === 0 ? 0 : quantile(ascending, 0.5);
  if (ascending.length < MIN_VALUES) return { median, scale: 1, active: false };
  const scale = spreadOf(ascending);
  return scale > MIN_RELATIVE_SPREAD * Math.abs(median)
    ? { median, scale, active: true }
    : { median, scale: 1, active: false };
};

/** Learns medians and spreads from rows of raw features; cells that are not finite are no evidence. */
export const fitScaler = ({ rows, cols, data }: Matrix): Scaler => {
  const columns = Array.from({ length: cols }, (_, col) => {
    const values = Float64Array.from({ length: rows }, (__, row) => data[row * cols + col] ?? NaN);
    return fitColumn(values.filter(Number.isFinite).sort());
  });
  return {
    version: SCALER_VERSION,
    median: columns.map(({ median }) => median),
    scale: columns.map(({ scale }) => scale),
    active: columns.map(({ active }) => active),
  };
};

/**
 * Scales one vector into `out` (which may be the vector itself) and returns `out`.
 * Values are clipped to ±6; missing evidence (NaN) and inactive features become 0, the user's typical value.
 * @throws RangeError when the vector does not have the scaler's number of features.
 */
export const scaleInto = (scaler: Scaler, vector: Float32Array, out: Float32Array): Float32Array => {
  const { median, scale, active } = scaler;
  if (vector.length !== median.length || out.length !== median.length) {
    throw new RangeError(`${vector.length} features given, the scaler knows ${median.length}`);
  }
  for (let col = 0; col < median.length; col++) {
    const scaled = ((vector[col] ?? NaN) - (median[col] ?? 0)) / (scale[col] ?? 1);
    out[col] = active[col] !== true || Number.isNaN(scaled) ? 0 : Math.min(CLIP, Math.max(-CLIP, scaled));
  }
  return out;
};

/** Scales every row into a new matrix. */
export const scaleAll = (scaler: Scaler, matrix: Matrix): Matrix => {
  const scaled = createMatrix(matrix.rows, matrix.cols);
  for (let row = 0; row < matrix.rows; row++) scaleInto(scaler, rowOf(matrix, row), rowOf(scaled, row));
  return scaled;
};

const isList = (value: unknown, isItem: (item: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(isItem);

/** Checks what was read back from storage. */
export const parseScaler = (value: unknown): Result<Scaler, ModelError> => {
  const scaler = (typeof value === 'object' ? value : null) as Partial<Record<keyof Scaler, unknown>> | null;
  if (typeof scaler?.version === 'number' && scaler.version > SCALER_VERSION) {
    return err(
      'model-newer',
      'The scaling was stored by a newer version of Samehand: update, or train the profile again.',
    );
  }
  const { median, scale, active } = (scaler ?? {}) as Scaler;
  const valid =
    scaler?.version === SCALER_VERSION &&
    isList(median, Number.isFinite) &&
    isList(scale, (item) => Number.isFinite(item) && (item as number) > 0) &&
    isList(active, (item) => typeof item === 'boolean') &&
    median.length === scale.length &&
    median.length === active.length;
  return valid
    ? ok({ version: SCALER_VERSION, median, scale, active })
    : err('model-damaged', 'The stored scaling is damaged: the profile has to be trained again.');
};
