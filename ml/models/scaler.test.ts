import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../contract/result.ts';
import { matrixFromRows, rowOf } from '../matrix.ts';
import { fitScaler, parseScaler, scaleAll, scaleInto } from './scaler.ts';

const column = (values: readonly number[]) => matrixFromRows(values.map((value) => [value]));

describe('fitScaler', () => {
  it('takes the median and the interquartile range over 1.349', () => {
    // Quartiles of 1…5 by linear interpolation are 2 and 4.
    expect(fitScaler(column([5, 1, 4, 2, 3]))).toEqual({ version: 1, median: [3], scale: [2 / 1.349], active: [true] });
    // Of 1…6 they are 2.25 and 4.75.
    expect(fitScaler(column([6, 1, 5, 2, 4, 3]))).toMatchObject({ median: [3.5], scale: [2.5 / 1.349] });
  });

  it('ignores missing values and is not moved by wild ones', () => {
    expect(fitScaler(column([NaN, 1, 2, 3, 4, 5, NaN, Infinity]))).toMatchObject({ median: [3], scale: [2 / 1.349] });
    expect(fitScaler(column([1, 2, 3, 4, 5e6]))).toMatchObject({ median: [3], scale: [2 / 1.349] });
  });

  it('takes the standard deviation where more than half of the values are equal', () => {
    // Mean 0.2, variance 0.16.
    const { scale, active } = fitScaler(column([0, 0, 0, 0, 1]));
    expect(scale[0]).toBeCloseTo(0.4, 12);
    expect(active).toEqual([true]);
  });

  it.each([
    ['constant', [7, 7, 7, 7, 7, 7]],
    ['constant but for rounding', [1000, 1000, 1000.0001, 1000, 1000.0001, 1000.0001]],
    ['missing', [NaN, NaN, NaN, NaN, NaN, NaN]],
    ['known in four rows only', [1, 2, 3, 4, NaN, NaN]],
  ])('silences a column that is %s', (_, values) => {
    const scaler = fitScaler(column(values));
    expect(scaler.active).toEqual([false]);
    expect(scaleInto(scaler, Float32Array.of(1e9), new Float32Array(1))).toEqual(Float32Array.of(0));
  });
});

describe('scaleInto', () => {
  const scaler = fitScaler(column([1, 2, 3, 4, 5]));
  const scaled = (value: number) => scaleInto(scaler, Float32Array.of(value), new Float32Array(1))[0];

  it('counts in spreads from the median, clips at six, and takes missing as typical', () => {
    expect(scaled(3)).toBe(0);
    expect(scaled(5)).toBeCloseTo(1.349, 6);
    expect(scaled(100)).toBe(6);
    expect(scaled(-Infinity)).toBe(-6);
    expect(scaled(NaN)).toBe(0);
  });

  it('may scale in place, and refuses another number of features', () => {
    const vector = Float32Array.of(5);
    expect(scaleInto(scaler, vector, vector)).toBe(vector);
    expect(() => scaleInto(scaler, new Float32Array(2), new Float32Array(2))).toThrow(RangeError);
  });

  it('never yields anything but numbers within ±6', () => {
    const cell = fc.oneof(fc.float(), fc.constantFrom(0, 1, NaN));
    const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(rows, fc.tuple(cell, cell, cell), (training, tested) => {
        const matrix = matrixFromRows(training);
        const fitted = fitScaler(matrix);
        const out = scaleInto(fitted, Float32Array.from(tested), new Float32Array(3));
        expect([...out, ...scaleAll(fitted, matrix).data].every((value) => Math.abs(value) <= 6)).toBe(true);
      }),
    );
  });
});

describe('scaleAll', () => {
  it('scales row by row', () => {
    const matrix = matrixFromRows([1, 2, 3, 4, 5].map((value) => [value, 10 * value]));
    const scaled = scaleAll(fitScaler(matrix), matrix);
    expect(rowOf(scaled, 4)[0]).toBeCloseTo(1.349, 6);
    expect(rowOf(scaled, 4)[1]).toBeCloseTo(1.349, 6);
    expect(rowOf(scaled, 2)).toEqual(Float32Array.of(0, 0));
  });
});

describe('parseScaler', () => {
  const scaler = fitScaler(matrixFromRows([1, 2, 3, 4, 5].map((value) => [value, 7])));

  it('reads back what JSON kept', () => {
    expect(unwrap(parseScaler(JSON.parse(JSON.stringify(scaler))) as never)).toEqual(scaler);
  });

  it.each([
    null,
    'text',
    {},
    { ...scaler, version: 0 },
    { ...scaler, median: [1] },
    { ...scaler, median: [1, null] },
    { ...scaler, scale: [1, 0] },
    { ...scaler, active: [true, 1] },
    { ...scaler, active: undefined },
  ])('refuses %j', (value) => {
    expect(parseScaler(value)).toMatchObject({ ok: false, code: 'model-damaged' });
  });

  it('says when a newer version wrote it', () => {
    expect(parseScaler({ ...scaler, version: 2 })).toMatchObject({ ok: false, code: 'model-newer' });
  });
});
