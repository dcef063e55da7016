/** How the speed of a pointer movement rises and falls: speeds, acceleration, jerk, submovements. */
import { MEASURE as M } from './pointer-catalogue.ts';
import { GRID_MS, MOST_POINTS, type ResampledPath } from './resampled-path.ts';
import { logAtLeast, logMs } from './scales.ts';

const GRID_S = GRID_MS / 1_000;
/** Times that velocities are smoothed, and so the steps by which smoothing lengthens a movement at either end. */
const PASSES = 3;
/** Share of the peak speed below which the pointer counts as still. */
const STILL_SHARE = 0.1;
/** Share of the peak speed by which the speed must fall, and rise again, for another submovement. */
const SUBMOVEMENT_SHARE = 0.15;
/** Floors below which whole pixels decide: px/s, px/s², and jerk without dimension. */
const LEAST_SPEED = 10;
const LEAST_ACCELERATION = 100;
const LEAST_JERK = 1;

export interface SpeedProfile {
  /** Measures a path of at least one step and `length` px > 0; writes its part of the row. */
  measure(path: ResampledPath, length: number, row: Float64Array): void;
}

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

/** Holds scratch arrays for the longest path. */
export const createSpeedProfile = (): SpeedProfile => {
  const vx = new Float64Array(MOST_POINTS + 2 * PASSES);
  const vy = new Float64Array(MOST_POINTS + 2 * PASSES);
  const speed = new Float64Array(MOST_POINTS + 2 * PASSES);

  /**
   * Velocity and speed per step, px/s, with `PASSES` steps at rest before and after those of the path. Smoothed, because
   * a path sampled more coarsely than the grid comes in straight pieces, and a clock of 10–16 ms makes false leaps.
   * @returns the peak speed.
   */
  const differentiate = ({ x, y }: ResampledPath, steps: number): number => {
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
    return peak;
  };

  const measureSpeed = (steps: number, peak: number, row: Float64Array): void => {
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

  const countSubmovements = (steps: number, peak: number): number => {
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

  const measureAcceleration = (steps: number, length: number, row: Float64Array): void => {
    let gained = 0;
    let gains = 0;
    let lost = 0;
    let losses = 0;
    let most = 0;
    for (let k = 0; k + 1 < steps + 2 * PASSES; k += 1) {
      const change = (speed[k + 1] ?? 0) - (speed[k] ?? 0);
      if (change > most) most = change;
      if (change > 0) {
        gained += change;
        gains += 1;
      } else if (change < 0) {
        lost -= change;
        losses += 1;
      }
    }
    row[M.acceleration] = logAtLeast(gained / (Math.max(gains, 1) * GRID_S), LEAST_ACCELERATION);
    row[M.deceleration] = logAtLeast(lost / (Math.max(losses, 1) * GRID_S), LEAST_ACCELERATION);
    row[M.peakAcceleration] = logAtLeast(most / GRID_S, LEAST_ACCELERATION) - Math.log(length);
  };

  /** ∫|j|² dt · T³ / v², without dimension and so without scale: 204.8 for a minimum-jerk movement (Hogan and Sternad 2009). */
  const measureJerk = (steps: number, peak: number): number => {
    let sum = 0;
    for (let k = 0; k + 2 < steps + 2 * PASSES; k += 1) {
      const jx = (vx[k + 2] ?? 0) - 2 * (vx[k + 1] ?? 0) + (vx[k] ?? 0);
      const jy = (vy[k + 2] ?? 0) - 2 * (vy[k + 1] ?? 0) + (vy[k] ?? 0);
      sum += jx * jx + jy * jy;
    }
    return (sum * steps ** 3) / Math.max(peak, LEAST_SPEED) ** 2;
  };

  return {
    measure: (path, length, row) => {
      const steps = path.size - 1;
      const mean = length / (steps * GRID_S);
      const peak = differentiate(path, steps);
      const logMean = logAtLeast(mean, LEAST_SPEED);
      const logPeak = logAtLeast(peak, LEAST_SPEED);
      row[M.meanSpeed] = logMean;
      row[M.peakSpeed] = logPeak;
      row[M.relativePeak] = logPeak - Math.log(length);
      row[M.peakToMean] = logPeak - logMean;
      measureSpeed(steps, peak, row);
      row[M.submovements] = Math.log(countSubmovements(steps, peak));
      measureAcceleration(steps, length, row);
      row[M.jerk] = logAtLeast(measureJerk(steps, peak), LEAST_JERK);
    },
  };
};
