/** Where the main window opens: where it was, if a display still shows that place. */
import type { Rectangle } from 'electron';

const SIZE = { width: 1_100, height: 800 } as const;
/** As much of a window must be on a display, each way, that somebody can take hold of it. */
const GRIP = 120;

const overlap = (a: number, aLength: number, b: number, bLength: number): number =>
  Math.min(a + aLength, b + bLength) - Math.max(a, b);

const isReachable = (bounds: Rectangle, area: Rectangle): boolean =>
  overlap(bounds.x, bounds.width, area.x, area.width) >= GRIP &&
  overlap(bounds.y, bounds.height, area.y, area.height) >= GRIP &&
  // Its title bar is at the top.
  bounds.y >= area.y;

const centred = (area: Rectangle): Rectangle => {
  const width = Math.min(SIZE.width, area.width);
  const height = Math.min(SIZE.height, area.height);
  return {
    x: Math.round(area.x + (area.width - width) / 2),
    y: Math.round(area.y + (area.height - height) / 2),
    width,
    height,
  };
};

/**
 * @param remembered of the last time, null the first time.
 * @param areas of the displays without their bars and docks, the primary one first.
 */
export const placeWindow = (remembered: Rectangle | null, areas: readonly Rectangle[]): Rectangle => {
  const isShown = remembered !== null && areas.some((area) => isReachable(remembered, area));
  return isShown ? remembered : centred(areas[0] ?? { x: 0, y: 0, ...SIZE });
};
