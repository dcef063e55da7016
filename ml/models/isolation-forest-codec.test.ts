import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Result } from '../../contract/result.ts';
import { createMatrix, matrixFromRows } from '../matrix.ts';
import { createRandom, normal } from '../random.ts';
import { crc32 } from './crc32.ts';
import type { ModelError } from './envelope.ts';
import { decodeIsolationForest, encodeIsolationForest } from './isolation-forest-codec.ts';
import { fitIsolationForest, scoreIsolationForest, type IsolationForest } from './isolation-forest.ts';

const KIBIBYTE = 1024;

const forestOf = (rows: number, cols: number, seed: number, value: () => number): IsolationForest => {
  const matrix = createMatrix(rows, cols);
  matrix.data.forEach((_, cell) => (matrix.data[cell] = value()));
  return fitIsolationForest(matrix, {}, createRandom(seed));
};

const valueOf = (result: Result<IsolationForest, ModelError>): IsolationForest => {
  if (result.ok) return result.value;
  throw new Error(result.message);
};

const random = createRandom(1);
const forest = forestOf(300, 40, 1, () => normal(random));
const bytes = encodeIsolationForest(forest);

describe('isolation forest as bytes', () => {
  it('comes back node by node, and scores bit by bit the same', () => {
    const decoded = valueOf(decodeIsolationForest(bytes));
    expect(encodeIsolationForest(decoded)).toEqual(bytes);
    for (let i = 0; i < 200; i++) {
      const vector = Float32Array.from({ length: 40 }, () => 2 * normal(random));
      expect(scoreIsolationForest(decoded, vector)).toBe(scoreIsolationForest(forest, vector));
    }
  });

  it('comes back for any rows, ties and trees', () => {
    const row = fc.tuple(fc.integer({ min: -2, max: 2 }), fc.float({ noNaN: true, noDefaultInfinity: true }));
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 2, maxLength: 40 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer(),
        row,
        (rows, trees, seed, vector) => {
          const grown = fitIsolationForest(matrixFromRows(rows), { trees }, createRandom(seed));
          const decoded = valueOf(decodeIsolationForest(encodeIsolationForest(grown)));
          expect(encodeIsolationForest(decoded)).toEqual(encodeIsolationForest(grown));
          const asked = Float32Array.from(vector);
          expect(scoreIsolationForest(decoded, asked)).toBe(scoreIsolationForest(grown, asked));
        },
      ),
    );
  });

  it('is at most 200 KB for 300 rows of 40 features, also when trees grow as full as they can', () => {
    expect(bytes.length).toBeLessThan(50 * KIBIBYTE);
    let next = 0;
    const even = forestOf(300, 40, 2, () => Math.floor(next++ / 40));
    expect(encodeIsolationForest(even).length).toBeLessThan(200 * KIBIBYTE);
  });

  it('is the same on every machine', () => {
    const integers = createRandom(9);
    const grown = forestOf(64, 8, 9, () => Math.floor(integers() * 1000));
    expect(crc32(encodeIsolationForest(grown))).toBe(558161692);
  });

  it('holds no row', () => {
    // Cuts lie at random places between rows: of 300 × 40 values next to none may be found among the thresholds.
    const rows = createRandom(3);
    const values = new Set<number>();
    const grown = forestOf(300, 40, 3, () => {
      const value = Math.fround(normal(rows));
      values.add(value);
      return value;
    });
    const cuts = [...grown.nodes.threshold].filter((cut) => !Number.isNaN(cut));
    expect(cuts.filter((cut) => values.has(cut)).length / cuts.length).toBeLessThan(0.001);
  });
});

describe('damage', () => {
  it('never yields another forest', () => {
    const wrong = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 })), { minLength: 1 });
    fc.assert(
      fc.property(wrong, (flips) => {
        const damaged = bytes.slice();
        for (const [at, flip] of flips) damaged[at] = (damaged[at] ?? 0) ^ flip;
        if (damaged.every((byte, at) => byte === bytes[at])) return;
        expect(decodeIsolationForest(damaged)).toMatchObject({ ok: false, code: 'model-damaged' });
      }),
    );
  });

  it('is told from any truncation', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), (length) => {
        expect(decodeIsolationForest(bytes.subarray(0, length)).ok).toBe(false);
      }),
    );
  });

  it('is told even where the checksum fits: never a forest that cannot be scored', () => {
    const small = encodeIsolationForest(fitIsolationForest(matrixFromRows([[1], [2], [4]]), { trees: 2 }, random));
    fc.assert(
      fc.property(fc.integer({ min: 10, max: small.length - 5 }), fc.nat(255), (at, byte) => {
        const forged = small.slice();
        forged[at] = byte;
        const end = forged.length - 4;
        new DataView(forged.buffer).setUint32(end, crc32(forged.subarray(0, end)), true);
        const decoded = decodeIsolationForest(forged);
        if (!decoded.ok) return;
        const score = scoreIsolationForest(decoded.value, new Float32Array(decoded.value.cols));
        expect(score).toBeGreaterThan(0);
        expect(score).toBeLessThanOrEqual(1);
      }),
      { numRuns: 2000 },
    );
  });

  it('is not confused with a newer version', () => {
    const newer = bytes.slice();
    newer[4] = 2;
    const end = newer.length - 4;
    new DataView(newer.buffer).setUint32(end, crc32(newer.subarray(0, end)), true);
    expect(decodeIsolationForest(newer)).toMatchObject({ ok: false, code: 'model-newer' });
  });
});
