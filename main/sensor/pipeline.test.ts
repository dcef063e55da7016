import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KIND, type KindNumber } from '../../contract/events.ts';
import { createKeySlots } from './key-slots.ts';
import { createPipeline } from './pipeline.ts';

const slotOf = createKeySlots(new Uint8Array(32));

const anyEvent = fc.tuple(
  fc.oneof(fc.double({ min: 0, max: 1e5 }), fc.double()),
  fc.integer({ min: 0, max: 6 }),
  fc.oneof(fc.constantFrom(0x1e, 0x30, 0x39, 1, 2, -1), fc.integer()),
  fc.oneof(fc.integer({ min: 0, max: 2_000 }), fc.double()),
  fc.oneof(fc.integer({ min: 0, max: 2_000 }), fc.double()),
);

describe('pipeline', () => {
  it('delivers what it counts, in time order, whatever comes in', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 300 }), (events) => {
        const delivered = [0, 0, 0, 0, 0, 0];
        const seqs: number[] = [];
        let last = 0;
        const { push, flush, counts } = createPipeline({
          slotOf,
          deliver: ({ seq, count, t, kind, slot, x, y }) => {
            seqs.push(seq);
            for (let row = 0; row < count; row++) {
              expect(t[row]).toBeGreaterThanOrEqual(last);
              last = t[row] ?? NaN;
              expect(slot[row]).toBeLessThan(256);
              expect(Number.isFinite(x[row]) && Number.isFinite(y[row])).toBe(true);
              const at = kind[row] ?? NaN;
              delivered[at] = (delivered[at] ?? NaN) + 1;
            }
          },
        });
        for (const [timeMs, kind, code, x, y] of events) push(timeMs, kind as KindNumber, code, x, y);
        flush();
        expect(Object.values(counts())).toEqual(delivered);
        expect(seqs).toEqual([...seqs.keys()]);
        expect(delivered[KIND.keyUp]).toBeLessThanOrEqual(delivered[KIND.keyDown] ?? 0);
      }),
    );
  });

  it('shows its tap the normalised events with their codes', () => {
    const tapped: (readonly number[])[] = [];
    const { push } = createPipeline({
      slotOf,
      origin: () => 0,
      deliver: () => undefined,
      tap: (t, kind, _slot, _keyClass, x, y, code) => tapped.push([t, kind, code, x, y]),
    });
    push(500, KIND.keyDown, 0x1e, 0, 0);
    push(530, KIND.keyDown, 0x1e, 0, 0);
    push(560, KIND.pointerMove, 0, 3, 4);
    push(570, KIND.wheel, -2, 3, 4);
    expect(tapped).toEqual([
      [0, KIND.keyDown, 0x1e, 0, 0],
      [60, KIND.pointerMove, 0, 3, 4],
      [70, KIND.wheel, -2, 3, 4],
    ]);
  });
});
