import { describe, expect, it } from 'vitest';
import { CATEGORY, packKeyClass } from '../../contract/events.ts';
import { createKeystrokeColumns } from '../features/keystrokes.ts';
import { classAt, classOfGroup, coarseClass, groupAt, isRepeated, slotsOf, timeAt } from './typing-times.ts';

const LEFT = packKeyClass(CATEGORY.letter, 3);
const SAME_FINGER = packKeyClass(CATEGORY.digit, 3);
const RIGHT = packKeyClass(CATEGORY.letter, 7);

const row = (slot: number, prevSlot: number, dwellMs = 100, downDownMs = 200, flightMs = -60) => {
  const columns = createKeystrokeColumns(1);
  columns.slot[0] = slot;
  columns.prevSlot[0] = prevSlot;
  columns.keyClass[0] = LEFT;
  columns.prevClass[0] = RIGHT;
  columns.dwellMs[0] = dwellMs;
  columns.downDownMs[0] = downDownMs;
  columns.flightMs[0] = flightMs;
  return columns;
};

describe('times of a keystroke', () => {
  it('are scaled', () => {
    expect(timeAt(row(7, 3), 'dwell', 0)).toBe(Math.log(100));
    expect(timeAt(row(7, 3), 'downDown', 0)).toBe(Math.log(200));
    expect(timeAt(row(7, 3), 'flight', 0)).toBe(Math.asinh(-1));
  });

  it('are missing where they are impossible or of an unknown key', () => {
    expect(timeAt(row(0, 3), 'dwell', 0)).toBeNaN();
    expect(timeAt(row(256, 3), 'dwell', 0)).toBeNaN();
    expect(timeAt(row(7, 0), 'dwell', 0)).toBe(Math.log(100));
    expect(timeAt(row(7, 0), 'downDown', 0)).toBeNaN();
    expect(timeAt(row(7, 0), 'flight', 0)).toBeNaN();
    expect(timeAt(row(7, 3, NaN, -1, Infinity), 'dwell', 0)).toBeNaN();
    expect(timeAt(row(7, 3, NaN, -1, Infinity), 'downDown', 0)).toBeNaN();
    expect(timeAt(row(7, 3, NaN, -1, Infinity), 'flight', 0)).toBeNaN();
    expect(timeAt(row(7, 3), 'dwell', 1)).toBeNaN();
  });

  it('belong to a key or a pair, whose class follows from that of its slots', () => {
    const columns = row(7, 3);
    const classes = new Map([
      [7, LEFT],
      [3, RIGHT],
    ]);
    for (const kind of ['dwell', 'downDown', 'flight'] as const) {
      const group = groupAt(columns, kind, 0);
      expect(slotsOf(group)).toEqual(kind === 'dwell' ? [0, 7] : [3, 7]);
      expect(classOfGroup(kind, group, classes)).toBe(classAt(columns, kind, 0));
    }
  });
});

describe('coarse classes', () => {
  const pair = (before: number, now: number, repeated = false): number =>
    coarseClass('downDown', before * 256 + now, repeated);

  it('leave out the finger, but not whether both are the same', () => {
    const otherFinger = packKeyClass(CATEGORY.letter, 2);
    expect(coarseClass('dwell', LEFT, false)).toBe(coarseClass('dwell', otherFinger, false));
    expect(pair(LEFT, RIGHT)).toBe(pair(otherFinger, RIGHT));
    expect(pair(otherFinger, SAME_FINGER)).not.toBe(pair(LEFT, SAME_FINGER));
    expect(pair(LEFT, LEFT, true)).not.toBe(pair(LEFT, LEFT));
    expect(pair(LEFT, RIGHT)).not.toBe(pair(RIGHT, LEFT));
  });

  it('know one key twice', () => {
    expect(isRepeated('flight', 7 * 256 + 7)).toBe(true);
    expect(isRepeated('flight', 7 * 256 + 8)).toBe(false);
    expect(isRepeated('dwell', 0)).toBe(false);
  });
});
