/** The shape of a movement's speed over its time, and how its steps keep to the axes. */
import { MEASURE as M, SPEED_PLACES } from './pointer-measures.ts';
import { PASSES, type Velocity } from './pointer-velocity.ts';
import type { ResampledPath } from './resampled-path.ts';

/** Steps at either end that tell how a movement starts and stops. */
const END_STEPS = 3;
/** Added before logs are taken, so that nothing is infinite: to speeds against the mean and the peak, px/s, and shares. */
const PROFILE_FLOOR = 0.1;
const END_FLOOR = 0.02;
const PEAK_FLOOR = 20;
const SHARE_FLOOR = 0.05;
const ROUGHNESS_FLOOR = 1e-4;
const TURN_FLOOR = 1e-3;
/** Slowest peak speed that counts, px/s. */
const LEAST_SPEED = 10;
/** A step that strays less than this from an axis, px, keeps to it. */
const ON_AXIS_PX = 0.5;

const meanOf = (values: Float64Array, from: number, to: number): number => {
  let sum = 0;
  for (let k = from; k < to; k += 1) sum += values[k] ?? 0;
  return sum / (to - from);
};

/** Speed at evenly spaced places of the movement's time, in units of its mean, between steps interpolated. */
const readPlaces = (speed: Float64Array, cells: number, row: Float64Array): void => {
  const mean = meanOf(speed, 0, cells);
  for (let place = 0; place < SPEED_PLACES; place += 1) {
    const at = ((place + 0.5) / SPEED_PLACES) * (cells - 1);
    const below = Math.floor(at);
    const low = speed[below] ?? 0;
    const value = low + ((speed[below + 1] ?? low) - low) * (at - below);
    row[M.speed1 + place] = Math.log(value / mean + PROFILE_FLOOR);
  }
};

/** How evenly speed changes, and how much of the change of velocity is a change of direction. */
const measureChange = ({ vx, vy, speed }: Velocity, cells: number, row: Float64Array): void => {
  let power = 0;
  let bends = 0;
  let turned = 0;
  let gained = 0;
  for (let k = 0; k < cells; k += 1) {
    const s = speed[k] ?? 0;
    power += s * s;
    if (k + 1 >= cells) continue;
    const next = speed[k + 1] ?? 0;
    const dx = (vx[k + 1] ?? 0) - (vx[k] ?? 0);
    const dy = (vy[k + 1] ?? 0) - (vy[k] ?? 0);
    turned += Math.sqrt(dx * dx + dy * dy);
    gained += Math.abs(next - s);
    if (k + 2 < cells) bends += ((speed[k + 2] ?? 0) - 2 * next + s) ** 2;
  }
  row[M.roughness] = Math.log(bends / power + ROUGHNESS_FLOOR);
  row[M.velocityTurn] = Math.log(turned / (cells - 1) / (gained / (cells - 1) + 1) + TURN_FLOOR);
};

const largest = (values: Float64Array, cells: number): number => {
  let most = 0;
  for (let k = 0; k < cells; k += 1) {
    const size = Math.abs(values[k] ?? 0);
    if (size > most) most = size;
  }
  return most;
};

/** Writes its part of the row for a path of at least three steps that goes somewhere. */
export const measureSpeedShape = ({ x, y }: ResampledPath, velocity: Velocity, row: Float64Array): void => {
  const { vx, vy, speed, steps, peak } = velocity;
  const cells = steps + 2 * PASSES;
  readPlaces(speed, cells, row);
  const end = PASSES + steps;
  row[M.startSpeed] = Math.log(meanOf(speed, PASSES, PASSES + END_STEPS) / peak + END_FLOOR);
  row[M.endSpeed] = Math.log(meanOf(speed, end - END_STEPS, end) / peak + END_FLOOR);
  measureChange(velocity, cells, row);
  row[M.horizontalPeak] = Math.log(largest(vx, cells) + PEAK_FLOOR);
  row[M.verticalPeak] = Math.log(largest(vy, cells) + PEAK_FLOOR);
  let onAxis = 0;
  for (let k = 0; k < steps; k += 1) {
    const dx = Math.abs((x[k + 1] ?? 0) - (x[k] ?? 0));
    const dy = Math.abs((y[k + 1] ?? 0) - (y[k] ?? 0));
    if (Math.min(dx, dy) <= ON_AXIS_PX) onAxis += 1;
  }
  row[M.axisSteps] = Math.log(onAxis / steps + SHARE_FLOOR);
  const first = Math.hypot((x[1] ?? 0) - (x[0] ?? 0), (y[1] ?? 0) - (y[0] ?? 0));
  row[M.firstStep] = Math.log(first + 1) - Math.log(Math.max(peak, LEAST_SPEED));
};
