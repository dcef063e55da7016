/**
 * How much likelier the user's timings are from the user than from somebody else: per key and key pair a predictive
 * distribution of the user, whose prior is the population, against that of the population. Empirical Bayes with
 * heavy tails; the form of the ratio follows speaker verification (Brümmer and du Preez 2006), open set.
 */
import { SLOT_COUNT, UNKNOWN_SLOT } from '../../contract/events.ts';
import type { KeystrokeColumns } from '../features/keystrokes.ts';
import type { DigraphPopulation, KindPopulation, TimingPrior } from '../population/digraph-population.ts';
import { SCALES, TIMING_KINDS, type TimingKind } from '../population/timing-scales.ts';
import { pairKey, type DigraphProfile } from './digraph-profile.ts';
import { SAMPLE_CAPACITY, type SortedSamples } from './sorted-sample.ts';

/** Degrees of freedom of Student's t: tails heavy enough for hesitations. */
const DEGREES = 5;
/** One timing counts for at most this, in nats. */
const CLIP = 3;
/** Pseudo-counts with which a user's variance in a group is shrunk towards the population's. */
const VARIANCE_PRIOR = 8;
/** Share of the between-person variance that remains once the user's overall tempo is known. */
const BEYOND_TEMPO = 0.6;
/** Between-person variance of the overall tempo. */
const TEMPO_VARIANCE = 0.05;
/** Pseudo-counts of the overall spread, and how far it may be from the population's. */
const SPREAD_PRIOR = 50;
const SPREAD_RANGE = [0.3, 3] as const;
/** A deviation beyond this, on the scale, is a hesitation and not the user's spread. */
const SPREAD_CLIP = 1.5;

interface Predictive {
  readonly mean: number;
  readonly variance: number;
}

interface UserKind {
  readonly population: KindPopulation;
  readonly groups: ReadonlyMap<number, Predictive>;
  /** How much slower (+) or faster (−) than people in general, on the scale. */
  readonly tempo: number;
  /** The user's variance in units of the population's. */
  readonly spread: number;
  /** Samples held by group: how often a group is met. */
  readonly met: ReadonlyMap<number, number>;
}

export type DigraphLikelihood = Readonly<Record<TimingKind, UserKind>>;

const priorOf = ({ groups, other }: KindPopulation, group: number): TimingPrior => groups.get(group) ?? other;

const samplesOf = (profile: DigraphProfile, kind: TimingKind): Map<number, number[]> => {
  const samples: SortedSamples = profile[kind];
  const scale = SCALES[kind];
  const groups = kind === 'dwell' ? SLOT_COUNT : profile.pairs;
  const found = new Map<number, number[]>();
  for (let group = 0; group < groups; group += 1) {
    const count = samples.count[group] ?? 0;
    if (count === 0) continue;
    const start = group * SAMPLE_CAPACITY;
    const values = Array.from(samples.values.subarray(start, start + count), (ms) => scale(ms));
    found.set(kind === 'dwell' ? group : (profile.keyOf[group] ?? 0), values);
  }
  return found;
};

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const tempoOf = (samples: ReadonlyMap<number, readonly number[]>, population: KindPopulation): number => {
  let weighted = 0;
  let weights = 1 / TEMPO_VARIANCE;
  for (const [group, values] of samples) {
    const { mean, between, within } = priorOf(population, group);
    const weight = 1 / (between + within / values.length);
    weighted += weight * (meanOf(values) - mean);
    weights += weight;
  }
  return weighted / weights;
};

const spreadOf = (samples: ReadonlyMap<number, readonly number[]>, { other }: KindPopulation): number => {
  let squares = SPREAD_PRIOR * other.within;
  let degrees = SPREAD_PRIOR;
  for (const values of samples.values()) {
    if (values.length < 2) continue;
    const mean = meanOf(values);
    for (const value of values) squares += Math.min(Math.abs(value - mean), SPREAD_CLIP) ** 2;
    degrees += values.length - 1;
  }
  const [least, most] = SPREAD_RANGE;
  return Math.min(most, Math.max(least, squares / degrees / other.within));
};

const predict = (values: readonly number[], prior: TimingPrior, tempo: number, spread: number): Predictive => {
  const n = values.length;
  const own = meanOf(values);
  const squares = values.reduce((sum, value) => sum + (value - own) ** 2, 0);
  const within = (squares + VARIANCE_PRIOR * prior.within * spread) / (n - 1 + VARIANCE_PRIOR);
  const between = prior.between * BEYOND_TEMPO;
  const precision = n / within + 1 / between;
  const mean = ((n * own) / within + (prior.mean + tempo) / between) / precision;
  return { mean, variance: within + 1 / precision };
};

