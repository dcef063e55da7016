import { describe, expect, it } from 'vitest';
import { placeWindow } from './window-bounds.ts';

const LEFT = { x: 0, y: 30, width: 1_920, height: 1_050 };
const RIGHT = { x: 1_920, y: 0, width: 1_280, height: 720 };
const CENTRED = { x: 410, y: 155, width: 1_100, height: 800 };

describe('the place of the main window', () => {
  it('is the middle of the primary display the first time, no larger than that', () => {
    expect(placeWindow(null, [LEFT, RIGHT])).toEqual(CENTRED);
    expect(placeWindow(null, [{ x: 0, y: 0, width: 800, height: 600 }])).toEqual({
      x: 0,
      y: 0,
      width: 800,
      height: 600,
    });
    expect(placeWindow(null, [])).toEqual({ x: 0, y: 0, width: 1_100, height: 800 });
  });

  it('is where it was while a display still shows enough of it', () => {
    for (const remembered of [
      { x: 100, y: 100, width: 900, height: 700 },
      { x: 2_000, y: 10, width: 900, height: 700 },
      { x: -700, y: 40, width: 900, height: 700 },
    ]) {
      expect(placeWindow(remembered, [LEFT, RIGHT])).toEqual(remembered);
    }
  });

  it.each([
    ['a display that is unplugged', { x: 2_000, y: 10, width: 900, height: 700 }],
    ['beyond the left', { x: -880, y: 40, width: 900, height: 700 }],
    ['below', { x: 100, y: 1_060, width: 900, height: 700 }],
    ['with its title above', { x: 100, y: -40, width: 900, height: 700 }],
  ])('is the middle again after %s', (_name, remembered) => {
    expect(placeWindow(remembered, [LEFT])).toEqual(CENTRED);
  });
});
