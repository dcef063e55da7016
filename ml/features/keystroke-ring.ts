/** The latest keystrokes in press order, paired with their releases, with every time that features need. */
import { CATEGORY, SLOT_COUNT, UNKNOWN_SLOT } from '../../contract/events.ts';
import { digraphClass } from './digraph-class.ts';
import { logMs, signedMs } from './scales.ts';

/** A longer way from press to press is a pause: the two keys are no digraph, their flight is missing. */
const DIGRAPH_BREAK_MS = 1_500;
/** A key held longer is held on purpose (or its release was lost): its dwell is missing, and nobody waits for it. */
const LONGEST_DWELL_MS = 2_000;
/** Keystrokes that may follow one that is still held; with more, its dwell is given up early. */
const MOST_PENDING = 256;

/** One row a keystroke at `number & mask`. Logs as in `scales.ts`; flights are those to this key from the one before. */
export interface KeystrokeRing {
  readonly mask: number;
  readonly pressMs: Float64Array;
  readonly slot: Uint16Array;
  readonly prevSlot: Uint16Array;
  readonly keyClass: Uint8Array;
  readonly prevClass: Uint8Array;
  readonly digraph: Uint16Array;
  readonly dwellMs: Float32Array;
  readonly flightMs: Float32Array;
  readonly downDownMs: Float32Array;
  /** Press to press also across a pause; NaN only without a predecessor. */
  readonly gapMs: Float32Array;
  readonly dwell: Float32Array;
  readonly pressPress: Float32Array;
  readonly releasePress: Float32Array;
  readonly pressRelease: Float32Array;
  readonly releaseRelease: Float32Array;
  press(t: number, slot: number, keyClass: number): void;
  release(t: number, slot: number): void;
  /** Settles the oldest open keystroke if its release has come or is no longer awaited at `t`; false if it has not. */
  settle(t: number): boolean;
  /** Number of the next keystroke to settle: they are numbered from 0 in press order. */
  next(): number;
  /** Forgets what is open; the next keystroke has no predecessor. */
  reset(): void;
}

const OPEN = 0;
const CLOSED = 1;

/** @param kept settled keystrokes that must stay readable. */
export const createKeystrokeRing = (kept: number): KeystrokeRing => {
  const size = 2 ** Math.ceil(Math.log2(kept + MOST_PENDING + 2));
  const mask = size - 1;
  const pressMs = new Float64Array(size);
  const releaseMs = new Float64Array(size);
  const state = new Uint8Array(size);
  const slots = new Uint16Array(size);
  const prevSlots = new Uint16Array(size);
  const keyClasses = new Uint8Array(size);
  const prevClasses = new Uint8Array(size);
  const digraph = new Uint16Array(size);
  const dwellMs = new Float32Array(size);
  const flightMs = new Float32Array(size);
  const downDownMs = new Float32Array(size);
  const gapMs = new Float32Array(size);
  const dwell = new Float32Array(size);
  const pressPress = new Float32Array(size);
  const releasePress = new Float32Array(size);
  const pressRelease = new Float32Array(size);
  const releaseRelease = new Float32Array(size);
  /** Number of the keystroke that holds a slot down, −1 none. */
  const holding = new Float64Array(SLOT_COUNT).fill(-1);
  let pressed = 0;
  let done = 0;
  /** Number of the first keystroke since the reset. */
  let first = 0;

  const measure = (): void => {
    const i = done & mask;
    const j = (done - 1) & mask;
    const press = pressMs[i] ?? 0;
    const release = releaseMs[i] ?? 0;
    const slot = slots[i] ?? UNKNOWN_SLOT;
    const keyClass = keyClasses[i] ?? 0;
    const held = release - press;
    dwellMs[i] = held;
    dwell[i] = logMs(held);
    const gap = done > first ? press - (pressMs[j] ?? 0) : Number.NaN;
    gapMs[i] = gap;
    if (gap <= DIGRAPH_BREAK_MS) {
      const prevRelease = releaseMs[j] ?? 0;
      const prevSlot = slots[j] ?? UNKNOWN_SLOT;
      const prevClass = keyClasses[j] ?? 0;
      prevSlots[i] = slot === UNKNOWN_SLOT ? UNKNOWN_SLOT : prevSlot;
      prevClasses[i] = prevClass;
      digraph[i] = digraphClass(prevSlot, prevClass, slot, keyClass);
      downDownMs[i] = gap;
      flightMs[i] = press - prevRelease;
      pressPress[i] = logMs(gap);
      releasePress[i] = signedMs(press - prevRelease);
      pressRelease[i] = logMs(gap + held);
      releaseRelease[i] = signedMs(release - prevRelease);
      return;
    }
    prevSlots[i] = UNKNOWN_SLOT;
    prevClasses[i] = CATEGORY.unknown;
    digraph[i] = 0;
    downDownMs[i] = Number.NaN;
    flightMs[i] = Number.NaN;
    pressPress[i] = Number.NaN;
    releasePress[i] = Number.NaN;
    pressRelease[i] = Number.NaN;
    releaseRelease[i] = Number.NaN;
  };

  const close = (keystroke: number, t: number): void => {
    if (keystroke < done || state[keystroke & mask] === CLOSED) return;
    const i = keystroke & mask;
    releaseMs[i] = t - (pressMs[i] ?? 0) <= LONGEST_DWELL_MS ? t : Number.NaN;
    state[i] = CLOSED;
  };

  return {
    mask,
    pressMs,
    slot: slots,
    prevSlot: prevSlots,
    keyClass: keyClasses,
    prevClass: prevClasses,
    digraph,
    dwellMs,
    flightMs,
    downDownMs,
    gapMs,
    dwell,
    pressPress,
    releasePress,
    pressRelease,
    releaseRelease,
    press: (t, slot, keyClass) => {
      const held = holding[slot] ?? -1;
      // A second press without a release between (or two unknown keys, which share a slot): the dwell is unknowable.
      if (held >= 0) close(held, Number.NaN);
      const i = pressed & mask;
      pressMs[i] = t;
      slots[i] = slot;
      keyClasses[i] = keyClass;
      state[i] = OPEN;
      holding[slot] = pressed;
      pressed += 1;
    },
    release: (t, slot) => {
      const held = holding[slot] ?? -1;
      if (held < 0) return;
      holding[slot] = -1;
      close(held, t);
    },
    settle: (t) => {
      if (done === pressed) return false;
      const i = done & mask;
      if (state[i] === OPEN) {
        if (t - (pressMs[i] ?? 0) <= LONGEST_DWELL_MS && pressed - done <= MOST_PENDING) return false;
        close(done, Number.NaN);
      }
      measure();
      done += 1;
      return true;
    },
    next: () => done,
    reset: () => {
      holding.fill(-1);
      done = pressed;
      first = pressed;
    },
  };
};
