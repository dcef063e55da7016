/**
 * Distance to the user's typical windows: centres of k-means (a detector of Killourhy and Maxion 2009) with the limit that
 * reference systems of this field set, mean plus two standard deviations of the training distances.
 */
import { kmeans } from 'ml-kmeans';
import { err, ok, type Result } from '../../contract/result.ts';
import { rowOf, type Matrix } from '../matrix.ts';
import type { ModelError } from './envelope.ts';

const CENTROID_VERSION = 1;
const MAX_CLUSTERS = 5;
/** Below it "no substantial structure has been found" (Kaufman and Rousseeuw 1990): one centre is enough. */
const MIN_SILHOUETTE = 0.25;
/** Rows that a centre must stand for on average: the limit would be too tight around centres of a few rows. */
const ROWS_PER_CENTRE = 10;
/** Rows that centres are sought among: neighbouring windows overlap, so every n-th says as much in a fraction of the time. */
const MAX_CLUSTERED_ROWS = 400;
/** Starts per k, of which the tightest counts: one start of k-means often ends in a local minimum. */
const STARTS = 3;
/** Standard deviations above the mean training distance. */
const LIMIT_DEVIATIONS = 2;
/** Keeps the ratio finite when all training rows are equal. */
const MIN_LIMIT = 1e-6;

/** Plain JSON. */
export interface CentroidModel {
  readonly version: typeof CENTROID_VERSION;
  /** At least one centre, all of the same length, in scaled features. */
  readonly centres: readonly (readonly number[])[];
  /** Largest distance that still counts as the user: mean + 2 standard deviations over the training rows. */
  readonly limit: number;
}

/** Root mean square difference: the same scale however many features there are. */
const distance = (centre: readonly number[], vector: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < centre.length; i++) sum += ((vector[i] ?? 0) - (centre[i] ?? 0)) ** 2;
  return Math.sqrt(sum / centre.length);
};

const ascending = (centres: CentroidModel['centres'], vector: ArrayLike<number>): number[] =>
  centres.map((centre) => distance(centre, vector)).sort((a, b) => a - b);

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Mean simplified silhouette (Hruschka, de Castro and Campello 2004): how much nearer rows are to their own centre than
 * to the next one, 0–1. Distances to centres instead of to all rows keep it linear in the rows.
 */
const silhouette = (centres: CentroidModel['centres'], rows: readonly (readonly number[])[]): number =>
  mean(
    rows.map((row) => {
      const [own = 0, next = 0] = ascending(centres, row);
      return next === 0 ? 0 : (next - own) / next;
    }),
  );

function* tightest(rows: number[][], k: number, seed: number): Generator<void, number[][]> {
  let best: { readonly centroids: number[][]; readonly spread: number } = { centroids: [], spread: Infinity };
  for (let start = 0; start < STARTS; start++) {
    const { centroids } = kmeans(rows, k, { seed: seed + start });
    const spread = mean(rows.map((row) => (ascending(centroids, row)[0] ?? 0) ** 2));
    if (spread < best.spread) best = { centroids, spread };
    yield;
  }
  return best.centroids;
}

/** The centres of the k from 1 to 5 with the best silhouette, or a single one when none is good. */
function* chooseCentres(rows: number[][], seed: number): Generator<void, number[][]> {
  // Equal rows count once: k-means cannot seed more centres than there are different rows.
  const most = Math.min(MAX_CLUSTERS, new Set(rows.map(String)).size / ROWS_PER_CENTRE);
  let best = { centres: kmeans(rows, 1, { seed }).centroids, quality: MIN_SILHOUETTE };
  yield;
  for (let k = 2; k <= most; k++) {
    const centres = yield* tightest(rows, k, seed);
    const quality = silhouette(centres, rows);
    if (quality > best.quality) best = { centres, quality };
  }
  return best.centres;
}

/**
 * A step for every start of k-means, which takes some milliseconds.
 *
 * @param scaled rows of scaled features without NaN.
 * @param seed any integer; the same seed gives the same model.
 * @throws RangeError without rows.
 */
export function* fitCentroid(scaled: Matrix, seed: number): Generator<void, CentroidModel> {
  if (scaled.rows === 0) throw new RangeError('a centroid needs at least one row');
  const rows = Array.from({ length: scaled.rows }, (_, row) => [...rowOf(scaled, row)]);
  const step = Math.ceil(rows.length / MAX_CLUSTERED_ROWS);
  const centres = yield* chooseCentres(
    rows.filter((_, row) => row % step === 0),
    seed,
  );
  const distances = rows.map((row) => ascending(centres, row)[0] ?? 0);
  const centre = mean(distances);
  const deviation = Math.sqrt(mean(distances.map((value) => (value - centre) ** 2)));
  return {
    version: CENTROID_VERSION,
    centres,
    limit: Math.max(MIN_LIMIT, centre + LIMIT_DEVIATIONS * deviation),
  };
}

/**
 * Distance to the nearest centre in units of the limit: 0 exactly typical, above 1 further than the user usually is.
 * @throws RangeError when the vector has another number of features than the model.
 */
export const scoreCentroid = ({ centres, limit }: CentroidModel, vector: Float32Array): number => {
  let nearest = Infinity;
  for (const centre of centres) {
    if (vector.length !== centre.length) {
      throw new RangeError(`${vector.length} features given, the centroid knows ${centre.length}`);
    }
    nearest = Math.min(nearest, distance(centre, vector));
  }
  return nearest / limit;
};

const isCentre = (value: unknown): value is readonly number[] => Array.isArray(value) && value.every(Number.isFinite);

/** Checks what was read back from storage. */
export const parseCentroid = (value: unknown): Result<CentroidModel, ModelError> => {
  const stored = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const { version, centres, limit } = stored;
  if (typeof version === 'number' && version > CENTROID_VERSION) {
    return err('model-newer', 'The centroid was stored by a newer version of Samehand: update, or train it again.');
  }
  if (
    version === CENTROID_VERSION &&
    Array.isArray(centres) &&
    centres.every(isCentre) &&
    new Set(centres.map(({ length }) => length)).size === 1 &&
    typeof limit === 'number' &&
    Number.isFinite(limit) &&
    limit > 0
  ) {
    return ok({ version, centres, limit });
  }
  return err('model-damaged', 'The stored centroid is damaged: it has to be trained again.');
};
