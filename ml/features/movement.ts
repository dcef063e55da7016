/** All that is measured of one pointer movement. */
import { measureAim, measureTurns } from './path-shape.ts';
import { MEASURE as M } from './pointer-measures.ts';
import { measureOffsets } from './pointer-offsets.ts';
import { measureSpeedShape } from './pointer-speed-shape.ts';
import { createVelocity, differentiate } from './pointer-velocity.ts';
import type { ResampledPath } from './resampled-path.ts';
import { logMs } from './scales.ts';
import { measureSpeeds } from './speed-profile.ts';

/** A shorter path, px, is a hand resting on the mouse, no action; an end nearer to the start than this is no aim. */
export const SHORTEST_PX = 8;
/** Fewest grid steps that show how speed rises and falls. */
const FEWEST_STEPS = 3;

/** `none`: no action. `brief`: an action too short in time for its kinematics. `full`: fully measured. */
export type Measured = 'none' | 'brief' | 'full';

export interface MovementMeter {
  /** Measures an ended path; writes to `row` what it can and leaves the rest of it alone. */
  measure(path: ResampledPath, row: Float64Array): Measured;
}

export const createMovementMeter = (): MovementMeter => {
  const velocity = createVelocity();
  return {
    measure: (path, row) => {
      const { x, y } = path;
      const steps = path.size - 1;
      let length = 0;
      for (let i = 1; i <= steps; i += 1) {
        const dx = (x[i] ?? 0) - (x[i - 1] ?? 0);
        const dy = (y[i] ?? 0) - (y[i - 1] ?? 0);
        length += Math.sqrt(dx * dx + dy * dy);
      }
      if (length < SHORTEST_PX) return 'none';
      const distance = Math.hypot((x[steps] ?? 0) - (x[0] ?? 0), (y[steps] ?? 0) - (y[0] ?? 0));
      row[M.path] = Math.log(length);
      row[M.efficiency] = distance / length;
      row[M.duration] = logMs(path.lastMs - path.startMs);
      if (steps < FEWEST_STEPS) return 'brief';
      differentiate(path, velocity);
      measureSpeeds(velocity, length, row);
      measureSpeedShape(path, velocity, row);
      measureTurns(path, length, row);
      if (distance < SHORTEST_PX) return 'full';
      measureAim(path, length, distance, row);
      measureOffsets(path, velocity, distance, row);
      return 'full';
    },
  };
};
