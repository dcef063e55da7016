/** Variance components of key timings over people, by the method of moments (Searle, Casella and McCulloch 1992, chapter 3). */
import type { KindPopulation, TimingPrior } from './digraph-population.ts';

/** Scaled times of one person by group. */
export type PersonTimings = ReadonlyMap<number, readonly number[]>;

/** Degrees of freedom that the variance over all groups counts for in a group's own. */
const WITHIN_PRIOR = 20;
const BETWEEN_PRIOR_PEOPLE = 10;
/** Below this share of the usual, a between-person variance is chance. */
const LEAST_BETWEEN = 0.3;
const LEAST_VARIANCE = 1e-4;
/** Groups known from fewer people are left to the prior for unknown ones: from two, either could be reckoned back. */
const MIN_PEOPLE = 3;

interface Summary {
  readonly n: number;
  readonly mean: number;
  /** Sum of squares around the mean. */
  readonly squares: number;
}

const sum = (values: Iterable<number>): number => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};

const summarise = (values: readonly number[]): Summary => {
  const mean = sum(values) / values.length;
  return { n: values.length, mean, squares: sum(values.map((value) => (value - mean) ** 2)) };
};

const byGroup = (people: readonly PersonTimings[]): Map<number, Summary[]> => {
  const groups = new Map<number, Summary[]>();
  for (const person of people) {
    for (const [group, values] of person) {
      if (values.length === 0) continue;
      const own = groups.get(group);
      if (own === undefined) groups.set(group, [summarise(values)]);
      else own.push(summarise(values));
    }
  }
  return groups;
};

/** Variance within a person, pooled over all people and groups. */
const pooledWithin = (all: readonly Summary[][]): number => {
  const squares = sum(all.flat().map((own) => own.squares));
  const degrees = sum(all.flat().map(({ n }) => n - 1));
  return degrees > 0 ? Math.max(squares / degrees, LEAST_VARIANCE) : LEAST_VARIANCE;
};

/** Variance between people's means within a group, pooled over groups. */
const pooledBetween = (all: readonly Summary[][], within: number): number => {
  let excess = 0;
  let weight = 0;
  for (const people of all) {
    if (people.length < 3) continue;
    const n = sum(people.map((own) => own.n));
    const mean = sum(people.map((own) => own.n * own.mean)) / n;
    excess += sum(people.map((own) => own.n * (own.mean - mean) ** 2)) - (people.length - 1) * within;
    weight += n - sum(people.map((own) => own.n ** 2)) / n;
  }
  return weight > 0 ? Math.max(excess / weight, LEAST_VARIANCE) : LEAST_VARIANCE;
};

const estimateGroup = (
  people: readonly Summary[],
  within: number,
  between: number,
): TimingPrior & { readonly error: number } => {
  const weights = people.map(({ n }) => 1 / (between + within / n));
  const total = sum(weights);
  const mean = sum(people.map((own, i) => own.mean * (weights[i] ?? 0))) / total;
  const degrees = sum(people.map(({ n }) => n - 1));
  const ownWithin = (sum(people.map(({ squares }) => squares)) + WITHIN_PRIOR * within) / (degrees + WITHIN_PRIOR);
  const count = people.length;
  const spread =
    count < 2
      ? between
      : ((sum(people.map((own, i) => (weights[i] ?? 0) * (own.mean - mean) ** 2)) / total) * count) / (count - 1);
  const chance = sum(people.map(({ n }) => ownWithin / n)) / count;
  const ownBetween =
    (count * Math.max(spread - chance, 0) + BETWEEN_PRIOR_PEOPLE * between) / (count + BETWEEN_PRIOR_PEOPLE);
  return { mean, between: Math.max(ownBetween, LEAST_BETWEEN * between), within: ownWithin, error: 1 / total };
};

/**
 * Priors of one kind of time from many people's scaled times. A group's mean is shrunk towards the mean of all groups by
 * how uncertain it is, and that uncertainty is added to its between-person variance.
 *
 * @throws RangeError without any time.
 */
export const estimateKind = (people: readonly PersonTimings[]): KindPopulation => {
  const groups = byGroup(people);
  const all = [...groups.values()];
  if (all.length === 0) throw new RangeError('a population needs at least one time');
  const within = pooledWithin(all);
  const between = pooledBetween(all, within);
  const grand = sum(all.flat().map(({ n, mean }) => n * mean)) / sum(all.flat().map(({ n }) => n));
  const estimates = new Map([...groups].map(([group, own]) => [group, estimateGroup(own, within, between)]));
  const means = [...estimates.values()];
  const centre = sum(means.map(({ mean }) => mean)) / means.length;
  const spread = sum(means.map(({ mean }) => (mean - centre) ** 2)) / means.length;
  const ofGroups = Math.max(spread - sum(means.map(({ error }) => error)) / means.length, 1e-3);

  const shrunk = new Map<number, TimingPrior>();
  for (const [group, { mean, between: own, within: ownWithin, error }] of estimates) {
    if ((groups.get(group)?.length ?? 0) < MIN_PEOPLE) continue;
    const keep = ofGroups / (ofGroups + error);
    shrunk.set(group, {
      mean: grand + keep * (mean - grand),
      between: own + (1 - keep) * ofGroups,
      within: ownWithin,
    });
  }
  return { groups: shrunk, other: { mean: grand, between: between + ofGroups, within } };
};
