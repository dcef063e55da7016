/** How many would never be caught, when some were watched for a shorter time than others. */

/** Somebody watched until the event, or for as long as there was anything to watch. */
export interface Observation {
  readonly until: number;
  /** Whether the event came then; else nobody knows what would have been. */
  readonly isEvent: boolean;
  readonly weight: number;
}

/**
 * Share without the event within `limit`, from observations of which some were cut off before it: the product-limit
 * estimate (Kaplan and Meier 1958). NaN where nobody was watched.
 */
export const shareWithoutEvent = (observations: readonly Observation[], limit: number): number => {
  const ordered = observations.toSorted((a, b) => a.until - b.until || Number(b.isEvent) - Number(a.isEvent));
  let atRisk = ordered.reduce((sum, { weight }) => sum + weight, 0);
  if (!(atRisk > 0)) return NaN;
  let share = 1;
  for (const { until, isEvent, weight } of ordered) {
    if (until > limit) break;
    if (isEvent) share *= Math.max(0, 1 - weight / atRisk);
    atRisk -= weight;
  }
  return share;
};
