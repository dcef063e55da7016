/**
 * How a user moves, by the means of ten actions, against people in general: a model of two covariances (S. Ioffe,
 * "Probabilistic linear discriminant analysis", ECCV 2006) with a third for sittings, in directions in which they are
 * diagonal.
 */
import type { MovementPopulation } from '../population/pointing-population.ts';

/** Actions in a block: what the population's variance within a sitting is of. */
export const BLOCK_ACTIONS = 10;

/** Mean actions of a user, and how much they rest on. */
export interface MovementEvidence {
  /** Coordinates of the mean action in the population's directions. */
  readonly mean: Float64Array;
  readonly actions: number;
  /** As many sittings of equal length would have told as much. */
  readonly sittings: number;
}

export interface MovementModel {
  /** Log-likelihood ratio of the mean of `actions` actions, given by its coordinates from `at`. */
  ratio(coordinates: Float64Array, at: number, actions: number): number;
  /** Mean and variance of what a block of people in general is expected to give. */
  readonly ofOthers: { readonly mean: number; readonly variance: number };
}

export const createMovementModel = (
  { within, session, between }: MovementPopulation,
  { mean, actions, sittings }: MovementEvidence,
): MovementModel => {
  const dimensions = within.length;
  const shrunk = new Float64Array(dimensions);
  /** Variances about the user and about people, without what the length of a block adds. */
  const own = new Float64Array(dimensions);
  const general = new Float64Array(dimensions);
  let mean0 = 0;
  let variance0 = 0;
  for (let d = 0; d < dimensions; d += 1) {
    const [w, s, b] = [within[d] ?? 0, session[d] ?? 0, between[d] ?? 0];
    const gain = b / (b + s / sittings + (w * BLOCK_ACTIONS) / actions);
    shrunk[d] = gain * (mean[d] ?? 0);
    own[d] = b * (1 - gain) + s;
    general[d] = b + s;
    const [v1, v0] = [(own[d] ?? 0) + w, b + s + w];
    const m = shrunk[d] ?? 0;
    mean0 += 0.5 * (1 + Math.log(v0 / v1) - (v0 + m * m) / v1);
    variance0 += 0.5 * (1 - v0 / v1) ** 2 + (v0 * m * m) / (v1 * v1);
  }
  return {
    ofOthers: { mean: mean0, variance: variance0 },
    ratio: (coordinates, at, count) => {
      let sum = 0;
      for (let d = 0; d < dimensions; d += 1) {
        const noise = ((within[d] ?? 0) * BLOCK_ACTIONS) / count;
        const v1 = (own[d] ?? 0) + noise;
        const v0 = (general[d] ?? 0) + noise;
        const y = coordinates[at + d] ?? 0;
        const off = y - (shrunk[d] ?? 0);
        sum += 0.5 * ((y * y) / v0 - (off * off) / v1 + Math.log(v0 / v1));
      }
      return sum;
    },
  };
};
