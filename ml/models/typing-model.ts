/**
 * What a user's next time on a key or pair will be, and what somebody else's would be: per group a predictive
 * distribution whose prior is the class in the population and what the user does in the coarse class. Empirical Bayes with
 * heavy tails; the form of the ratio follows speaker verification (Brümmer and du Preez 2006), open set.
 */
import type { Moments } from '../population/moments.ts';
import type { TimingKind } from '../population/timing-scales.ts';
import type { ClassPrior, KindPopulation, TempoVariances } from '../population/typing-population.ts';
import { classOfGroup, coarseClass, isRepeated } from '../population/typing-times.ts';
import { predictive, type Expectation } from './heavy-tail.ts';
import { expectedTempo, type ExpectedTempo, type KindProfile } from './typing-profile.ts';

/** Pseudo-counts with which a user's variance in a group is shrunk towards the population's. */
const VARIANCE_PRIOR = 8;
/** Pseudo-counts of the overall spread, and how far it may be from the population's. */
const SPREAD_PRIOR = 50;
const SPREAD_RANGE = [0.3, 3] as const;
/** Mean square that counts towards the overall spread at most: beyond it are hesitations. */
const MOST_SQUARE = 0.6;
/** Most of the between-person variance that can be shared within a coarse class, least that is left within it. */
const MOST_SHARED = 0.9;
const LEAST_UNSHARED = 0.2;

/** One kind of time of people in general, ready to compare. */
export interface KindPriors {
  readonly kind: TimingKind;
  readonly prior: (ofGroup: number) => ClassPrior;
  readonly other: ClassPrior;
  readonly shared: number;
  readonly tempo: TempoVariances;
}

export const prepareKind = (
  kind: TimingKind,
  { classes, other, between, shared, tempo }: KindPopulation,
): KindPriors => {
  const priors = new Map(Object.entries(classes).map(([ofGroup, prior]) => [Number(ofGroup), prior]));
  return {
    kind,
    prior: (ofGroup) => priors.get(ofGroup) ?? other,
    other,
    shared: Math.min(shared, MOST_SHARED * between),
    tempo,
  };
};

/** One kind of time of one user beside that of people in general. */
export interface KindModel {
  readonly priors: KindPriors;
  /** Times on a key or pair, tempo taken off; also on one that was never seen. */
  readonly expect: (group: number, ofGroup: number) => Expectation;
  readonly tempo: ExpectedTempo;
  /** How often each group was met, and its class. */
  readonly met: readonly { readonly group: number; readonly ofGroup: number; readonly times: number }[];
}

interface Known extends Moments {
  readonly group: number;
  readonly ofGroup: number;
  readonly prior: ClassPrior;
  readonly coarse: number;
}

/** The user's variance in units of the population's. */
const spreadOf = (known: readonly Known[], within: number): number => {
  let squares = SPREAD_PRIOR * within;
  let degrees = SPREAD_PRIOR;
  for (const { n, squares: own } of known) {
    if (n <= 1) continue;
    squares += Math.min(own, MOST_SQUARE * (n - 1));
    degrees += n - 1;
  }
  const [least, most] = SPREAD_RANGE;
  return Math.min(most, Math.max(least, squares / degrees / within));
};

interface Shift {
  readonly mean: number;
  readonly variance: number;
}

/** How the user differs from people in general in each coarse class. */
const shiftsOf = (
  known: readonly Known[],
  shared: number,
  left: (prior: ClassPrior) => number,
  variance: (own: Known) => number,
): ReadonlyMap<number, Shift> => {
  const sums = new Map<number, { weighted: number; weights: number }>();
  for (const own of known) {
    const weight = 1 / (left(own.prior) + variance(own) / own.n);
    const { weighted, weights } = sums.get(own.coarse) ?? { weighted: 0, weights: 1 / shared };
    sums.set(own.coarse, { weighted: weighted + weight * (own.mean - own.prior.mean), weights: weights + weight });
  }
  return new Map(
    [...sums].map(([coarse, { weighted, weights }]) => [coarse, { mean: weighted / weights, variance: 1 / weights }]),
  );
};

export const fitKind = (profile: KindProfile, classOf: ReadonlyMap<number, number>, priors: KindPriors): KindModel => {
  const { kind, shared } = priors;
  const known = [...profile.groups].map(([group, moments]): Known => {
    const ofGroup = classOfGroup(kind, group, classOf);
    const coarse = coarseClass(kind, ofGroup, isRepeated(kind, group));
    return { ...moments, group, ofGroup, prior: priors.prior(ofGroup), coarse };
  });
  const spread = spreadOf(known, priors.other.within);
  const left = ({ between }: ClassPrior): number => Math.max(between - shared, LEAST_UNSHARED * between);
  const variance = ({ n, squares, prior }: Known): number =>
    (squares + VARIANCE_PRIOR * prior.within * spread) / (Math.max(n - 1, 0) + VARIANCE_PRIOR);
  const shifts = shiftsOf(known, shared, left, variance);
  const nowhere: Shift = { mean: 0, variance: shared };

  /** @param n of times seen, @param own their mean, @param within their variance. */
  const expectation = (prior: ClassPrior, shift: Shift, n: number, own: number, within: number): Expectation => {
    const between = left(prior) + shift.variance;
    const uncertain = 1 / (n / within + 1 / between);
    const mean = uncertain * ((n * own) / within + (prior.mean + shift.mean) / between);
    return { own: predictive(mean, within + uncertain), others: predictive(prior.mean, prior.within + prior.between) };
  };
  const seen = new Map(
    known.map((own) => {
      const shift = shifts.get(own.coarse) ?? nowhere;
      return [own.group, expectation(own.prior, shift, own.n, own.mean, variance(own))];
    }),
  );
  const unseen = new Map<number, Expectation>();
  const ofUnseen = (ofGroup: number, repeated: boolean): Expectation => {
    const shift = shifts.get(coarseClass(kind, ofGroup, repeated)) ?? nowhere;
    const prior = priors.prior(ofGroup);
    return expectation(prior, shift, 0, 0, prior.within * spread);
  };
  return {
    priors,
    expect: (group, ofGroup) => {
      const held = seen.get(group);
      if (held !== undefined) return held;
      const repeated = isRepeated(kind, group);
      const key = ofGroup * 2 + Number(repeated);
      const found = unseen.get(key) ?? ofUnseen(ofGroup, repeated);
      unseen.set(key, found);
      return found;
    },
    tempo: expectedTempo(profile.tempo, priors.tempo),
    met: known.map(({ group, ofGroup, n }) => ({ group, ofGroup, times: n })),
  };
};
