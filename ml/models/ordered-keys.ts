/**
 * 32-bit floats as 32-bit integers in the same order. Growing trees compares features millions of times; integers let it
 * do so without a branch that the processor would guess wrong half of the time.
 */
import type { Matrix } from '../matrix.ts';

const SIGN_BIT = 31;
const ALL_BUT_SIGN = 0x7fffffff;

const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/** IEEE 754 floats order like sign and magnitude; negative ones are turned round to order like two's complement. */
const turn = (word: number): number => word ^ ((word >> SIGN_BIT) & ALL_BUT_SIGN);

/** Key of a 32-bit float: a < b exactly when keyOf(a) < keyOf(b). Both zeros have one key. */
export const keyOf = (value: number): number => {
  float[0] = value + 0;
  return turn(bits[0] ?? 0);
};

/** The float that has this key. */
export const valueOf = (key: number): number => {
  bits[0] = turn(key);
  return float[0] ?? 0;
};

/** A matrix as keys, column after column: growing a tree reads one feature of many rows at a time. */
export interface ColumnKeys {
  readonly rows: number;
  readonly keys: Int32Array;
  /** Smallest and largest value of each column. */
  readonly low: Float32Array;
  readonly high: Float32Array;
}

/** @throws RangeError when a value is not finite. */
export const columnKeys = ({ rows, cols, data }: Matrix): ColumnKeys => {
  const values = new Float32Array(data.length);
  const low = new Float32Array(cols).fill(Infinity);
  const high = new Float32Array(cols).fill(-Infinity);
  for (let col = 0, cell = 0; col < cols; col++) {
    for (let row = 0; row < rows; row++, cell++) {
      const value = (data[row * cols + col] ?? NaN) + 0;
      if (!Number.isFinite(value)) throw new RangeError('an isolation forest needs scaled rows without missing values');
      values[cell] = value;
      if (value < (low[col] ?? 0)) low[col] = value;
      if (value > (high[col] ?? 0)) high[col] = value;
    }
  }
  const keys = new Int32Array(values.buffer);
  for (let cell = 0; cell < keys.length; cell++) keys[cell] = turn(keys[cell] ?? 0);
  return { rows, keys, low, high };
};
