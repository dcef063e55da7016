/** A rule at every common factor on the limits, and where it keeps to a rate of wrong locks. */
import { quantileOf } from '../../ml/evaluation/bootstrap.ts';
import { createRandom } from '../../ml/random.ts';
import type { DecisionRule } from './decision-rules.ts';
import type { RecordedEvidence } from './recorded-evidence.ts';
import { watchPerson, type Outcome } from './watch-people.ts';

/** What happened, by factor and person. */
export type Sweep = readonly (readonly Outcome[])[];

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Own actions over which wrong locks are counted. */
export const PER_ACTIONS = 20_000;

const LEAST_FACTOR = 0.15;
const STEP = 1.04;
const STEPS = 130;
export const FACTORS: readonly number[] = Array.from({ length: STEPS }, (_, i) => LEAST_FACTOR * STEP ** i);

const RESAMPLES = 1_000;
const SEED = 1;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Keystrokes a stranger gets to type, on average over takeovers; who is never locked out counts with all they typed. */
export const workOf = ({ takeovers }: Outcome): number =>
  mean(takeovers.map(({ untilLock, typed }) => Math.min(untilLock, typed)));

export const meanWork = (outcomes: readonly Outcome[]): number => mean(outcomes.map(workOf));

/** @param limits the limit of each person at factor 1. */
export const sweep = (people: readonly RecordedEvidence[], rule: DecisionRule, limits: readonly number[]): Sweep =>
  FACTORS.map((factor) => people.map((person, i) => watchPerson(person, rule, factor * (limits[i] ?? 0))));

const rateOf = (outcomes: readonly Outcome[]): number =>
  (PER_ACTIONS * mean(outcomes.map(({ wrongLocks }) => wrongLocks))) /
  mean(outcomes.map(({ keystrokes }) => keystrokes));

/** The least factor from which on there are no more than `target` wrong locks in 20,000 actions; its place. */
export const operatingPoint = (swept: Sweep, target: number): number => {
  const last = swept.findLastIndex((outcomes) => rateOf(outcomes) > target);
  return Math.min(last + 1, swept.length - 1);
};

/** The people at these places only; a place may come twice. */
export const peopleAt = (swept: Sweep, places: readonly number[]): Sweep =>
  swept.map((outcomes) => places.flatMap((place) => outcomes[place] ?? []));

/**
 * How much longer a stranger works under one rule than under another at the same rate of wrong locks: a 95 % interval
 * over people, where every resample sets the two common factors anew.
 */
export const workDifference = (swept: Sweep, reference: Sweep, target: number): Interval => {
  const random = createRandom(SEED);
  const summarise = (some: Sweep): { rates: readonly Outcome[]; work: readonly number[] }[] =>
    some.map((outcomes) => ({ rates: outcomes, work: outcomes.map(workOf) }));
  const both = [summarise(swept), summarise(reference)] as const;
  const people = swept[0]?.length ?? 0;
  const differences = Array.from({ length: RESAMPLES }, () => {
    const drawn = Array.from({ length: people }, () => Math.floor(random() * people));
    const [work = NaN, ofReference = NaN] = both.map((one) => {
      const point = operatingPoint(
        one.map(({ rates }) => drawn.flatMap((place) => rates[place] ?? [])),
        target,
      );
      return mean(drawn.map((place) => one[point]?.work[place] ?? NaN));
    });
    return work - ofReference;
  });
  return { low: quantileOf(differences, 0.025), high: quantileOf(differences, 0.975) };
};
