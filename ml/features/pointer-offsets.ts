/** Where a movement goes, and on which side of the straight line to its end it keeps. */
import { MEASURE as M, OFFSET_PLACES } from './pointer-measures.ts';
import { PASSES, type Velocity } from './pointer-velocity.ts';
import type { ResampledPath } from './resampled-path.ts';

/** Offsets, in shares of the distance, are asinh of this many times themselves: linear below a tenth. */
const OFFSET_SCALE = 10;
/** The launch direction is read where this share of the distance lies behind; the last part begins at this way. */
const LAUNCH_SHARE = 0.25;
const LAST_PART = 0.8;
/** Added before logs are taken, so that nothing is infinite. */
const DEVIATION_FLOOR = 0.005;
const LAST_FLOOR = 0.02;
const LATERAL_FLOOR = 0.01;

/** Share of the speed that goes across the straight line, on average. */
const lateralShare = ({ vx, vy, speed, steps }: Velocity, ux: number, uy: number): number => {
  let across = 0;
  let all = 0;
  for (let k = 0; k < steps + 2 * PASSES; k += 1) {
    across += Math.abs((vy[k] ?? 0) * ux - (vx[k] ?? 0) * uy);
    all += speed[k] ?? 0;
  }
  return across / all;
};

const measureDirection = (ux: number, uy: number, row: Float64Array): void => {
  row[M.directionCos] = ux;
  row[M.directionSin] = uy;
  row[M.doubleDirectionCos] = ux * ux - uy * uy;
  row[M.doubleDirectionSin] = 2 * ux * uy;
};

/** Writes its part of the row for a path whose end is `distance` px > 0 from its start. */
export const measureOffsets = (
  { x, y, size }: ResampledPath,
  velocity: Velocity,
  distance: number,
  row: Float64Array,
): void => {
  const last = size - 1;
  const x0 = x[0] ?? 0;
  const y0 = y[0] ?? 0;
  const ux = ((x[last] ?? 0) - x0) / distance;
  const uy = ((y[last] ?? 0) - y0) / distance;
  let widest = 0;
  let widestAt = 0;
  let sum = 0;
  let place = 1;
  let near = -1;
  let launched = false;
  for (let i = 1; i <= last; i += 1) {
    const dx = (x[i] ?? 0) - x0;
    const dy = (y[i] ?? 0) - y0;
    const along = (dx * ux + dy * uy) / distance;
    const off = (dy * ux - dx * uy) / distance;
    sum += Math.abs(off);
    if (Math.abs(off) > Math.abs(widest)) {
      widest = off;
      widestAt = along;
    }
    for (; place <= OFFSET_PLACES && along >= place / (OFFSET_PLACES + 1); place += 1) {
      row[M.offset1 + place - 1] = Math.asinh(OFFSET_SCALE * off);
    }
    if (near === -1 && along >= LAST_PART) near = i;
    if (!launched && Math.hypot(dx, dy) >= LAUNCH_SHARE * distance) {
      launched = true;
      row[M.signedLaunch] = Math.atan2(off, along);
    }
  }
  measureDirection(ux, uy, row);
  row[M.distance] = Math.log(distance);
  row[M.signedDeviation] = Math.asinh(OFFSET_SCALE * widest);
  row[M.deviationPlace] = widestAt;
  row[M.meanDeviation] = Math.log(sum / size + DEVIATION_FLOOR);
  row[M.lastShare] = Math.log((last - near) / last + LAST_FLOOR);
  row[M.lateralSpeed] = Math.log(lateralShare(velocity, ux, uy) + LATERAL_FLOOR);
};
