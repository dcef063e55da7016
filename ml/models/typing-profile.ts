/**
 * How one user types, in sums: by key and key pair the count, mean and sum of squares of times freed from the tempo of
 * their sitting, and how tempo was over sittings. It knows keys by opaque slots only and holds no order among them.
 */
import { mergeMoments, NO_MOMENTS, boundMoments, type Moments } from '../population/moments.ts';
import type { TempoVariances } from '../population/typing-population.ts';
import { TIMING_KINDS, type TimingKind } from '../population/timing-scales.ts';

/** Times that one key or pair counts for at most: what is old weighs less and less. */
export const MOST_TIMES = 300;
/** Most key pairs held of a kind: writers of one language use 300–500 often. */
export const MAX_PAIRS = 600;
/** Sittings whose tempo is remembered; older ones weigh less and less. */
const MOST_SITTINGS = 30;
/** Times and sittings that what people in general do counts for, where weight against what was known is bounded. */
const KNOWN_BEFORE_TIMES = 2;
const KNOWN_BEFORE_SITTINGS = 1;

/** Tempo of the sitting that was learned last, and may go on. */
export interface RunningSitting {
  readonly times: number;
  /** Sum of the clipped deviations of its times from what was expected. */
  readonly sum: number;
  /** What it counts for among sittings, 0–1: short ones say little. */
  readonly weight: number;
}

export interface TempoHistory {
  /** Weight of the sittings before it, and the weighted sum of their tempos. */
  readonly sittings: number;
  readonly sum: number;
  readonly running: RunningSitting;
}

export interface KindProfile {
  readonly groups: ReadonlyMap<number, Moments>;
  readonly tempo: TempoHistory;
}

export interface TypingProfile {
  /** Keystrokes it was learned from. */
  readonly actions: number;
  /** Class of each slot that was seen. */
  readonly classOf: ReadonlyMap<number, number>;
  readonly kinds: Readonly<Record<TimingKind, KindProfile>>;
}

const NOT_RUNNING: RunningSitting = { times: 0, sum: 0, weight: 0 };
const NO_KIND: KindProfile = { groups: new Map(), tempo: { sittings: 0, sum: 0, running: NOT_RUNNING } };

/** A profile that knows nothing. */
export const createTypingProfile = (): TypingProfile => ({
  actions: 0,
  classOf: new Map(),
  kinds: { dwell: NO_KIND, downDown: NO_KIND, flight: NO_KIND },
});

/** The same for every kind of time. */
export const forEachKind = <T>(make: (kind: TimingKind) => T): Readonly<Record<TimingKind, T>> => {
  const [dwell, downDown, flight] = TIMING_KINDS;
  return { dwell: make(dwell), downDown: make(downDown), flight: make(flight) };
};

/** The tempo expected of the user's next passage: mean and variance, given what sittings showed. */
export interface ExpectedTempo {
  readonly centre: number;
  readonly variance: number;
}

/** All sittings, the running one among them: their weight, and the weighted sum of their tempos. */
export const historyOf = ({
  sittings,
  sum,
  running,
}: TempoHistory): { readonly weight: number; readonly sum: number } =>
  running.times === 0
    ? { weight: sittings, sum }
    : { weight: sittings + running.weight, sum: sum + (running.weight * running.sum) / running.times };

/** Mean tempo of all sittings, shrunk towards that of people in general (0) by how few they are. */
export const expectedTempo = (history: TempoHistory, variances: TempoVariances): ExpectedTempo => {
  const { person, sitting, passage } = variances;
  const { weight, sum } = historyOf(history);
  const precision = weight * person + sitting;
  return { centre: (person * sum) / precision, variance: sitting + passage + (person * sitting) / precision };
};

/** The history once the running sitting is over. */
const closed = (history: TempoHistory): TempoHistory => {
  const { weight, sum } = historyOf(history);
  const keep = weight > MOST_SITTINGS ? MOST_SITTINGS / weight : 1;
  return { sittings: weight * keep, sum: sum * keep, running: NOT_RUNNING };
};

/** Weight that new things may have beside `known` ones. */
const allowed = (known: number, mostShare: number): number =>
  mostShare >= 1 ? Infinity : (known * Math.max(mostShare, 0)) / (1 - mostShare);

/** What a sitting gathered of one kind: moments of raw times, and deviations from what was expected. */
export interface GatheredKind {
  readonly groups: ReadonlyMap<number, Moments>;
  readonly times: number;
  readonly deviations: number;
}

export interface LearnTyping {
  readonly goesOn: boolean;
  readonly mostShare: number;
  readonly tempo: TempoVariances;
  /** Variance of one time within one person. */
  readonly within: number;
}

/** An order that has nothing to do with when a pair was typed (Knuth's multiplicative hash). */
const scatter = (group: number): number => Math.imul(group, 0x9e3779b1) >>> 0;

const forgetRarest = (groups: ReadonlyMap<number, Moments>): ReadonlyMap<number, Moments> => {
  if (groups.size <= MAX_PAIRS) return groups;
  const order = [...groups].sort(
    ([one, { n: oneTimes }], [other, { n: otherTimes }]) => otherTimes - oneTimes || scatter(other) - scatter(one),
  );
  return new Map(order.slice(0, MAX_PAIRS));
};

/** One kind with what was gathered learned: its tempo is taken off first, so that only what differs by key is left. */
export const learnKind = (known: KindProfile, gathered: GatheredKind, options: LearnTyping): KindProfile => {
  if (gathered.times === 0) return known;
  const { goesOn, mostShare, tempo: variances, within } = options;
  const history = goesOn ? known.tempo : closed(known.tempo);
  const times = history.running.times + gathered.times;
  const sum = history.running.sum + gathered.deviations;
  const expected = expectedTempo({ ...history, running: NOT_RUNNING }, variances);
  const tempo =
    expected.centre + (expected.variance / (expected.variance + within / times)) * (sum / times - expected.centre);
  const ofSitting = variances.sitting + variances.passage;
  const weight = Math.min(
    ofSitting / (ofSitting + within / times),
    allowed(history.sittings + KNOWN_BEFORE_SITTINGS, mostShare),
  );

  const groups = new Map(known.groups);
  for (const [group, { n, mean, squares }] of gathered.groups) {
    const before = groups.get(group) ?? NO_MOMENTS;
    const most = allowed(before.n + KNOWN_BEFORE_TIMES, mostShare);
    if (most === 0) continue;
    const fresh = boundMoments({ n, mean: mean - tempo, squares }, most);
    groups.set(group, boundMoments(mergeMoments(before, fresh), MOST_TIMES));
  }
  return { groups: forgetRarest(groups), tempo: { ...history, running: { times, sum, weight } } };
};
