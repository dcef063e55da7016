/** How often this user would be locked out wrongly, estimated from windows the models had not learned. */
import type { Random } from '../random.ts';
import { TRUST_MAX, probabilityOf, updateTrust, type TrustParameters } from './penalty-reward.ts';

export interface FalseLockInput {
  /** Held-back log-likelihood ratios of genuine windows in order of time, one array a fold. */
  readonly folds: readonly Float64Array[];
  /** New actions a window brings (its hop). */
  readonly actionsPerWindow: number;
  readonly actionsPerDay: number;
  readonly lockBelow: number;
  readonly trust: TrustParameters;
}

/** Windows drawn together, so that the correlation between neighbours (they overlap) is kept. */
const BLOCK_WINDOWS = 20;
/** Working days simulated: at 100, an estimate of 0 means below 0.03 a day with 95 % confidence (rule of three). */
const DAYS = 100;

/**
 * Wrong locks a working day by a moving-block bootstrap (Künsch 1989) of the held-back windows through the trust model:
 * a day is laid together from random runs of consecutive windows, trust starts at 100 and again after each lock.
 * It can only be as good as the held-back windows are like the days to come.
 *
 * @returns wrong locks a working day, at least the rule-of-three bound 3 / 100 when none was seen; `Infinity` when
 * there are too few held-back windows to say.
 */
export const estimateFalseLocksPerDay = (input: FalseLockInput, random: Random): number => {
  const { folds, actionsPerWindow, actionsPerDay, lockBelow, trust: parameters } = input;
  const usable = folds.filter((fold) => fold.length >= BLOCK_WINDOWS);
  if (usable.length === 0) return Infinity;
  const windows = Math.ceil((actionsPerDay / actionsPerWindow) * DAYS);
  let trust = TRUST_MAX;
  let locks = 0;
  for (let done = 0; done < windows;) {
    const fold = usable[Math.floor(random() * usable.length)];
    if (fold === undefined) break;
    const start = Math.floor(random() * (fold.length - BLOCK_WINDOWS + 1));
    for (let i = start; i < start + BLOCK_WINDOWS && done < windows; i += 1, done += 1) {
      trust = updateTrust(trust, probabilityOf(fold[i] ?? 0), parameters);
      if (trust < lockBelow) {
        locks += 1;
        trust = TRUST_MAX;
      }
    }
  }
  return Math.max(locks, 3) / DAYS;
};
