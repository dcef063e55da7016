/** The shape of a pointer path: how it bends, and how it comes to where it ends. */
import { MEASURE as M } from './pointer-measures.ts';
import { GRID_MS, type ResampledPath } from './resampled-path.ts';
import { logAtLeast, logMs } from './scales.ts';

/** Directions are taken between points at least this far apart, px: closer, whole pixels would make the angles. */
const VERTEX_PX = 6;
const SHARP_TURN_RAD = Math.PI / 4;
/** Less of a turn than this, rad, is going straight on. */
const STRAIGHT_RAD = 0.05;
/** Added to a share before its log is taken, so that none is not infinite. */
const SHARE_FLOOR = 0.05;
/** Straighter than this, rad/100 px, cannot be told from whole pixels. */
const LEAST_CURVATURE = 0.01;
/** The launch direction is read where this share of the distance lies behind; the approach begins where this is left. */
const LAUNCH_SHARE = 0.25;
const APPROACH_SHARE = 0.2;

const shortWay = (angle: number): number => {
  if (angle > Math.PI) return angle - 2 * Math.PI;
  return angle < -Math.PI ? angle + 2 * Math.PI : angle;
};

/** Writes how a path of `length` px > 0 turns. Angles in radians; a full circle turns 2π. */
export const measureTurns = (path: ResampledPath, length: number, row: Float64Array): void => {
  const { x, y } = path;
  const points = path.size;
  let fromX = x[0] ?? 0;
  let fromY = y[0] ?? 0;
  let before = Number.NaN;
  let turning = 0;
  let net = 0;
  let sharp = 0;
  let turns = 0;
  let straight = 0;
  for (let i = 1; i < points; i += 1) {
    const dx = (x[i] ?? 0) - fromX;
    const dy = (y[i] ?? 0) - fromY;
    if (dx * dx + dy * dy < VERTEX_PX * VERTEX_PX) continue;
    const direction = Math.atan2(dy, dx);
    if (!Number.isNaN(before)) {
      const turn = shortWay(direction - before);
      turning += Math.abs(turn);
      net += turn;
      if (Math.abs(turn) > SHARP_TURN_RAD) sharp += 1;
      turns += 1;
      if (Math.abs(turn) < STRAIGHT_RAD) straight += 1;
    }
    before = direction;
    fromX += dx;
    fromY += dy;
  }
  row[M.turning] = Math.log1p(turning);
  row[M.netTurning] = net;
  row[M.curvature] = logAtLeast((100 * turning) / length, LEAST_CURVATURE);
  row[M.sharpTurns] = Math.log1p(sharp);
  if (turns > 0) row[M.straightSteps] = Math.log(straight / turns + SHARE_FLOOR);
};

/** Writes how a path relates to the straight line from its start to its end, `distance` px > 0 apart. */
export const measureAim = (path: ResampledPath, length: number, distance: number, row: Float64Array): void => {
  const { x, y } = path;
  const last = path.size - 1;
  const x0 = x[0] ?? 0;
  const y0 = y[0] ?? 0;
  const ux = ((x[last] ?? 0) - x0) / distance;
  const uy = ((y[last] ?? 0) - y0) / distance;
  let farthest = 0;
  let widest = 0;
  let back = 0;
  let before = 0;
  let near = last;
  let launch = Number.NaN;
  for (let i = 1; i <= last; i += 1) {
    const dx = (x[i] ?? 0) - x0;
    const dy = (y[i] ?? 0) - y0;
    const along = dx * ux + dy * uy;
    const off = Math.abs(dx * uy - dy * ux);
    if (along > farthest) farthest = along;
    if (off > widest) widest = off;
    if (along < before) back += before - along;
    before = along;
    if (Number.isNaN(launch) && dx * dx + dy * dy >= (LAUNCH_SHARE * distance) ** 2) launch = Math.atan2(off, along);
    if (near === last && along >= (1 - APPROACH_SHARE) * distance) near = i;
  }
  row[M.deviation] = Math.log1p(widest / distance);
  row[M.launch] = launch;
  row[M.overshoot] = Math.log1p(Math.max(farthest / distance - 1, 0));
  row[M.backtrack] = back / length;
  row[M.approach] = logMs((last - near) * GRID_MS);
};
