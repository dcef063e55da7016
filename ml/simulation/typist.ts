/**
 * A simulated typist: what stays the same in one person's typing from day to day.
 *
 * Model: dwell and press-press times are log-normal (González et al. 2021, "On the shape of timings distributions in
 * free-text keystroke dynamics profiles", find log-normal among the best fitting), each logarithm a sum of effects:
 * population + key or key pair + person + person's finger or hand + person's own way with this key or pair + day +
 * slow wander of tempo + a heavy-tailed residual. Alternating hands are faster than one hand, and rollover (the next key
 * pressed before the last is released) differs greatly between people (Dhakal et al. 2018).
 *
 * The constants are variance components of `villani-freetext` (27 people × 6 sessions of composed text, Villani, Pace
 * University): aggregates over all people, in log ms. Marked "assumed" where nothing was measured. Approximations:
 * effects are independent of each other (measured correlation of a person's dwell and tempo: −0.11), and a person's
 * effects never change but by day and drift.
 */
import { createRandom, normal, type Random } from '../random.ts';
import { handOfKey, KEY, KEY_COUNT, KEY_FINGERS, LETTER_COUNT } from './keys.ts';

/** Standard deviations of log times unless said otherwise. */
export const TYPING_POPULATION = {
  dwellMedianMs: 91,
  dwellBetweenPeople: 0.206,
  dwellBetweenDays: 0.126,
  dwellBetweenKeys: 0.071,
  /** Of a person's own key effect (0.105 in all) the part that a finger's keys share: assumed. */
  dwellPersonFinger: 0.06,
  dwellPersonKey: 0.086,
  /** Smaller than the measured 0.289: keys let go early for the next press add the rest. */
  dwellResidual: 0.26,
  /** Correlation of successive dwell residuals. */
  dwellMemory: 0.13,
  /** Press-press time between letters of one word, below 1 s. */
  intervalMedianMs: 155,
  intervalBetweenPeople: 0.215,
  intervalBetweenDays: 0.102,
  /** Effects in log ms: hands alternate, one hand, one key twice. */
  alternatingHands: -0.085,
  sameHand: 0.113,
  repeatedKey: 0.055,
  /** Common effect of each pair beyond its hands. */
  intervalBetweenPairs: 0.13,
  beforeSpace: -0.147,
  afterSpace: 0.354,
  /** Punctuation, enter and shift: assumed. */
  rareKey: 0.25,
  /** Of a person's own pair effect (0.201 in all) the part that pairs with the same two hands share: assumed. */
  intervalPersonHands: 0.07,
  intervalPersonPair: 0.19,
  intervalResidual: 0.385,
  /** How the residual itself differs between people (log of its standard deviation). */
  dwellResidualSpread: 0.22,
  intervalResidualSpread: 0.14,
  /** Medians and log spreads over people of shares of keystrokes. */
  correctionShare: 0.046,
  correctionShareSpread: 0.5,
  wordPauseShare: 0.06,
  wordPauseShareSpread: 0.9,
  inWordPauseShare: 0.008,
  inWordPauseShareSpread: 0.6,
  /** Median time from a wrong key to the first correction, and between corrections. */
  noticeMs: 453,
  correctionIntervalMs: 170,
} as const;

export interface Typist {
  /** Mean log dwell in ms, by key. */
  readonly dwellLog: Float64Array;
  /** Mean log press-press time in ms, at `from * KEY_COUNT + to`. */
  readonly intervalLog: Float64Array;
  /** Standard deviations of the log residuals. */
  readonly dwellResidual: number;
  readonly intervalResidual: number;
  /** Share of keys held into the next press that stay held (0–1); the others are let go just before it. */
  readonly rollover: number;
  /** Share of keystrokes that correct. */
  readonly correctionShare: number;
  readonly wordPauseShare: number;
  readonly inWordPauseShare: number;
  readonly noticeMs: number;
  readonly correctionIntervalMs: number;
  /** Median hold of shift beyond the press of its letter, in ms. */
  readonly shiftOverlapMs: number;
  /** Change of log press-press time over a thousand keystrokes: fatigue or warming up (assumed). */
  readonly driftPerThousand: number;
}

