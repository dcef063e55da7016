/** How the speed of a pointer movement rises and falls: speeds, acceleration, jerk, submovements. */
import { MEASURE as M } from './pointer-measures.ts';
import { GRID_S, PASSES, type Velocity } from './pointer-velocity.ts';
import { GRID_MS } from './resampled-path.ts';
import { logAtLeast, logMs } from './scales.ts';

/** Share of the peak speed below which the pointer counts as still. */
const STILL_SHARE = 0.1;
/** Share of the peak speed by which the speed must fall, and rise again, for another submovement. */
const SUBMOVEMENT_SHARE = 0.15;
/** Floors below which whole pixels decide: px/s, px/s², and jerk without dimension. */
const LEAST_SPEED = 10;
const LEAST_ACCELERATION = 100;
const LEAST_JERK = 1;

const measureSpeed = ({ speed, steps, peak }: Velocity, row: Float64Array): void => {
  const end = PASSES + steps;
  let peakAt = 0;
  while (peakAt < end && (speed[peakAt] ?? 0) < peak) peakAt += 1;
  let onset = PASSES;
  while (onset < end && (speed[onset] ?? 0) < STILL_SHARE * peak) onset += 1;
  let still = 0;
  for (let k = PASSES; k < end; k += 1) if ((speed[k] ?? 0) < STILL_SHARE * peak) still += 1;
  const rise = Math.min(Math.max(peakAt - PASSES + 0.5, 0), steps);
  row[M.timeToPeak] = rise / steps;
  row[M.riseTime] = logMs(rise * GRID_MS);
  row[M.fallTime] = logMs((steps - rise) * GRID_MS);
  row[M.onset] = (onset - PASSES) / steps;
  row[M.stillness] = still / steps;
};

const countSubmovements = ({ speed, steps, peak }: Velocity): number => {
  let count = 1;
  let falling = false;
  let turn = 0;
  for (let k = 0; k < steps + 2 * PASSES; k += 1) {
    const s = speed[k] ?? 0;
    if (falling ? s < turn : s > turn) turn = s;
    else if (Math.abs(s - turn) > SUBMOVEMENT_SHARE * peak) {
      if (falling) count += 1;
      falling = !falling;
      turn = s;
    }
  }
  return count;
};

const measureAcceleration = ({ speed, steps }: Velocity, length: number, logPeak: number, row: Float64Array): void => {
  let gained = 0;
  let gains = 0;
  let lost = 0;
  let losses = 0;
  let most = 0;
  let hardest = 0;
  for (let k = 0; k + 1 < steps + 2 * PASSES; k += 1) {
    const change = (speed[k + 1] ?? 0) - (speed[k] ?? 0);
    if (change > most) most = change;
    if (-change > hardest) hardest = -change;
    if (change > 0) {
      gained += change;
      gains += 1;
    } else if (change < 0) {
      lost -= change;
      losses += 1;
    }
  }
  const acceleration = logAtLeast(gained / (Math.max(gains, 1) * GRID_S), LEAST_ACCELERATION);
  const deceleration = logAtLeast(lost / (Math.max(losses, 1) * GRID_S), LEAST_ACCELERATION);
  const peakAcceleration = logAtLeast(most / GRID_S, LEAST_ACCELERATION);
  row[M.acceleration] = acceleration;
  row[M.deceleration] = deceleration;
  row[M.peakAcceleration] = peakAcceleration - Math.log(length);
  row[M.accelerationToPeak] = acceleration - logPeak;
  row[M.decelerationToPeak] = deceleration - logPeak;
  row[M.peakAccelerationToPeak] = peakAcceleration - logPeak;
  row[M.peakDecelerationToPeak] = logAtLeast(hardest / GRID_S, LEAST_ACCELERATION) - logPeak;
};

/** ∫|j|² dt · T³ / v², without dimension and so without scale: 204.8 for a minimum-jerk movement (Hogan and Sternad 2009). */
const measureJerk = ({ vx, vy, steps, peak }: Velocity): number => {
  let sum = 0;
  for (let k = 0; k + 2 < steps + 2 * PASSES; k += 1) {
    const jx = (vx[k + 2] ?? 0) - 2 * (vx[k + 1] ?? 0) + (vx[k] ?? 0);
    const jy = (vy[k + 2] ?? 0) - 2 * (vy[k + 1] ?? 0) + (vy[k] ?? 0);
    sum += jx * jx + jy * jy;
  }
  return (sum * steps ** 3) / Math.max(peak, LEAST_SPEED) ** 2;
};

/** Measures a movement of at least one step and `length` px > 0 from its velocity; writes its part of the row. */
export const measureSpeeds = (velocity: Velocity, length: number, row: Float64Array): void => {
  const logMean = logAtLeast(length / (velocity.steps * GRID_S), LEAST_SPEED);
  const logPeak = logAtLeast(velocity.peak, LEAST_SPEED);
  row[M.meanSpeed] = logMean;
  row[M.peakSpeed] = logPeak;
  row[M.relativePeak] = logPeak - Math.log(length);
  row[M.peakToMean] = logPeak - logMean;
  measureSpeed(velocity, row);
  row[M.submovements] = Math.log(countSubmovements(velocity));
  measureAcceleration(velocity, length, logPeak, row);
  row[M.jerk] = logAtLeast(measureJerk(velocity), LEAST_JERK);
};
