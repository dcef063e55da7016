/** How means of ten actions scatter within sittings, between a person's sittings and between people. */
import { BLOCK_ACTIONS } from '../models/movement-likelihood.ts';
import { along, scatter, shrinkTowardsDiagonal, standingOut } from './pointing-eigen.ts';
import type { MovementPopulation } from './pointing-population.ts';
import { evenly, meanOf, meanRow, plus, type ScoreRows } from './pointing-rows.ts';

const MOST_DIRECTIONS = 29;
/** Actions from one block to the next, and most blocks of one person: nobody counts for several. */
const HOP = 2;
const MOST_BLOCKS = 150;
/** Shrinkage of the scatter within and between sittings towards its diagonal, for there are more measures than people. */
const WITHIN_SHRINK = 0.1;
const WITHIN_RIDGE = 0.02;
const SESSION_SHRINK = 0.3;
/** Added to standard deviations, so that what never varies does not divide by nothing. */
const LEAST_SPREAD = 0.03;
/** Least variance between sittings and between people, in units of that of a block. */
const LEAST_VARIANCE = 0.02;

/** One session: how its blocks lie about their mean, its mean, and 1 / its length in blocks. */
interface Session {
  readonly apart: readonly Float64Array[];
  readonly mean: Float64Array;
  readonly noise: number;
}

const summarise = (session: ScoreRows, mostBlocks: number): Session => {
  const starts = Array.from({ length: Math.floor((session.rows - BLOCK_ACTIONS) / HOP) + 1 }, (_, i) => i * HOP);
  const blocks = evenly(starts, mostBlocks).map((start) => meanRow(session, start, start + BLOCK_ACTIONS));
  const centre = meanOf(blocks);
  return {
    apart: blocks.map((block) => plus(block, centre, -1)),
    mean: meanRow(session, 0, session.rows),
    noise: BLOCK_ACTIONS / session.rows,
  };
};

const average = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * @param people of each person the sessions.
 * @throws RangeError when fewer than three people have a session of a block.
 */
export const estimateMovement = (people: readonly (readonly ScoreRows[])[], width: number): MovementPopulation => {
  const persons = people
    .map((sessions) => sessions.filter(({ rows }) => rows >= BLOCK_ACTIONS))
    .map((sessions) => sessions.map((session) => summarise(session, Math.ceil(MOST_BLOCKS / sessions.length))))
    .filter(({ length }) => length > 0);
  if (persons.length < 3) throw new RangeError('fewer than three people point enough to tell people apart');
  const means = persons.map((sessions) => meanOf(sessions.map(({ mean }) => mean)));
  const centre = meanOf(means);
  const apart = persons.flatMap((sessions) => sessions.flatMap((session) => session.apart));
  const raw = scatter(apart, width, apart.length);
  const scale = Float64Array.from(raw.diagonal(), (variance) => Math.sqrt(variance) + LEAST_SPREAD);
  const scaled = (vector: Float64Array): Float64Array => vector.map((value, i) => value / (scale[i] ?? 1));

  const within = shrinkTowardsDiagonal(scatter(apart.map(scaled), width, apart.length), WITHIN_SHRINK, WITHIN_RIDGE);
  const several = persons.filter(({ length }) => length > 1);
  const steps = several.flatMap((sessions) => {
    const middle = meanOf(sessions.map(({ mean }) => mean));
    return sessions.map(({ mean }) => scaled(plus(mean, middle, -1)).map((v) => v / Math.sqrt(sessions.length - 1)));
  });
  const session = scatter(steps, width, Math.max(1, several.length));
  const between = scatter(
    means.map((mean) => scaled(plus(mean, centre, -1))),
    width,
    persons.length - 1,
  );
  const sum = shrinkTowardsDiagonal(session, SESSION_SHRINK, 0).add(within);
  const directions = standingOut(between, sum, Math.min(MOST_DIRECTIONS, persons.length - 1));

  // Blocks are few, so that means of sessions, and of people, scatter by chance too.
  const sessionNoise = average(several.map((sessions) => average(sessions.map(({ noise }) => noise))));
  const personNoise = average(persons.map((sessions) => average(sessions.map(({ noise }) => noise)) / sessions.length));
  const perPerson = average(persons.map(({ length }) => 1 / length));
  const variances = directions.map(({ vector }) => {
    const w = along(within, vector);
    const s = Math.max(along(session, vector) - w * sessionNoise, LEAST_VARIANCE);
    const b = Math.max(along(between, vector) - s * perPerson - w * personNoise, LEAST_VARIANCE);
    return { w, s, b };
  });
  return {
    mean: [...centre],
    directions: directions.map(({ vector }) => [...scaled(vector)]),
    within: variances.map(({ w }) => w),
    session: variances.map(({ s }) => s),
    between: variances.map(({ b }) => b),
  };
};
