/** Velocity along a pointer path, smoothed. */
import { GRID_MS, MOST_POINTS, type ResampledPath } from './resampled-path.ts';

export const GRID_S = GRID_MS / 1_000;
/** Times that velocities are smoothed, and so the steps by which smoothing lengthens a movement at either end. */
export const PASSES = 3;

/** Velocity and speed per step, px/s, with `PASSES` steps at rest before and after those of the path. */
export interface Velocity {
  readonly vx: Float64Array;
  readonly vy: Float64Array;
  readonly speed: Float64Array;
  /** Steps of the path; the arrays hold `steps` + 2 · `PASSES` values. */
  readonly steps: number;
  readonly peak: number;
}

/** Scratch for the longest path. */
export const createVelocity = (): Velocity => ({
  vx: new Float64Array(MOST_POINTS + 2 * PASSES),
  vy: new Float64Array(MOST_POINTS + 2 * PASSES),
  speed: new Float64Array(MOST_POINTS + 2 * PASSES),
  steps: 0,
  peak: 0,
});

/** Replaces values by their 1-2-1 means, the ones beyond either end being 0. */
const smooth = (values: Float64Array, count: number): void => {
  let before = 0;
  for (let k = 0; k < count; k += 1) {
    const value = values[k] ?? 0;
    const after = k + 1 < count ? (values[k + 1] ?? 0) : 0;
    values[k] = (before + 2 * value + after) / 4;
    before = value;
  }
};

/**
 * Fills `velocity` from a path of at least one step. Smoothed, because a path sampled more coarsely than the grid comes
 * in straight pieces, and a clock of 10–16 ms makes false leaps.
 */
export const differentiate = (
  { x, y, size }: ResampledPath,
  velocity: { -readonly [Field in keyof Velocity]: Velocity[Field] },
): void => {
  const { vx, vy, speed } = velocity;
  const steps = size - 1;
  const cells = steps + 2 * PASSES;
  vx.fill(0, 0, cells);
  vy.fill(0, 0, cells);
  for (let k = 0; k < steps; k += 1) {
    vx[k + PASSES] = ((x[k + 1] ?? 0) - (x[k] ?? 0)) / GRID_S;
    vy[k + PASSES] = ((y[k + 1] ?? 0) - (y[k] ?? 0)) / GRID_S;
  }
  for (let pass = 0; pass < PASSES; pass += 1) {
    smooth(vx, cells);
    smooth(vy, cells);
  }
  let peak = 0;
  for (let k = 0; k < cells; k += 1) {
    const sx = vx[k] ?? 0;
    const sy = vy[k] ?? 0;
    const s = Math.sqrt(sx * sx + sy * sy);
    speed[k] = s;
    if (s > peak) peak = s;
  }
  velocity.steps = steps;
  velocity.peak = peak;
};
