/** What is known of how people in general move a pointer, from their recordings. */
import type { PointerColumns } from '../features/pointer-columns.ts';
import { MEASURE, POINTER_MEASURES } from '../features/pointer-measures.ts';
import { crc32 } from '../models/crc32.ts';
import { createNormalScores, POINTING_MEASURES, QUANTILES } from '../models/pointing-scores.ts';
import type { Random } from '../random.ts';
import { TYPICAL_FUSION } from './pointing-fusion.ts';
import { estimateMovement } from './pointing-movement.ts';
import type { PointerClock, PointingFusion, PointingPopulation } from './pointing-population.ts';
import { evenly, measuredRows, scoreRows } from './pointing-rows.ts';
import { estimateSittings } from './pointing-sittings.ts';
import { estimateSpeed } from './pointing-speed.ts';

/** Actions of one person among which quantiles are taken: everybody counts about alike, however long they were recorded. */
const MOST_ACTIONS = 300;
/** Segments that the mixture of velocities is fitted to. */
const SEGMENTS = 30_000;
/** Digits that are kept: the estimates are no surer than that. */
const DIGITS = 5;

const valuesOf = (sessions: readonly PointerColumns[], measure: number): readonly number[] =>
  evenly(
    sessions.flatMap((columns) =>
      measuredRows(columns).map((row) => columns.measures[row * POINTER_MEASURES.length + measure] ?? Number.NaN),
    ),
    MOST_ACTIONS,
  );

/** Quantile of ascending values, interpolated between neighbours; 0 without any. */
const quantileOf = (sorted: Float64Array, share: number): number => {
  const at = share * (sorted.length - 1);
  const below = sorted[Math.floor(at)] ?? 0;
  const above = sorted[Math.ceil(at)] ?? below;
  return below + (above - below) * (at - Math.floor(at));
};

const estimateQuantiles = (people: readonly (readonly PointerColumns[])[]): number[][] =>
  POINTING_MEASURES.map((name) => {
    const values = people.flatMap((sessions) => valuesOf(sessions, MEASURE[name]));
    const sorted = Float64Array.from(values.filter(Number.isFinite)).sort();
    return Array.from({ length: QUANTILES }, (_, i) => quantileOf(sorted, (i + 0.5) / QUANTILES));
  });

/** Every number of a value made of arrays and records, rounded. */
const rounded = <T>(value: T): T =>
  JSON.parse(
    JSON.stringify(value, (_, inner: unknown) =>
      typeof inner === 'number' ? Number(inner.toPrecision(DIGITS)) : inner,
    ),
  ) as T;

export interface PointingEstimateOptions {
  /** Left out, what is typical of the clock. */
  readonly fusion?: PointingFusion;
  /** Segments that the mixture of velocities is fitted to, 30,000 by default; fewer make it coarser, and quick. */
  readonly segments?: number;
}

const checksum = (value: unknown): number =>
  crc32(Uint8Array.from(JSON.stringify(value), (letter) => letter.charCodeAt(0)));

/**
 * @param people of each person the sessions, all on `clock`.
 * @throws RangeError when they are too few, or point too little.
 */
export const estimatePointingPopulation = (
  people: readonly (readonly PointerColumns[])[],
  clock: PointerClock,
  random: Random,
  { fusion = TYPICAL_FUSION[clock], segments = SEGMENTS }: PointingEstimateOptions = {},
): PointingPopulation => {
  const quantiles = rounded(estimateQuantiles(people));
  const scores = createNormalScores(quantiles);
  const rows = people.map((sessions) => sessions.map((columns) => scoreRows(scores, columns)));
  const learnedAgainst = rounded({
    quantiles,
    movement: estimateMovement(rows, scores.width),
    sitting: estimateSittings(rows, scores.width),
    speed: estimateSpeed(people, segments, random),
  });
  return { id: checksum(learnedAgainst), people: people.length, ...learnedAgainst, fusion: rounded(fusion) };
};
