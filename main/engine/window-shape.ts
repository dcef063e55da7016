/** How many actions a window holds and how many come new with each: long enough to say something, overlapping to say it soon. */
import type { Modality } from '../../contract/verdict.ts';

export const WINDOWS = { keyboard: { length: 50, hop: 10 }, pointer: { length: 10, hop: 5 } } as const;

/** Windows either side of a window that share actions with it. */
export const overlapOf = (modality: Modality): number => {
  const { length, hop } = WINDOWS[modality];
  return Math.ceil(length / hop) - 1;
};
