/**
 * How long the user holds each key and takes from key to key, scored by tail area: ITAD of Ayotte, Banavar, Hou and
 * Schuckers 2020 ("Fast free-text authentication via instance-based keystroke dynamics"). It learns keystroke by
 * keystroke, knows keys by opaque slots only, and holds nothing longer than a pair and no order among pairs.
 */
import { SLOT_COUNT, UNKNOWN_SLOT } from '../../contract/events.ts';
import type { KeystrokeColumns } from '../features/keystrokes.ts';
import type { Random } from '../random.ts';
import { addSample, createSamples, tailArea, type SortedSamples } from './sorted-sample.ts';

/** Most key pairs held: writers of one language use 300–500 often. */
export const MAX_PAIRS = 600;
/** Fewer samples say nothing about a tail. */
const MIN_SAMPLES = 4;

/** Changed in place by {@link absorb}. */
export interface DigraphProfile {
  /** By slot. */
  readonly dwell: SortedSamples;
  /** By pair, as numbered by `pairOf`: release of the first key to press of the second. */
  readonly flight: SortedSamples;
  /** By pair: press to press. */
  readonly downDown: SortedSamples;
  /** Number of a pair, plus one, by {@link pairKey}; 0 where the pair is not held. */
  readonly pairOf: Uint16Array;
  /** {@link pairKey} of each pair held. */
  readonly keyOf: Uint16Array;
  pairs: number;
  /** Pairs learned so far; of a profile that was stored, the samples it holds. */
  additions: number;
}

/** One number for two slots. */
export const pairKey = (prevSlot: number, slot: number): number => prevSlot * SLOT_COUNT + slot;

/** A profile that knows nothing. */
export const createDigraphProfile = (): DigraphProfile => ({
  dwell: createSamples(SLOT_COUNT),
  flight: createSamples(MAX_PAIRS),
  downDown: createSamples(MAX_PAIRS),
  pairOf: new Uint16Array(SLOT_COUNT * SLOT_COUNT),
  keyOf: new Uint16Array(MAX_PAIRS),
  pairs: 0,
  additions: 0,
});

/** Samples held for a pair: stands for how often it was seen without counting further than needed. */
const heldOf = ({ flight, downDown }: DigraphProfile, pair: number): number =>
  Math.max(flight.count[pair] ?? 0, downDown.count[pair] ?? 0);

/**
 * A pair with the fewest samples, by chance among equals: keeping track of which was seen last would keep the order in
 * which keys were pressed.
 */
const leastSeen = (profile: DigraphProfile, random: Random): number => {
  let least = 0;
  let equals = 1;
  for (let pair = 1; pair < profile.pairs; pair++) {
    const fewer = heldOf(profile, pair) - heldOf(profile, least);
    equals = fewer < 0 ? 1 : equals + Number(fewer === 0);
    if (fewer < 0 || (fewer === 0 && random() * equals < 1)) least = pair;
  }
  return least;
};

/** Number of the pair; a pair not held yet gets a free number, or that of the least-seen pair, which is forgotten. */
const holdPair = (profile: DigraphProfile, key: number, random: Random): number => {
  const known = profile.pairOf[key] ?? 0;
  if (known > 0) return known - 1;
  const pair = profile.pairs < MAX_PAIRS ? profile.pairs++ : leastSeen(profile, random);
  const forgotten = profile.keyOf[pair] ?? 0;
  if (profile.pairOf[forgotten] === pair + 1) profile.pairOf[forgotten] = 0;
  profile.pairOf[key] = pair + 1;
  profile.keyOf[pair] = key;
  profile.flight.count[pair] = 0;
  profile.downDown.count[pair] = 0;
  return pair;
};

/**
 * Learns one keystroke.
 *
 * @param slot of the key; nothing is learned of an unknown one (0).
 * @param prevSlot of the key before, 0 where there is no valid predecessor: then the dwell alone is learned.
 * @param dwellMs press to release; NaN is missing, as for the others.
 * @param flightMs release of the key before to press, negative when they overlap.
 * @param downDownMs press of the key before to press.
 * @param random chooses what a full sample gives up.
 */
