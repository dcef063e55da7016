import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVENT_KINDS, KIND, packKeyClass, type EventBatch } from '../../contract/events.ts';
import { KEYS } from './fixtures.ts';
import { createExtractor } from './extractor.ts';

interface Row {
  readonly t: number;
  readonly kind: number;
  readonly slot?: number;
  readonly keyClass?: number;
  readonly x?: number;
  readonly y?: number;
}

const batchOf = (rows: readonly Row[]): EventBatch => ({
  seq: 0,
  count: rows.length,
  dropped: 0,
  t: Float64Array.from(rows, ({ t }) => t),
  kind: Uint8Array.from(rows, ({ kind }) => kind),
  slot: Uint16Array.from(rows, ({ slot }) => slot ?? 0),
  keyClass: Uint8Array.from(rows, ({ keyClass }) => keyClass ?? 0),
  x: Float32Array.from(rows, ({ x }) => x ?? 0),
  y: Float32Array.from(rows, ({ y }) => y ?? 0),
});

const typing = (count: number): Row[] =>
  Array.from({ length: count }, (_, i) => [
    { ...KEYS.f, t: 100 * i, kind: KIND.keyDown },
    { ...KEYS.f, t: 100 * i + 50, kind: KIND.keyUp },
  ]).flat();

describe('createExtractor', () => {
  it('routes every kind of event to its windows', () => {
    const seen: string[] = [];
    const extractor = createExtractor(
      { keyboard: { length: 2, hop: 2 }, pointer: { length: 2, hop: 2 } },
      ({ modality, endMs }) => seen.push(`${modality} ${endMs}`),
    );
    extractor.push(batchOf(typing(2)));
    const pointing: Row[] = [
      { t: 1_000, kind: KIND.pointerMove, x: 0 },
      { t: 1_050, kind: KIND.pointerMove, x: 100 },
      { t: 1_100, kind: KIND.buttonDown, slot: 1, x: 100 },
      { t: 1_180, kind: KIND.buttonUp, slot: 1, x: 100 },
      { t: 2_000, kind: KIND.wheel, slot: 129, x: 100 },
      { t: 3_000, kind: KIND.wheel, slot: 127, x: 100 },
    ];
    extractor.push(batchOf(pointing));
    expect(seen).toEqual(['keyboard 150', 'pointer 3000']);
    expect(extractor.actions).toBe(4);
  });

  it('reads only the rows that a batch counts', () => {
    const extractor = createExtractor({}, () => undefined);
    extractor.push({ ...batchOf(typing(3)), count: 2 });
    expect(extractor.actions).toBe(1);
  });

  it('resets both', () => {
    const seen: string[] = [];
    const extractor = createExtractor({ keyboard: { length: 4, hop: 4 } }, ({ modality }) => seen.push(modality));
    extractor.push(batchOf(typing(3)));
    extractor.reset();
    extractor.push(batchOf(typing(3).map((row) => ({ ...row, t: row.t + 1_000 }))));
    expect(seen).toEqual([]);
  });

  it('never yields an infinite feature, whatever comes in whatever order', () => {
    const event = fc.record({
      wait: fc.oneof(
        { weight: 60, arbitrary: fc.integer({ min: 0, max: 400 }) },
        { weight: 20, arbitrary: fc.constant(0) },
        { weight: 5, arbitrary: fc.integer({ min: -5, max: 0 }) },
        { weight: 1, arbitrary: fc.integer({ min: 0, max: 400_000 }) },
      ),
      kind: fc.nat({ max: EVENT_KINDS.length - 1 }),
      slot: fc.nat({ max: 255 }),
      keyClass: fc
        .tuple(fc.nat({ max: 9 }), fc.nat({ max: 9 }))
        .map(([category, finger]) => packKeyClass(category, finger)),
      x: fc.oneof(fc.integer({ min: -10, max: 10 }), fc.float({ noNaN: true, noDefaultInfinity: true })),
      y: fc.oneof(fc.integer({ min: -10, max: 10 }), fc.float({ noNaN: true, noDefaultInfinity: true })),
    });
    let windows = { keyboard: 0, pointer: 0 };
    fc.assert(
      fc.property(fc.array(event, { minLength: 100, maxLength: 400 }), (events) => {
        let t = 0;
        const rows = events.map(({ wait, ...row }) => ({ ...row, t: (t += wait) }));
        let newActions = 0;
        const extractor = createExtractor(
          { keyboard: { length: 6, hop: 2 }, pointer: { length: 3, hop: 1 } },
          (window) => {
            windows = { ...windows, [window.modality]: windows[window.modality] + 1 };
            newActions += window.newActions;
            const bad = window.vector.findIndex((value) => !Number.isFinite(value) && !Number.isNaN(value));
            expect(bad, `feature ${String(bad)}`).toBe(-1);
            expect(window.evidence).toBeGreaterThanOrEqual(0);
            expect(window.evidence).toBeLessThanOrEqual(1);
          },
        );
        extractor.push(batchOf(rows));
        expect(newActions).toBeLessThanOrEqual(extractor.actions);
      }),
    );
    expect(Math.min(windows.keyboard, windows.pointer)).toBeGreaterThan(100);
  });
});
