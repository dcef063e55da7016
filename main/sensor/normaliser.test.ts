import { describe, expect, it } from 'vitest';
import { KIND, packKeyClass, CATEGORY, type KindNumber } from '../../contract/events.ts';
import { createKeySlots } from './key-slots.ts';
import { createNormaliser, STUCK_MS, zeroFaults, type NormaliserOptions } from './normaliser.ts';

const { keyDown, keyUp, pointerMove, buttonDown, buttonUp, wheel } = KIND;
const A = 0x1e;
const B = 0x30;
const slotOf = createKeySlots(new Uint8Array(32));

/** Columns of what came out: time, kind, slot. */
const setUp = (options: Partial<NormaliserOptions> = {}) => {
  const out: (readonly number[])[] = [];
  const normaliser = createNormaliser({
    slotOf,
    sink: (t, kind, slot, keyClass, x, y, code) => out.push([t, kind, slot, keyClass, x, y, code]),
    ...options,
  });
  const key = (timeMs: number, kind: KindNumber, code = A): void => {
    normaliser.push(timeMs, kind, code, 0, 0);
  };
  const times = (): readonly (number | undefined)[] => out.map(([t]) => t);
  const faults = () => ({ ...zeroFaults(), ...normaliser.faults() });
  return { ...normaliser, out, key, times, faults };
};

describe('normaliser: keys', () => {
  it('replaces the code by slot and class', () => {
    const { key, out } = setUp();
    key(5, keyDown);
    expect(out).toEqual([[5, keyDown, slotOf(A), packKeyClass(CATEGORY.letter, 1), 0, 0, A]]);
  });

  it('counts a held key once, and its repeats apart', () => {
    const { key, out, counts, faults } = setUp();
    for (const timeMs of [0, 500, 530, 560]) key(timeMs, keyDown);
    key(580, keyUp);
    key(700, keyDown);
    expect(out.map(([t, kind]) => [t, kind])).toEqual([
      [0, keyDown],
      [580, keyUp],
      [700, keyDown],
    ]);
    expect(counts()).toEqual({ keyDown: 2, keyUp: 1, pointerMove: 0, buttonDown: 0, buttonUp: 0, wheel: 0 });
    expect(faults()).toEqual({ ...zeroFaults(), repeats: 3 });
  });

  it('drops a release without a press', () => {
    const { key, out, faults } = setUp();
    key(0, keyUp);
    key(1, keyDown);
    key(2, keyUp);
    key(3, keyUp);
    expect(out).toHaveLength(2);
    expect(faults().orphanReleases).toBe(2);
  });

  it('gives up a press that was never released', () => {
    const { key, out, faults } = setUp();
    key(0, keyDown);
    key(STUCK_MS, keyDown);
    key(2 * STUCK_MS + 1, keyDown);
    expect(out.map(([t]) => t)).toEqual([0, 2 * STUCK_MS + 1]);
    expect(faults()).toEqual({ ...zeroFaults(), repeats: 1, stuckKeys: 1 });
  });

  it('keeps keys apart, and a keypad key together over Num Lock', () => {
    const { key, out, faults } = setUp();
    key(0, keyDown, A);
    key(1, keyDown, B);
    key(2, keyUp, A);
    key(3, keyUp, B);
    key(4, keyDown, 0x4f);
    key(5, keyUp, 0xee4f);
    expect(out).toHaveLength(6);
    expect(faults()).toEqual(zeroFaults());
  });

  it('passes keys it does not know in slot 0', () => {
    const { key, out, faults } = setUp();
    for (const code of [0xfffe, 1e9, -1, 2.5, NaN]) {
      key(0, keyDown, code);
      key(0, keyUp, code);
    }
    expect(out.every(([, , slot, keyClass]) => slot === 0 && keyClass === 0)).toBe(true);
    expect(out).toHaveLength(10);
    expect(faults().unknownKeys).toBe(5);
  });
});

describe('normaliser: pointer', () => {
  it('passes moves, buttons and wheel', () => {
    const { push, out, counts } = setUp();
    push(0, pointerMove, 0, 10, 20.5);
    push(1, buttonDown, 2, 10, 20);
    push(2, buttonUp, 2, 11, 20);
    push(3, wheel, -1, 11, 20);
    push(4, wheel, 1_000, 11, 20);
    push(5, wheel, -1_000, 11, 20);
    expect(out.map(([, , slot, , x, y]) => [slot, x, y])).toEqual([
      [0, 10, 20.5],
      [2, 10, 20],
      [2, 11, 20],
      [127, 11, 20],
      [255, 11, 20],
      [0, 11, 20],
    ]);
    expect(counts()).toEqual({ keyDown: 0, keyUp: 0, pointerMove: 1, buttonDown: 1, buttonUp: 1, wheel: 3 });
  });

  it('drops a button release without a press, and keeps a second press', () => {
    const { push, out, faults } = setUp();
    push(0, buttonUp, 1, 0, 0);
    push(1, buttonDown, 1, 0, 0);
    push(2, buttonDown, 1, 0, 0);
    push(3, buttonUp, 1, 0, 0);
    expect(out.map(([t]) => t)).toEqual([1, 2, 3]);
    expect(faults().orphanReleases).toBe(1);
  });

  it.each([
    [NaN, 0],
    [0, Infinity],
    [2e6, 0],
  ])('refuses the position %d, %d', (x, y) => {
    const { push, out, faults } = setUp();
    push(0, pointerMove, 0, x, y);
    push(0, buttonDown, 1, x, y);
    expect(out).toEqual([]);
    expect(faults().rejected).toBe(2);
  });

  it('refuses a wheel that is not a number and a kind that is none', () => {
    const { push, faults } = setUp();
    push(0, wheel, NaN, 0, 0);
    push(0, 6 as KindNumber, 0, 0, 0);
    expect(faults().rejected).toBe(2);
  });
});

describe('normaliser: clock', () => {
  it.each([NaN, -1, Infinity])('refuses the time %d', (timeMs) => {
    const { key, out, faults } = setUp();
    key(timeMs, keyDown);
    expect(out).toEqual([]);
    expect(faults().rejected).toBe(1);
  });

  it('holds the time when the clock steps back a little', () => {
    const { push, times, faults } = setUp();
    for (const timeMs of [100, 90, 95, 110]) push(timeMs, pointerMove, 0, 0, 0);
    expect(times()).toEqual([100, 100, 100, 110]);
    expect(faults().clockJumps).toBe(2);
  });

  it('goes on from the last time when the clock was set back', () => {
    const { push, times, faults } = setUp();
    for (const timeMs of [0, 2 ** 32 - 6, 4, 14]) push(timeMs, pointerMove, 0, 0, 0);
    expect(times()).toEqual([0, 2 ** 32 - 6, 2 ** 32 - 6, 2 ** 32 + 4]);
    expect(faults().clockJumps).toBe(1);
  });

  it('puts the first event where the origin says, in fractions of a millisecond', () => {
    const { push, times } = setUp({ origin: (first) => first - 1_000 + 5 });
    for (const timeMs of [1_000, 1_000.25, 1_008.5]) push(timeMs, pointerMove, 0, 0, 0);
    expect(times()).toEqual([5, 5.25, 13.5]);
  });
});
