/** Variance components by class of key or pair, by the method of moments (Searle, Casella and McCulloch 1992, chapter 3). */
import type { ClassPrior } from './typing-population.ts';
import type { PersonGroup } from './typing-sessions.ts';

/** Degrees of freedom that the variance over all classes counts for in a class's own. */
const WITHIN_PRIOR = 20;
/** Persons' keys or pairs that the between-person variance over all classes counts for in a class's own. */
const BETWEEN_PRIOR = 20;
/** Below this share of the usual, a between-person variance is chance. */
const LEAST_BETWEEN = 0.2;
/** Classes known from fewer people are left to the prior for all others: from two, either could be reckoned back. */
const MIN_PEOPLE = 3;
/** Fewest means in a class for its spread to say something about people. */
const MIN_MEANS = 3;
export const LEAST_VARIANCE = 1e-4;
const LEAST_VARIANCE_OF_CLASSES = 1e-3;

export interface ClassPriors {
  readonly classes: ReadonlyMap<number, ClassPrior>;
  readonly other: ClassPrior;
  readonly between: number;
}

const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((total, item) => total + of(item), 0);

interface ClassSums {
  readonly people: number;
  readonly count: number;
  /** Between-person variance, as far as these show it: excess of squares, and its divisor. */
  readonly excess: number;
  readonly divisor: number;
  readonly means: readonly PersonGroup[];
}

const sumsOf = (people: readonly (readonly PersonGroup[])[], within: number): Map<number, ClassSums> => {
  const found = new Map<number, { means: PersonGroup[]; people: Set<number> }>();
  people.forEach((groups, person) => {
    for (const group of groups) {
      const own = found.get(group.ofGroup) ?? { means: [], people: new Set() };
      own.means.push(group);
      own.people.add(person);
      found.set(group.ofGroup, own);
    }
  });
  return new Map(
    [...found].map(([ofGroup, { means, people: typists }]) => {
      const n = sum(means, (own) => own.n);
      const mean = sum(means, (own) => own.n * own.mean) / n;
      const excess = sum(means, (own) => own.n * (own.mean - mean) ** 2) - (means.length - 1) * within;
      const divisor = n - sum(means, (own) => own.n ** 2) / n;
      return [ofGroup, { people: typists.size, count: means.length, excess, divisor, means }];
    }),
  );
};

interface Estimate extends ClassPrior {
  /** Variance of the mean. */
  readonly error: number;
}

const estimate = ({ count, excess, divisor, means }: ClassSums, within: number, between: number): Estimate => {
  const weights = sum(means, ({ n }) => 1 / (between + within / n));
  const own = divisor > 0 ? excess / divisor : between;
  const degrees = sum(means, ({ n }) => Math.max(n - 1, 0));
  return {
    mean: sum(means, ({ n, mean }) => mean / (between + within / n)) / weights,
    between: Math.max((own * count + BETWEEN_PRIOR * between) / (count + BETWEEN_PRIOR), LEAST_BETWEEN * between),
    within: (sum(means, ({ squares }) => squares) + WITHIN_PRIOR * within) / (degrees + WITHIN_PRIOR),
    error: 1 / weights,
  };
};

/**
 * Priors by class from every person's keys or pairs. A class's mean is shrunk towards the mean of all by how uncertain it
 * is, and that uncertainty is added to its between-person variance.
 *
 * @throws RangeError without any time.
 */
export const estimateClassPriors = (people: readonly (readonly PersonGroup[])[]): ClassPriors => {
  const all = people.flat();
  if (all.length === 0) throw new RangeError('a population needs at least one time of each kind');
  const degrees = sum(all, ({ n }) => Math.max(n - 1, 0));
  const within = Math.max(degrees > 0 ? sum(all, ({ squares }) => squares) / degrees : 0, LEAST_VARIANCE);
  const sums = sumsOf(people, within);
  const telling = [...sums.values()].filter(({ count }) => count >= MIN_MEANS);
  const divisor = sum(telling, (own) => own.divisor);
  const between = Math.max(divisor > 0 ? sum(telling, (own) => own.excess) / divisor : 0, LEAST_VARIANCE);
  const estimates = new Map([...sums].map(([ofGroup, own]) => [ofGroup, estimate(own, within, between)]));
  const known = [...estimates.values()];
  const centre = sum(known, ({ mean }) => mean) / known.length;
  const spread = sum(known, ({ mean }) => (mean - centre) ** 2) / known.length;
  const chance = sum(known, ({ error }) => error) / known.length;
  const ofClasses = Math.max(spread - chance, LEAST_VARIANCE_OF_CLASSES);
  const grand = sum(all, ({ n, mean }) => n * mean) / sum(all, ({ n }) => n);

  const classes = new Map<number, ClassPrior>();
  for (const [ofGroup, own] of estimates) {
    if ((sums.get(ofGroup)?.people ?? 0) < MIN_PEOPLE) continue;
    const keep = ofClasses / (ofClasses + own.error);
    classes.set(ofGroup, {
      mean: grand + keep * (own.mean - grand),
      between: own.between + (1 - keep) * ofClasses,
      within: own.within,
    });
  }
  return { classes, other: { mean: grand, between: between + ofClasses, within }, between };
};
