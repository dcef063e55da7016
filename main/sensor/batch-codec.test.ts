import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventBatch } from '../../contract/events.ts';
import { decodeBatch, encodeBatch } from './batch-codec.ts';

const position = fc.float({ noNaN: true, noDefaultInfinity: true });
const row = fc.record({
  step: fc.double({ min: 0, max: 1e6, noNaN: true }),
  kind: fc.integer({ min: 0, max: 5 }),
  slot: fc.integer({ min: 0, max: 255 }),
  keyClass: fc.integer({ min: 0, max: 255 }),
  x: position,
  y: position,
});

const batch: fc.Arbitrary<EventBatch> = fc
  .record({ seq: fc.maxSafeNat(), dropped: fc.maxSafeNat(), rows: fc.array(row, { maxLength: 200 }) })
  .map(({ seq, dropped, rows }) => {
    let t = 0;
    return {
      seq,
      dropped,
      count: rows.length,
      t: Float64Array.from(rows, ({ step }) => (t += step)),
      kind: Uint8Array.from(rows, ({ kind }) => kind),
      slot: Uint16Array.from(rows, ({ slot }) => slot),
      keyClass: Uint8Array.from(rows, ({ keyClass }) => keyClass),
      x: Float32Array.from(rows, ({ x }) => x),
      y: Float32Array.from(rows, ({ y }) => y),
    };
  });

const sample = (): EventBatch => ({
  seq: 3,
  count: 2,
  dropped: 5,
  t: Float64Array.of(1.5, 2.25, 9),
  kind: Uint8Array.of(0, 1, 9),
  slot: Uint16Array.of(17, 255, 999),
  keyClass: Uint8Array.of(0x11, 0x90, 0),
  x: Float32Array.of(0, -4.5, 0),
  y: Float32Array.of(1, 2, 0),
});

describe('batch codec', () => {
  it('gives back what was encoded', () => {
    fc.assert(
      fc.property(batch, (original) => {
        expect(decodeBatch(encodeBatch(original))).toEqual({ ok: true, value: original });
      }),
    );
  });

  it('encodes only the rows there are, 20 bytes each', () => {
    const buffer = encodeBatch(sample());
    expect(buffer.byteLength).toBe(24 + 2 * 20);
    const decoded = decodeBatch(buffer);
    expect(decoded.ok && [...decoded.value.t]).toEqual([1.5, 2.25]);
    expect(decoded.ok && decoded.value.t.buffer).toBe(buffer);
  });

  it.each<[string, (view: DataView) => void, RegExp]>([
    [
      'magic',
      (view) => {
        view.setUint32(0, 1, true);
      },
      /no batch/u,
    ],
    [
      'version',
      (view) => {
        view.setUint16(4, 2, true);
      },
      /version 2/u,
    ],
    [
      'row count',
      (view) => {
        view.setUint16(6, 3, true);
      },
      /disagree/u,
    ],
    [
      'number',
      (view) => {
        view.setFloat64(8, -1, true);
      },
      /not a count/u,
    ],
    [
      'time',
      (view) => {
        view.setFloat64(32, 1, true);
      },
      /time out of order in row 1/u,
    ],
    [
      'time that is none',
      (view) => {
        view.setFloat64(24, NaN, true);
      },
      /time out of order in row 0/u,
    ],
    [
      'position',
      (view) => {
        view.setFloat32(40, NaN, true);
      },
      /position/u,
    ],
    [
      'slot',
      (view) => {
        view.setUint16(56, 256, true);
      },
      /slot/u,
    ],
    [
      'kind',
      (view) => {
        view.setUint8(60, 6);
      },
      /unknown kind/u,
    ],
  ])('refuses a wrong %s', (_name, spoil, message) => {
    const buffer = encodeBatch(sample());
    spoil(new DataView(buffer));
    expect(decodeBatch(buffer)).toMatchObject({ ok: false, code: 'internal', message: expect.stringMatching(message) });
  });

  it('never throws on bytes that are no batch', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(decodeBatch(new Uint8Array(bytes).buffer).ok).toBe(false);
      }),
    );
  });
});
