/** From a stretch of keystrokes to the feature vector of a keyboard window. */
import { CATEGORY, categoryOf, fingerOf, handOf } from '../../contract/events.ts';
import { createCorrelation } from './correlation.ts';
import { DIGRAPH, isText } from './digraph-class.ts';
import { KEYBOARD_FEATURES, KEYBOARD_SAMPLE as S, KEYBOARD_SAMPLES } from './keyboard-catalogue.ts';
import type { KeystrokeRing } from './keystroke-ring.ts';
import { createSamples } from './samples.ts';
import { logMs } from './scales.ts';

/** A longer way from press to press, ms, ends a burst and counts as a pause: within a word few typists need it. */
const PAUSE_MS = 500;
/** Pauses are measured up to here, ms: beyond it they tell of the work, not of the hand. */
const LONGEST_PAUSE_MS = 5_000;
const MS_PER_MINUTE = 60_000;

/** Dwell sample of each finger, as {@link fingerOf} numbers them; thumbs have the space bar's. */
const FINGER_SAMPLES = [
  -1,
  S.dwellLittle,
  S.dwellRing,
  S.dwellMiddle,
  S.dwellIndex,
  -1,
  S.dwellIndex,
  S.dwellMiddle,
  S.dwellRing,
  S.dwellLittle,
] as const;

export interface KeyboardVector {
  /**
   * Writes the features of keystrokes `from` to `to` (exclusive) of the ring to `out`, in catalogue order.
   * @returns how many of them were usable: text or correction keys with dwell and flight.
   */
  extract(from: number, to: number, out: Float32Array): number;
}