export const absorb = (
  profile: DigraphProfile,
  slot: number,
  prevSlot: number,
  dwellMs: number,
  flightMs: number,
  downDownMs: number,
  random: Random,
): void => {
  if (slot === UNKNOWN_SLOT || slot >= SLOT_COUNT || prevSlot >= SLOT_COUNT) return;
  if (Number.isFinite(dwellMs)) addSample(profile.dwell, slot, dwellMs, random);
  const hasFlight = Number.isFinite(flightMs);
  const hasDownDown = Number.isFinite(downDownMs);
  if (prevSlot === UNKNOWN_SLOT || !(hasFlight || hasDownDown)) return;
  const pair = holdPair(profile, pairKey(prevSlot, slot), random);
  profile.additions++;
  if (hasFlight) addSample(profile.flight, pair, flightMs, random);
  if (hasDownDown) addSample(profile.downDown, pair, downDownMs, random);
};

/** Running mean of the tail areas of one kind of time. */
interface Kind {
  readonly samples: SortedSamples;
  compared: number;
  sum: number;
}

const compare = (kind: Kind, group: number, ms: number): void => {
  if ((kind.samples.count[group] ?? 0) < MIN_SAMPLES || !Number.isFinite(ms)) return;
  kind.compared++;
  kind.sum += tailArea(kind.samples, group, ms);
};

/** Learns keystrokes one after the other, see {@link absorb}. */
export const absorbAll = (
  profile: DigraphProfile,
  { count, slot, prevSlot, dwellMs, flightMs, downDownMs }: KeystrokeColumns,
  random: Random,
): void => {
  for (let i = 0; i < count; i++) {
    const key = slot[i] ?? UNKNOWN_SLOT;
    const before = prevSlot[i] ?? UNKNOWN_SLOT;
    absorb(profile, key, before, dwellMs[i] ?? NaN, flightMs[i] ?? NaN, downDownMs[i] ?? NaN, random);
  }
};

/**
 * Compares keystrokes with the profile. The three kinds of time count alike, as far as they could be compared: on free
 * text of 37 people no other weights were better by more than chance.
 *
 * @returns `score`: mean over the kinds of their mean tail area, 0…0.5, higher is more like the user (about 0.25 for the
 *   user's own hands); NaN when nothing could be compared. `shared`: how many times were compared, at most three a
 *   keystroke.
 */
export const scoreDigraphs = (
  { dwell, flight, downDown, pairOf }: DigraphProfile,
  columns: KeystrokeColumns,
): { readonly score: number; readonly shared: number } => {
  const held: Kind = { samples: dwell, compared: 0, sum: 0 };
  const flown: Kind = { samples: flight, compared: 0, sum: 0 };
  const pressed: Kind = { samples: downDown, compared: 0, sum: 0 };
  for (let row = 0; row < columns.count; row++) {
    const slot = columns.slot[row] ?? UNKNOWN_SLOT;
    const prevSlot = columns.prevSlot[row] ?? UNKNOWN_SLOT;
    if (slot === UNKNOWN_SLOT || slot >= SLOT_COUNT || prevSlot >= SLOT_COUNT) continue;
    compare(held, slot, columns.dwellMs[row] ?? NaN);
    // No pair begins with the unknown slot, so its number is 0 here too.
    const pair = (pairOf[pairKey(prevSlot, slot)] ?? 0) - 1;
    if (pair < 0) continue;
    compare(flown, pair, columns.flightMs[row] ?? NaN);
    compare(pressed, pair, columns.downDownMs[row] ?? NaN);
  }
  let kinds = 0;
  let sum = 0;
  let shared = 0;
  for (const kind of [held, flown, pressed]) {
    if (kind.compared === 0) continue;
    kinds++;
    sum += kind.sum / kind.compared;
    shared += kind.compared;
  }
  return { score: sum / kinds, shared };
};
