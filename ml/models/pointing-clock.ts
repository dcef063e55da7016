/** Whether a pointer is reported often, as a mouse does, or seldom, as through a remote desktop. */
import type { PointerColumns } from '../features/pointer-columns.ts';
import type { PointerClock } from '../population/pointing-population.ts';
import type { PointingProfile } from './pointing-profile.ts';

/** Median ms between reports from which a clock is coarse: three times what the slowest mice take. */
const COARSE_MS = 60;

/**
 * The clock that most of the actions were reported by. Movements look smoother on a coarse one: the two are compared
 * with other people's on the same clock only.
 */
export const clockOf = ({ count, intervalMs }: PointerColumns): PointerClock => {
  let coarse = 0;
  let fine = 0;
  for (let i = 0; i < count; i += 1) {
    const ms = intervalMs[i] ?? Number.NaN;
    if (ms >= COARSE_MS) coarse += 1;
    else if (ms < COARSE_MS) fine += 1;
  }
  return coarse > fine ? 'coarse' : 'fine';
};

/** A user of whose actions this share was on a coarse clock is compared on it. */
const COARSE_SHARE = 0.2;

export const isCoarseUser = ({ by, onCoarse }: PointingProfile): boolean => onCoarse > COARSE_SHARE * by.fine.weight;
