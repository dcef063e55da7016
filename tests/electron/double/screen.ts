/** The displays, which a test plugs in and out. */
import { EventEmitter } from 'node:events';
import { onReset } from './resets.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}
interface Rectangle extends Point {
  readonly width: number;
  readonly height: number;
}
export interface Display {
  readonly id: number;
  readonly label: string;
  readonly bounds: Rectangle;
  readonly workArea: Rectangle;
  readonly size: { readonly width: number; readonly height: number };
  readonly scaleFactor: number;
  readonly rotation: number;
  readonly internal: boolean;
}

/** What a test says of a display; the rest follows. */
export interface DisplaySpec extends Rectangle {
  readonly id: number;
  readonly scaleFactor?: number;
}

const PANEL_HEIGHT = 32;

const display = ({ id, x, y, width, height, scaleFactor = 1 }: DisplaySpec): Display => ({
  id,
  label: `Display ${id}`,
  bounds: { x, y, width, height },
  workArea: { x, y: y + PANEL_HEIGHT, width, height: height - PANEL_HEIGHT },
  size: { width, height },
  scaleFactor,
  rotation: 0,
  internal: id === 1,
});

const FIRST: DisplaySpec = { id: 1, x: 0, y: 0, width: 1280, height: 800 };

/** Zero within. */
const distance = ({ x, y, width, height }: Rectangle, point: Point): number =>
  Math.hypot(Math.max(x - point.x, 0, point.x - x - width), Math.max(y - point.y, 0, point.y - y - height));

class Screen extends EventEmitter {
  #displays: readonly Display[] = [display(FIRST)];
  #cursor: Point = { x: 0, y: 0 };

  getAllDisplays(): readonly Display[] {
    return this.#displays;
  }
  getPrimaryDisplay(): Display {
    return this.#displays[0] ?? display(FIRST);
  }
  getCursorScreenPoint(): Point {
    return this.#cursor;
  }
  getDisplayNearestPoint(point: Point): Display {
    const sorted = this.#displays.toSorted((a, b) => distance(a.bounds, point) - distance(b.bounds, point));
    return sorted[0] ?? this.getPrimaryDisplay();
  }
  getDisplayMatching({ x, y, width, height }: Rectangle): Display {
    return this.getDisplayNearestPoint({ x: x + width / 2, y: y + height / 2 });
  }

  /** Of the double. */
  setCursor(point: Point): void {
    this.#cursor = point;
  }
  /** Of the double: tells of each that came, went or changed. An empty list is a machine whose lid is closed. */
  setDisplays(specs: readonly DisplaySpec[]): void {
    const before = this.#displays;
    const after = specs.map(display);
    this.#displays = after;
    for (const old of before) if (!after.some(({ id }) => id === old.id)) this.emit('display-removed', {}, old);
    for (const next of after) {
      const old = before.find(({ id }) => id === next.id);
      if (old === undefined) this.emit('display-added', {}, next);
      else if (JSON.stringify(old) !== JSON.stringify(next))
        this.emit('display-metrics-changed', {}, next, ['bounds', 'workArea']);
    }
  }
}

export const screen = new Screen();
onReset(() => {
  screen.removeAllListeners();
  screen.setCursor({ x: 0, y: 0 });
  screen.setDisplays([FIRST]);
});