/** Fixed: what all people share must not depend on the person's seed. */
const POPULATION_SEED = 20_180_421;
const population = createRandom(POPULATION_SEED);
const KEY_EFFECTS = Float64Array.from(
  { length: KEY_COUNT },
  () => TYPING_POPULATION.dwellBetweenKeys * normal(population),
);

const pairEffect = (from: number, to: number): number => {
  const effects = TYPING_POPULATION;
  const own = effects.intervalBetweenPairs * normal(population);
  if (from === to) return effects.repeatedKey + own;
  if (from === KEY.space) return effects.afterSpace + own;
  if (to === KEY.space) return effects.beforeSpace + own;
  if (from >= LETTER_COUNT || to >= LETTER_COUNT) return effects.rareKey + own;
  return (handOfKey(from) === handOfKey(to) ? effects.sameHand : effects.alternatingHands) + own;
};
const PAIR_EFFECTS = Float64Array.from({ length: KEY_COUNT * KEY_COUNT }, (_, pair) =>
  pairEffect(Math.floor(pair / KEY_COUNT), pair % KEY_COUNT),
);

const drawDwell = (random: Random): Float64Array => {
  const { dwellMedianMs, dwellBetweenPeople, dwellPersonFinger, dwellPersonKey } = TYPING_POPULATION;
  const person = Math.log(dwellMedianMs) + dwellBetweenPeople * normal(random);
  const fingers = Float64Array.from({ length: 10 }, () => dwellPersonFinger * normal(random));
  return KEY_EFFECTS.map(
    (effect, key) =>
      person + effect + (fingers[KEY_FINGERS[key] as number] as number) + dwellPersonKey * normal(random),
  );
};

const drawIntervals = (random: Random): Float64Array => {
  const { intervalMedianMs, intervalBetweenPeople, intervalPersonHands, intervalPersonPair } = TYPING_POPULATION;
  const person = Math.log(intervalMedianMs) + intervalBetweenPeople * normal(random);
  const hands = Float64Array.from({ length: 9 }, () => intervalPersonHands * normal(random));
  return PAIR_EFFECTS.map((effect, pair) => {
    const from = handOfKey(Math.floor(pair / KEY_COUNT)) + 1;
    const to = handOfKey(pair % KEY_COUNT) + 1;
    return person + effect + (hands[from * 3 + to] as number) + intervalPersonPair * normal(random);
  });
};

/** Draws a person. The same seed gives the same person. */
export const createTypist = (seed: number): Typist => {
  const random = createRandom(seed);
  const vary = (median: number, spread: number): number => median * Math.exp(spread * normal(random));
  const p = TYPING_POPULATION;
  return {
    dwellLog: drawDwell(random),
    intervalLog: drawIntervals(random),
    dwellResidual: vary(p.dwellResidual, p.dwellResidualSpread),
    intervalResidual: vary(p.intervalResidual, p.intervalResidualSpread),
    // Gives 2–27 % of letters overlapped (10th to 90th percentile of people; measured 3–38 %).
    rollover: 0.3 + 0.7 * random(),
    correctionShare: Math.min(0.2, vary(p.correctionShare, p.correctionShareSpread)),
    wordPauseShare: Math.min(0.4, vary(p.wordPauseShare, p.wordPauseShareSpread)),
    inWordPauseShare: Math.min(0.1, vary(p.inWordPauseShare, p.inWordPauseShareSpread)),
    noticeMs: vary(p.noticeMs, 0.25),
    correctionIntervalMs: vary(p.correctionIntervalMs, 0.2),
    shiftOverlapMs: vary(70, 0.4),
    driftPerThousand: 0.01 * normal(random),
  };
};