/** @param length most keystrokes in a window. */
export const createKeyboardVector = (ring: KeystrokeRing, length: number): KeyboardVector => {
  const samples = createSamples(KEYBOARD_FEATURES, KEYBOARD_SAMPLES, length);
  const add = (sample: number, value: number): void => samples.add(sample, value);
  const pressPressLag = createCorrelation();
  const dwellLag = createCorrelation();
  const dwellFlight = createCorrelation();

  const addDwell = (i: number): void => {
    const keyClass = ring.keyClass[i] ?? 0;
    const dwell = ring.dwell[i] ?? Number.NaN;
    const category = categoryOf(keyClass);
    add(S.correction, category === CATEGORY.correction ? 1 : 0);
    add(S.modifier, category === CATEGORY.modifier ? 1 : 0);
    if (category === CATEGORY.correction) add(S.dwellCorrection, dwell);
    if (category === CATEGORY.modifier) add(S.dwellModifier, dwell);
    if (!isText(keyClass)) return;
    add(S.dwell, dwell);
    if (category === CATEGORY.space) add(S.dwellSpace, dwell);
    const hand = handOf(keyClass);
    if (hand !== 0) add(hand < 0 ? S.dwellLeft : S.dwellRight, dwell);
    const fingerSample = FINGER_SAMPLES[fingerOf(keyClass)] ?? -1;
    if (fingerSample >= 0) add(fingerSample, dwell);
  };

  const addDigraph = (i: number, bits: number): void => {
    const pressPress = ring.pressPress[i] ?? Number.NaN;
    const releasePress = ring.releasePress[i] ?? Number.NaN;
    const flightMs = ring.flightMs[i] ?? Number.NaN;
    add(S.flightPressPress, pressPress);
    add(S.flightReleasePress, releasePress);
    add(S.flightPressRelease, ring.pressRelease[i] ?? Number.NaN);
    add(S.flightReleaseRelease, ring.releaseRelease[i] ?? Number.NaN);
    if ((bits & DIGRAPH.repeated) !== 0) {
      add(S.pressPressRepeated, pressPress);
      add(S.releasePressRepeated, releasePress);
      return;
    }
    const rollover = Number.isNaN(flightMs) ? Number.NaN : flightMs < 0 ? 1 : 0;
    add(S.rollover, rollover);
    if (rollover === 1) add(S.overlap, logMs(-flightMs));
    if ((bits & DIGRAPH.intoSpace) !== 0) {
      add(S.pressPressIntoSpace, pressPress);
      add(S.releasePressIntoSpace, releasePress);
      add(S.rolloverIntoSpace, rollover);
    }
    if ((bits & DIGRAPH.fromSpace) !== 0) {
      add(S.pressPressFromSpace, pressPress);
      add(S.releasePressFromSpace, releasePress);
    }
    if ((bits & DIGRAPH.alternate) !== 0) {
      add(S.pressPressAlternate, pressPress);
      add(S.releasePressAlternate, releasePress);
      add(S.rolloverAlternate, rollover);
    }
    if ((bits & DIGRAPH.sameHand) !== 0) {
      add(S.pressPressSameHand, pressPress);
      add(S.releasePressSameHand, releasePress);
      add(S.rolloverSameHand, rollover);
      add((bits & DIGRAPH.left) !== 0 ? S.pressPressLeft : S.pressPressRight, pressPress);
    }
    if ((bits & DIGRAPH.sameFinger) !== 0) {
      add(S.pressPressSameFinger, pressPress);
      add(S.releasePressSameFinger, releasePress);
    }
  };

  const addTurn = (i: number): void => {
    const category = categoryOf(ring.keyClass[i] ?? 0);
    const prevCategory = categoryOf(ring.prevClass[i] ?? 0);
    const gap = ring.gapMs[i] ?? Number.NaN;
    const pressPress = ring.pressPress[i] ?? Number.NaN;
    if (category === CATEGORY.correction && isText(ring.prevClass[i] ?? 0)) add(S.pressPressIntoCorrection, pressPress);
    if (prevCategory === CATEGORY.correction && isText(ring.keyClass[i] ?? 0)) {
      add(S.pressPressFromCorrection, pressPress);
    }
    if (prevCategory === CATEGORY.modifier && category !== CATEGORY.modifier) {
      add(S.modifierLead, pressPress);
      add(S.modifierTrail, -(ring.releaseRelease[i] ?? Number.NaN));
    }
    if (Number.isNaN(gap)) return;
    add(S.pause, gap > PAUSE_MS ? 1 : 0);
    if (gap > PAUSE_MS) add(S.pauseLength, logMs(Math.min(gap, LONGEST_PAUSE_MS)));
  };

  const addRhythm = (from: number, to: number): void => {
    let run = 1;
    let activeMs = 0;
    let active = 0;
    for (let k = from; k < to; k += 1) {
      const i = k & ring.mask;
      const isPair = (ring.digraph[i] ?? 0) !== 0;
      const downDownMs = ring.downDownMs[i] ?? Number.NaN;
      if (isPair) {
        activeMs += downDownMs;
        active += 1;
        dwellFlight.add(ring.dwell[i] ?? Number.NaN, ring.pressPress[i] ?? Number.NaN);
      }
      if (k > from && isPair) {
        const j = (k - 1) & ring.mask;
        const dwellBefore = ring.dwell[j] ?? Number.NaN;
        const dwell = ring.dwell[i] ?? Number.NaN;
        add(S.dwellChange, Math.abs(dwell - dwellBefore));
        dwellLag.add(dwellBefore, dwell);
        if ((ring.digraph[j] ?? 0) !== 0) {
          const before = ring.pressPress[j] ?? Number.NaN;
          const now = ring.pressPress[i] ?? Number.NaN;
          add(S.pressPressChange, Math.abs(now - before));
          pressPressLag.add(before, now);
        }
      }
      if (isPair && downDownMs <= PAUSE_MS) {
        run += 1;
        add(S.burstPace, ring.pressPress[i] ?? Number.NaN);
      } else {
        if (run > 1) add(S.burstLength, Math.log(run));
        run = 1;
      }
    }
    if (run > 1) add(S.burstLength, Math.log(run));
    add(S.pressPressLag, pressPressLag.finish());
    add(S.dwellLag, dwellLag.finish());
    add(S.dwellFlight, dwellFlight.finish());
    if (activeMs > 0) add(S.speed, Math.log((active * MS_PER_MINUTE) / activeMs));
  };

  const extract = (from: number, to: number, out: Float32Array): number => {
    let usable = 0;
    for (let k = from; k < to; k += 1) {
      const i = k & ring.mask;
      const keyClass = ring.keyClass[i] ?? 0;
      addDwell(i);
      const bits = ring.digraph[i] ?? 0;
      if (bits !== 0) addDigraph(i, bits);
      addTurn(i);
      const counts = isText(keyClass) || categoryOf(keyClass) === CATEGORY.correction;
      if (counts && !Number.isNaN(ring.dwell[i]) && !Number.isNaN(ring.flightMs[i])) usable += 1;
    }
    addRhythm(from, to);
    samples.finish(out);
    return usable;
  };

  return { extract };
};
