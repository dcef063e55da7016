/** How means of seventy actions scatter within people, and people's means among them. */
import { CHUNK_ACTIONS } from '../models/movement-sitting.ts';
import { scatter, shrinkTowardsDiagonal, standingOut } from './pointing-eigen.ts';
import type { SittingPopulation } from './pointing-population.ts';
import { evenly, meanOf, meanRow, plus, type ScoreRows } from './pointing-rows.ts';

const DIRECTIONS = 20;
/** Chunks that are taken of a session, from its start, and of a person: nobody counts for several. */
const MOST_OF_SESSION = 8;
const MOST_OF_PERSON = 8;
/** Shrinkage towards the diagonal, and what is added to it. */
const WITHIN_SHRINK = 0.1;
const WITHIN_RIDGE = 2e-3;
const BETWEEN_SHRINK = 0.2;

const chunksOf = (session: ScoreRows): readonly Float64Array[] =>
  Array.from({ length: Math.min(MOST_OF_SESSION, Math.floor(session.rows / CHUNK_ACTIONS)) }, (_, i) =>
    meanRow(session, i * CHUNK_ACTIONS, (i + 1) * CHUNK_ACTIONS),
  );

/**
 * @param people of each person the sessions.
 * @throws RangeError when fewer than three people have a session of a chunk.
 */
export const estimateSittings = (people: readonly (readonly ScoreRows[])[], width: number): SittingPopulation => {
  const persons = people
    .map((sessions) => evenly(sessions.flatMap(chunksOf), MOST_OF_PERSON))
    .filter(({ length }) => length > 0);
  if (persons.length < 3) throw new RangeError('fewer than three people point long enough to tell people apart');
  const means = persons.map(meanOf);
  const centre = meanOf(means);
  const apart = persons.flatMap((chunks, person) => chunks.map((chunk) => plus(chunk, means[person] ?? centre, -1)));
  const within = shrinkTowardsDiagonal(scatter(apart, width, apart.length), WITHIN_SHRINK, WITHIN_RIDGE);
  const scattered = means.map((mean) => plus(mean, centre, -1));
  const between = shrinkTowardsDiagonal(scatter(scattered, width, persons.length), BETWEEN_SHRINK, 0);
  const directions = standingOut(between, within, DIRECTIONS);
  return {
    mean: [...centre],
    directions: directions.map(({ vector }) => [...vector]),
    between: directions.map(({ value }) => value),
  };
};
