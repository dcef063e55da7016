/** How far a pointing profile has moved from another one, and how it is held near it. */
import { eachClock, type ClockProfile, type PointingProfile, type PointingReferences } from './pointing-profile.ts';
import type { PointingReference } from './pointing-reference.ts';

/**
 * Standard deviations, of an action or a segment, that a mean may move from where it was when somebody vouched for it:
 * people's means differ by five to ten times as much.
 */
const MOST_MOVED = 0.05;
/** The same of a chunk, whose mean scatters as that of seventy actions does. */
const MOST_MOVED_CHUNK = 0.15;

/** Sums whose mean lies within `reach` of the mean of other sums. */
const holdMeans = (
  sums: Float64Array,
  weight: number,
  near: Float64Array,
  nearWeight: number,
  reach: number,
): Float64Array =>
  sums.map((sum, i) => {
    const middle = (near[i] ?? 0) / nearWeight;
    return Math.min(middle + reach, Math.max(middle - reach, sum / weight)) * weight;
  });

const holdClock = (reference: PointingReference, profile: ClockProfile, near: ClockProfile): ClockProfile => {
  if (profile.weight === 0 || near.weight === 0) return profile;
  const { chunks } = profile;
  const knowsChunks = chunks.weight > 0 && near.chunks.weight > 0;
  const sum = knowsChunks
    ? holdMeans(chunks.sum, chunks.weight, near.chunks.sum, near.chunks.weight, MOST_MOVED_CHUNK)
    : chunks.sum;
  // The scatter about the mean stays what it is.
  const squares = chunks.squares.map((value, d) =>
    knowsChunks ? value + ((sum[d] ?? 0) ** 2 - (chunks.sum[d] ?? 0) ** 2) / chunks.weight : value,
  );
  return {
    ...profile,
    scores: holdMeans(profile.scores, profile.weight, near.scores, near.weight, MOST_MOVED),
    speed: reference.speed.holdNear(profile.speed, near.speed, MOST_MOVED),
    chunks: { weight: chunks.weight, sum, squares },
  };
};

/** The profile with every mean within a bounded distance of the other's: of an action, of a chunk, of a segment. */
export const holdPointing = (
  references: PointingReferences,
  profile: PointingProfile,
  near: PointingProfile,
): PointingProfile => ({
  ...profile,
  by: eachClock((clock) => holdClock(references[clock], profile.by[clock], near.by[clock])),
});

/** Root mean square over the measures of how far mean actions lie apart, in their standard deviations. */
export const pointingDistance = ({ by }: PointingProfile, from: PointingProfile): number => {
  const [a, b] = [by.fine, from.by.fine];
  if (a.weight === 0 || b.weight === 0) return 0;
  const square = a.scores.reduce((sum, value, i) => sum + (value / a.weight - (b.scores[i] ?? 0) / b.weight) ** 2, 0);
  return Math.sqrt(square / a.scores.length);
};
