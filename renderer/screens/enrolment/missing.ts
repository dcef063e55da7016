/** How much is missing until somebody is known: in actions at least, and in minutes where there is a pace to go by. */
import type { History } from '../../../contract/history.ts';
import type { Modality } from '../../../contract/verdict.ts';

/** A window begins every so many actions, so each that is missing takes as many. */
const ACTIONS_PER_WINDOW: Readonly<Record<Modality, number>> = { keyboard: 10, pointer: 5 };
/** What a pace can be told from. */
const FEWEST_MINUTES = 3;
const FEWEST_WINDOWS = 10;

export const actionsMissing = (modality: Modality, windows: number): number => windows * ACTIONS_PER_WINDOW[modality];

/**
 * Minutes of typing, or of pointing, that so many windows take at the pace of the history, whose points are a minute each:
 * windows a minute, over the minutes that had any. Null where too little was seen to tell.
 */
export const minutesMissing = (points: History['points'], modality: Modality, missing: number): number | null => {
  const counts = points.map(({ windows }) => windows[modality]).filter((count) => count > 0);
  const windows = counts.reduce((sum, count) => sum + count, 0);
  if (counts.length < FEWEST_MINUTES || windows < FEWEST_WINDOWS) return null;
  return Math.max(1, Math.round((missing * counts.length) / windows));
};
