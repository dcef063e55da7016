/** How much tempo differs between people, between one person's sittings and between passages of one sitting. */
import { LEAST_VARIANCE } from './class-priors.ts';
import type { TempoVariances } from './typing-population.ts';

/** Times in one passage, and fewest passages for a session to say how much they differ. */
const PASSAGE = 50;
const MIN_PASSAGES = 4;
const LEAST_PERSON_VARIANCE = 1e-3;

const mean = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0) / values.length;

const squaresOf = (values: readonly number[]): number => {
  const centre = mean(values);
  return values.reduce((total, value) => total + (value - centre) ** 2, 0);
};

const varianceOf = (values: readonly number[]): number =>
  values.length < 2 ? 0 : squaresOf(values) / (values.length - 1);

/** Variance between passages of one session beyond that of means of independent times; null of a short session. */
const passageVariance = (deviations: readonly number[]): number | null => {
  const count = Math.floor(deviations.length / PASSAGE);
  if (count < MIN_PASSAGES) return null;
  const passages = Array.from({ length: count }, (_, i) => deviations.slice(i * PASSAGE, (i + 1) * PASSAGE));
  return varianceOf(passages.map(mean)) - mean(passages.map(varianceOf)) / PASSAGE;
};

/**
 * Each variance is freed from what chance adds to it.
 *
 * @param people of each person the clipped deviations of each session, in the order they came.
 * @param within variance of one time within one person.
 */
export const tempoVariances = (people: readonly (readonly (readonly number[])[])[], within: number): TempoVariances => {
  const seen = people.filter(({ length }) => length > 0);
  const tempos = seen.map((sessions) => sessions.map(mean));
  const degrees = tempos.reduce((total, { length }) => total + length - 1, 0);
  const raw = degrees > 0 ? tempos.reduce((total, own) => total + squaresOf(own), 0) / degrees : 0;
  const chance = mean(seen.flat().map(({ length }) => within / length));
  const sessions = mean(seen.map(({ length }) => length));
  const passages = seen.flat().flatMap((deviations) => passageVariance(deviations) ?? []);
  return {
    person: Math.max(varianceOf(tempos.map(mean)) - raw / sessions, LEAST_PERSON_VARIANCE),
    sitting: Math.max(raw - chance, LEAST_VARIANCE),
    passage: Math.max(passages.length === 0 ? 0 : mean(passages), LEAST_VARIANCE),
  };
};
