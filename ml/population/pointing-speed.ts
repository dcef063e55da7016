/** How people in general speed up, slow down and bend: the mixture of their velocity segments. */
import { EigenvalueDecomposition } from 'ml-matrix';
import type { PointerColumns } from '../features/pointer-columns.ts';
import { createProjection } from '../models/pointing-projection.ts';
import { createSegmenter, SEGMENT_VALUES } from '../models/speed-mixture-segments.ts';
import { sampleWithoutReplacement, type Random } from '../random.ts';
import { scatter } from './pointing-eigen.ts';
import { fitMixture } from './pointing-mixture.ts';
import type { SpeedPopulation } from './pointing-population.ts';
import { evenly, measuredRows } from './pointing-rows.ts';

/** Principal axes kept. */
const DIMENSIONS = 14;
const COMPONENTS = 128;
/** Most actions of one person among which segments are drawn, so that everybody counts about alike. */
const MOST_ACTIONS = 300;
/** Fewer segments a component than this say nothing of it. */
const LEAST_A_COMPONENT = 20;
const OPTIONS = { firstRounds: 8, rounds: 30, ridge: 1e-2 };

interface Action {
  readonly columns: PointerColumns;
  readonly row: number;
}

const actionsOf = (sessions: readonly PointerColumns[]): readonly Action[] =>
  evenly(
    sessions.flatMap((columns) => measuredRows(columns).map((row) => ({ columns, row }))),
    MOST_ACTIONS,
  );

/** Segments drawn at random, every one equally likely. */
const drawSegments = (actions: readonly Action[], most: number, random: Random): readonly Float64Array[] => {
  const segmenter = createSegmenter();
  let total = 0;
  for (const { columns, row } of actions) total += segmenter.load(columns, row);
  const isDrawn = new Uint8Array(total);
  for (const place of sampleWithoutReplacement(total, Math.min(most, total), random)) isDrawn[place] = 1;
  const drawn: Float64Array[] = [];
  let place = 0;
  for (const { columns, row } of actions) {
    const count = segmenter.load(columns, row);
    for (let i = 0; i < count; i += 1, place += 1) {
      if (isDrawn[place] !== 1) continue;
      const segment = new Float64Array(SEGMENT_VALUES);
      segmenter.copy(i, segment);
      drawn.push(segment);
    }
  }
  return drawn;
};

const rowsOf = (values: Float64Array, width: number): number[][] =>
  Array.from({ length: values.length / width }, (_, i) => [...values.subarray(i * width, (i + 1) * width)]);

const meanOf = (segments: readonly Float64Array[]): number[] =>
  Array.from(
    { length: SEGMENT_VALUES },
    (_, i) => segments.reduce((sum, segment) => sum + (segment[i] ?? 0), 0) / segments.length,
  );

/** Least variance along an axis, so that one in which nothing varies does not divide by nothing. */
const LEAST_VARIANCE = 1e-3;

/** @throws RangeError when people hardly moved. */
export const estimateSpeed = (
  people: readonly (readonly PointerColumns[])[],
  mostSegments: number,
  random: Random,
): SpeedPopulation => {
  const segments = drawSegments(people.flatMap(actionsOf), mostSegments, random);
  const components = Math.min(COMPONENTS, Math.floor(segments.length / LEAST_A_COMPONENT));
  if (components < 1) throw new RangeError('people point too little to tell how they do');
  const mean = meanOf(segments);
  const centred = segments.map((segment) => segment.map((value, i) => value - (mean[i] ?? 0)));
  const covariance = scatter(centred, SEGMENT_VALUES, segments.length);
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(covariance, { assumeSymmetric: true });
  const axes = realEigenvalues
    .map((value, i) => ({ value, axis: eigenvectorMatrix.getColumn(i) }))
    .sort((a, b) => b.value - a.value)
    .slice(0, DIMENSIONS)
    .map(({ value, axis }) => axis.map((x) => x / Math.sqrt(Math.max(value, LEAST_VARIANCE))));
  const projection = createProjection(mean, axes);
  const data = new Float64Array(segments.length * DIMENSIONS);
  segments.forEach((segment, i) => {
    projection.project(segment, 0, data, i * DIMENSIONS);
  });
  const mixture = fitMixture({ count: segments.length, width: DIMENSIONS, data }, { ...OPTIONS, components }, random);
  return {
    mean,
    axes,
    shares: [...mixture.shares],
    means: rowsOf(mixture.means, DIMENSIONS),
    variances: rowsOf(mixture.variances, DIMENSIONS),
  };
};
