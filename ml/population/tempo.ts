/** How much slower (+) or faster (−) than expected a stretch of typing is all over: the mean of clipped deviations. */

/** A deviation beyond this, on the scale, is a hesitation and says nothing more of tempo. */
export const DEVIATION_CLIP = 1.5;

export const clipDeviation = (deviation: number): number =>
  Math.min(DEVIATION_CLIP, Math.max(-DEVIATION_CLIP, deviation));
