import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matrixFromRows } from '../matrix.ts';
import { columnKeys, keyOf, valueOf } from './ordered-keys.ts';

const finite = fc.float({ noNaN: true, noDefaultInfinity: true });

describe('ordered keys', () => {
  it('order like the floats and lead back to them', () => {
    fc.assert(
      fc.property(finite, finite, (a, b) => {
        expect(Math.sign(keyOf(a) - keyOf(b))).toBe(Math.sign(a - b) + 0);
        expect(valueOf(keyOf(a))).toBe(a + 0);
      }),
    );
  });

  it('give both zeros one key', () => {
    expect(keyOf(-0)).toBe(keyOf(0));
  });

  it('go column after column', () => {
    const matrix = matrixFromRows([
      [1, -2],
      [3, -0],
    ]);
    const { keys, low, high } = columnKeys(matrix);
    expect([...keys].map(valueOf)).toEqual([1, 3, -2, 0]);
    expect([low, high]).toEqual([Float32Array.of(1, -2), Float32Array.of(3, 0)]);
  });

  it('refuse values that are not finite', () => {
    expect(() => columnKeys(matrixFromRows([[1], [NaN]]))).toThrow(RangeError);
    expect(() => columnKeys(matrixFromRows([[Infinity]]))).toThrow(RangeError);
  });
});
