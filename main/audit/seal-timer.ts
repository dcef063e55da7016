/** When records are sealed: so many at the latest, or so long after the first that is not. */
import type { Schedule } from '../shared/schedule.ts';

const MOST_UNSEALED = 1_000;
const SEAL_AFTER_MS = 60_000;

export interface SealTimer {
  /** To be told whenever the number of records that are not sealed has changed. */
  readonly unsealed: (count: number) => void;
  readonly stop: () => void;
}

/**
 * `seal` returns whether it could; where it could not, it is asked again with the next records, and after a while. Without
 * a schedule records are sealed by their number alone.
 */
export const createSealTimer = (seal: () => boolean, schedule: Schedule | undefined): SealTimer => {
  let cancel: (() => void) | null = null;
  const stop = (): void => {
    cancel?.();
    cancel = null;
  };
  const start = (): void => {
    cancel ??=
      schedule?.(() => {
        cancel = null;
        if (!seal()) start();
      }, SEAL_AFTER_MS) ?? null;
  };
  return {
    unsealed: (count) => {
      if (count === 0) stop();
      else if (count < MOST_UNSEALED || !seal()) start();
      else stop();
    },
    stop,
  };
};
