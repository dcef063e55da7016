/** The population of key timings from recorded people: no row of any recording is in it, and no key. */
import type { KeystrokeColumns } from '../features/keystrokes.ts';
import { estimateClassPriors, LEAST_VARIANCE, type ClassPriors } from './class-priors.ts';
import { tempoVariances } from './tempo-variances.ts';
import { TIMING_KINDS, type TimingKind } from './timing-scales.ts';
import type { ClassPrior, KindPopulation, TypingPopulation, TypingWeights } from './typing-population.ts';
import { deviationsOf, personGroups, sessionsOf, type PersonGroup, type SessionTimes } from './typing-sessions.ts';
import { coarseClass, isRepeated } from './typing-times.ts';

/** Tempo and class means depend on each other: they hardly change after the second round. */
const ROUNDS = 3;
/** Significant digits kept: more would only say which recordings it was made from. */
const DIGITS = 5;

/** Typical of people whose population is estimated from others. */
export const TYPICAL_WEIGHTS: TypingWeights = { dwell: 0.7, downDown: 0.8, flight: 0.55, bias: -1.6 };

const round = (value: number): number => Number(value.toPrecision(DIGITS));

const roundPrior = ({ mean, between, within }: ClassPrior): ClassPrior => ({
  mean: round(mean),
  between: round(between),
  within: round(within),
});

const average = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0) / values.length;

const priorIn = ({ classes, other }: ClassPriors, ofGroup: number): ClassPrior => classes.get(ofGroup) ?? other;

/** Covariance of what different keys or pairs of one person and one coarse class have beyond their class's mean. */
const sharedVariance = (kind: TimingKind, people: readonly (readonly PersonGroup[])[], priors: ClassPriors): number => {
  let products = 0;
  let divisor = 0;
  for (const groups of people) {
    const sums = new Map<number, { value: number; squares: number; weight: number; squaredWeight: number }>();
    for (const { group, ofGroup, n, mean } of groups) {
      const prior = priorIn(priors, ofGroup);
      const coarse = coarseClass(kind, ofGroup, isRepeated(kind, group));
      const own = sums.get(coarse) ?? { value: 0, squares: 0, weight: 0, squaredWeight: 0 };
      const weight = 1 / (prior.between + prior.within / n);
      const value = weight * (mean - prior.mean);
      own.value += value;
      own.squares += value * value;
      own.weight += weight;
      own.squaredWeight += weight * weight;
      sums.set(coarse, own);
    }
    for (const { value, squares, weight, squaredWeight } of sums.values()) {
      products += value * value - squares;
      divisor += weight * weight - squaredWeight;
    }
  }
  return Math.max(divisor > 0 ? products / divisor : 0, LEAST_VARIANCE);
};

const estimateKind = (kind: TimingKind, people: readonly (readonly SessionTimes[])[]): KindPopulation => {
  const groupsAt = (tempos: readonly (readonly number[])[]): readonly (readonly PersonGroup[])[] =>
    people.map((sessions, person) => personGroups(sessions, tempos[person] ?? []));
  const deviationsFrom = (priors: ClassPriors): readonly (readonly (readonly number[])[])[] =>
    people.map((sessions) =>
      sessions.map((session) => deviationsOf(session, (ofGroup) => priorIn(priors, ofGroup).mean)),
    );
  const none = people.map((sessions) => sessions.map(() => 0));

  let priors = estimateClassPriors(groupsAt(none));
  for (let done = 1; done < ROUNDS; done += 1) {
    priors = estimateClassPriors(groupsAt(deviationsFrom(priors).map((own) => own.map(average))));
  }
  const deviations = deviationsFrom(priors);
  const tempo = tempoVariances(deviations, priors.other.within);
  const shared = sharedVariance(kind, groupsAt(deviations.map((own) => own.map(average))), priors);
  const byClass = [...priors.classes].sort(([one], [other]) => one - other);
  return {
    classes: Object.fromEntries(byClass.map(([ofGroup, prior]) => [ofGroup, roundPrior(prior)])),
    other: roundPrior(priors.other),
    between: round(priors.between),
    shared: round(shared),
    tempo: { person: round(tempo.person), sitting: round(tempo.sitting), passage: round(tempo.passage) },
  };
};

/**
 * @param people of each person the sessions.
 * @param weights from `fitTypingWeights`, on people who are not to be judged by them.
 * @throws RangeError when there is a kind of time that nobody has.
 */
export const estimateTypingPopulation = (
  people: readonly (readonly KeystrokeColumns[])[],
  weights: TypingWeights = TYPICAL_WEIGHTS,
): TypingPopulation => {
  const estimate = (kind: TimingKind): KindPopulation =>
    estimateKind(
      kind,
      people.map((sessions) => sessionsOf(sessions, kind)),
    );
  const [dwell, downDown, flight] = TIMING_KINDS;
  return {
    kinds: { dwell: estimate(dwell), downDown: estimate(downDown), flight: estimate(flight) },
    weights,
  };
};
