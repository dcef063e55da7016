/** How a user moves over a whole sitting, against people in general: by means of seventy actions, with the user's own spread. */
import type { SittingPopulation } from '../population/pointing-population.ts';

/** Actions in a chunk. */
export const CHUNK_ACTIONS = 70;
/** Chunks of the population that count for the spread of the user's. */
const SPREAD_PRIOR = 8;
/** A sitting longer than this many chunks says no more. */
const MOST_CHUNKS = 1.5;

/** Sums over a user's chunks, in the population's directions; `weight` is how many they count for. */
export interface ChunkSums {
  readonly weight: number;
  readonly sum: Float64Array;
  readonly squares: Float64Array;
}

export interface SittingModel {
  /** Log-likelihood ratio of the mean of `actions` actions, divided by the root of the number of directions. */
  ratio(coordinates: Float64Array, at: number, actions: number): number;
}

/** @param sittings as many sittings of equal length would have told as much. */
export const createSittingModel = (
  { between }: SittingPopulation,
  { weight, sum, squares }: ChunkSums,
  sittings: number,
): SittingModel => {
  const dimensions = between.length;
  const shrunk = new Float64Array(dimensions);
  const spread = new Float64Array(dimensions);
  const left = new Float64Array(dimensions);
  for (let d = 0; d < dimensions; d += 1) {
    const b = between[d] ?? 0;
    const mean = weight > 0 ? (sum[d] ?? 0) / weight : 0;
    const scatter = Math.max(0, (squares[d] ?? 0) - weight * mean * mean);
    const w = (scatter + SPREAD_PRIOR) / (weight + SPREAD_PRIOR);
    const gain = weight > 0 ? b / (b + w / Math.min(sittings, weight)) : 0;
    shrunk[d] = gain * mean;
    spread[d] = w;
    left[d] = b * (1 - gain);
  }
  return {
    ratio: (coordinates, at, actions) => {
      const chunks = Math.min(actions / CHUNK_ACTIONS, MOST_CHUNKS);
      let total = 0;
      for (let d = 0; d < dimensions; d += 1) {
        // Half of the spread is that of whole sittings and does not shrink with their length.
        const noise = (spread[d] ?? 0) * (0.5 + 0.5 / chunks);
        const v1 = (left[d] ?? 0) + noise;
        const v0 = (between[d] ?? 0) + noise;
        const y = coordinates[at + d] ?? 0;
        const off = y - (shrunk[d] ?? 0);
        total += 0.5 * ((y * y) / v0 - (off * off) / v1 + Math.log(v0 / v1));
      }
      return total / Math.sqrt(dimensions);
    },
  };
};
