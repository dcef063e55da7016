/** A pointer path on a fixed time grid, so that neither polling rate nor clock resolution shows in what is derived from it. */

/** Grid step, ms: fine enough for the speed profile of a quick aimed movement, coarser than most mice report. */
export const GRID_MS = 25;
/** Points after which a path is full and must be cut (6.4 s). */
const FULL_POINTS = 256;
/** Most points one event may add: callers end a path at a pause, so only a wrong clock asks for more. */
const MOST_POINTS_AT_ONCE = 64;
/** Most points a path can have. */
export const MOST_POINTS = FULL_POINTS + MOST_POINTS_AT_ONCE + 1;

/** Points at `startMs + k·GRID_MS`, k = 0…`size` − 1, in pixels. Between events the pointer is taken to move evenly. */
export interface ResampledPath {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly size: number;
  readonly startMs: number;
  /** Time and place of the last point added. */
  readonly lastMs: number;
  readonly lastX: number;
  readonly lastY: number;
  /** Way through all points added, px, in the taxicab metric: enough to tell a movement from jitter early. */
  readonly travelled: number;
}

/** An empty path. */
export const createResampledPath = (): ResampledPath => ({
  x: new Float64Array(MOST_POINTS),
  y: new Float64Array(MOST_POINTS),
  size: 0,
  startMs: Number.NaN,
  lastMs: Number.NaN,
  lastX: Number.NaN,
  lastY: Number.NaN,
  travelled: Number.NaN,
});

/** The same, for the functions of this file alone to write. */
type Writable = { -readonly [Field in keyof ResampledPath]: ResampledPath[Field] };

const push = (path: Writable, x: number, y: number): void => {
  path.x[path.size] = x;
  path.y[path.size] = y;
  path.size += 1;
};

/** Starts the path anew. */
export const beginPath = (path: Writable, t: number, x: number, y: number): void => {
  path.size = 0;
  push(path, x, y);
  path.startMs = t;
  path.lastMs = t;
  path.lastX = x;
  path.lastY = y;
  path.travelled = 0;
};

/** Goes on to a point; one at the time of the point before replaces it. The path must not be full. */
export const extendPath = (path: Writable, t: number, x: number, y: number): void => {
  const span = t - path.lastMs;
  const limit = path.size + MOST_POINTS_AT_ONCE;
  let next = path.startMs + path.size * GRID_MS;
  while (next <= t && path.size < limit) {
    const share = span > 0 ? (next - path.lastMs) / span : 1;
    push(path, path.lastX + (x - path.lastX) * share, path.lastY + (y - path.lastY) * share);
    next += GRID_MS;
  }
  path.travelled += Math.abs(x - path.lastX) + Math.abs(y - path.lastY);
  path.lastMs = t;
  path.lastX = x;
  path.lastY = y;
};

/** Fills the grid up to the last point, at which the pointer rests. */
export const endPath = (path: Writable): void => {
  if (path.startMs + (path.size - 1) * GRID_MS < path.lastMs) push(path, path.lastX, path.lastY);
};

/** Whether the path must be cut before another point. */
export const isFull = (path: ResampledPath): boolean => path.size >= FULL_POINTS;