const fitKind = (profile: DigraphProfile, population: KindPopulation, kind: TimingKind): UserKind => {
  const samples = samplesOf(profile, kind);
  const tempo = tempoOf(samples, population);
  const spread = spreadOf(samples, population);
  const groups = new Map<number, Predictive>();
  const met = new Map<number, number>();
  for (const [group, values] of samples) {
    groups.set(group, predict(values, priorOf(population, group), tempo, spread));
    met.set(group, values.length);
  }
  return { population, groups, tempo, spread, met };
};

/** The model of a user from what the digraph profile holds. */
export const fitDigraphLikelihood = (profile: DigraphProfile, population: DigraphPopulation): DigraphLikelihood => ({
  dwell: fitKind(profile, population.dwell, 'dwell'),
  downDown: fitKind(profile, population.downDown, 'downDown'),
  flight: fitKind(profile, population.flight, 'flight'),
});

/** Log of an unnormalised Student t density; the constant is the same for both sides of a ratio. */
const logDensity = (x: number, mean: number, variance: number): number =>
  -0.5 * Math.log(variance) - ((DEGREES + 1) / 2) * Math.log1p((x - mean) ** 2 / (DEGREES * variance));

/** Natural-log likelihood ratio user : population of one scaled time, within ±3. */
const ratioOf = (model: UserKind, group: number, x: number): number => {
  const prior = priorOf(model.population, group);
  const own = model.groups.get(group);
  const mean = own?.mean ?? prior.mean + model.tempo;
  const variance = own?.variance ?? prior.within * model.spread + prior.between * BEYOND_TEMPO;
  const ratio = logDensity(x, mean, variance) - logDensity(x, prior.mean, prior.within + prior.between);
  return Math.min(CLIP, Math.max(-CLIP, ratio));
};

/** Sums of ratios by kind of time; a kind that could not be compared adds 0. */
export type KindRatios = Record<TimingKind, number>;

/**
 * Ratios of the keystrokes `from` to `to` (exclusive), summed. Keys unknown to the layout count for nothing.
 *
 * @returns the sums, and how many keystrokes could be compared at all.
 */
export const scoreLikelihood = (
  model: DigraphLikelihood,
  { slot, prevSlot, dwellMs, downDownMs, flightMs }: KeystrokeColumns,
  from: number,
  to: number,
): KindRatios & { readonly compared: number } => {
  let dwell = 0;
  let downDown = 0;
  let flight = 0;
  let compared = 0;
  for (let i = from; i < to; i += 1) {
    const key = slot[i] ?? UNKNOWN_SLOT;
    if (key === UNKNOWN_SLOT) continue;
    compared += 1;
    const held = dwellMs[i] ?? NaN;
    if (held > 0) dwell += ratioOf(model.dwell, key, SCALES.dwell(held));
    const before = prevSlot[i] ?? UNKNOWN_SLOT;
    if (before === UNKNOWN_SLOT) continue;
    const pair = pairKey(before, key);
    const pressed = downDownMs[i] ?? NaN;
    if (pressed >= 0) downDown += ratioOf(model.downDown, pair, SCALES.downDown(pressed));
    const flown = flightMs[i] ?? NaN;
    if (!Number.isNaN(flown)) flight += ratioOf(model.flight, pair, SCALES.flight(flown));
  }
  return { dwell, downDown, flight, compared };
};

/** Midpoints of sixteen equally likely parts of the standard normal distribution. */
const QUANTILES = [
  -1.8627, -1.318, -1.01, -0.7764, -0.5791, -0.4023, -0.2372, -0.0784, 0.0784, 0.2372, 0.4023, 0.5791, 0.7764, 1.01,
  1.318, 1.8627,
];

/** Mean ratio by kind that timings of people in general would have, over the keys and pairs this user meets. */
export const expectedOfOthers = (model: DigraphLikelihood): KindRatios => {
  const expected: KindRatios = { dwell: 0, downDown: 0, flight: 0 };
  for (const kind of TIMING_KINDS) {
    const { met, population } = model[kind];
    let weighted = 0;
    let weights = 0;
    for (const [group, count] of met) {
      const { mean, between, within } = priorOf(population, group);
      const deviation = Math.sqrt(between + within);
      const ratios = QUANTILES.map((quantile) => ratioOf(model[kind], group, mean + quantile * deviation));
      weighted += count * meanOf(ratios);
      weights += count;
    }
    expected[kind] = weights === 0 ? 0 : weighted / weights;
  }
  return expected;
};
