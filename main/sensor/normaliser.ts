/**
 * Makes one clean stream of what a source reports: one monotonic clock, no auto-repeat, no release without a press,
 * keys as slots and classes. What it refuses it counts.
 */
import { EVENT_KINDS, KIND, zeroCounts, type EventCounts, type KindNumber } from '../../contract/events.ts';
import { keyClassOf, PHYSICAL_KEYS, physicalKey } from './key-layout.ts';
import type { Emit } from './source.ts';

/** A clock that runs back by less is jitter and waits; one that runs back by more was set anew. */
const CLOCK_RESET_MS = 1_000;
/** A press without a sign of life for so long lost its release (the focus went where the hook cannot see). */
export const STUCK_MS = 60_000;
/** Largest pixel coordinate that is believed, either way. */
const MAX_PIXELS = 1e6;
/** A wheel rotation of 0, as a slot. */
const WHEEL_CENTRE = 128;
const MAX_SLOT = 255;
const CODES = 0x10000;

/** Events that were refused or mended, by reason. */
export interface SensorFaults {
  /** Not a number, negative, infinite, or of no known kind. */
  rejected: number;
  /** Times at which the source's clock ran back. */
  clockJumps: number;
  /** Key presses that were auto-repeat. */
  repeats: number;
  /** Releases of keys or buttons that were not seen pressed: they time nothing. */
  orphanReleases: number;
  /** Key presses whose release was never seen. */
  stuckKeys: number;
  /** Presses of keys that the layout table does not know: passed on in slot 0. */
  unknownKeys: number;
}

export const zeroFaults = (): SensorFaults => ({
  rejected: 0,
  clockJumps: 0,
  repeats: 0,
  orphanReleases: 0,
  stuckKeys: 0,
  unknownKeys: 0,
});

/**
 * One normalised event: `t` ms since the capture began, `slot`, `keyClass`, `x`, `y` as in `EventBatch`, and the
 * source's own `code`, which only a recording may use.
 */
export type NormalisedSink = (
  t: number,
  kind: KindNumber,
  slot: number,
  keyClass: number,
  x: number,
  y: number,
  code: number,
) => void;

export interface NormaliserOptions {
  /** Slot of a libuiohook key code, see `createKeySlots`. */
  readonly slotOf: (code: number) => number;
  /** Capture time, in ms, of the first event, whose time on the source's clock is given. Default: that same time. */
  readonly origin?: (firstTimeMs: number) => number;
  readonly sink: NormalisedSink;
}

export interface Normaliser {
  readonly push: Emit;
  /** What was passed on, by kind. */
  readonly counts: () => EventCounts;
  readonly faults: () => SensorFaults;
}

/** Slots and classes by code, for the hot path. */
const tables = (slotOf: (code: number) => number): { readonly slots: Uint8Array; readonly classes: Uint8Array } => {
  const slots = new Uint8Array(CODES);
  const classes = new Uint8Array(CODES);
  for (const key of PHYSICAL_KEYS) {
    for (const code of key < 0x100 ? [key, 0xee00 | key] : [key]) {
      slots[code] = slotOf(code);
      classes[code] = keyClassOf(code);
    }
  }
  return { slots, classes };
};

const isPixel = (value: number): boolean => value >= -MAX_PIXELS && value <= MAX_PIXELS;

/**
 * The clock: a step back of under a second is held at the last time, a larger one continues from the last time (a
 * clock set anew, or the 32-bit millisecond counters of X11 and Windows, which wrap after 49.7 days). A mouse button
 * pressed twice without a release is passed on twice: buttons do not repeat, so the release was lost.
 */
export const createNormaliser = ({ slotOf, origin, sink }: NormaliserOptions): Normaliser => {
  const { slots, classes } = tables(slotOf);
  // By key: when it was last seen pressed, plus 1 ms; 0 while it is up, so that untouched pages cost no memory.
  const lastSign = new Float64Array(CODES);
  const buttonDown = new Uint8Array(MAX_SLOT + 1);
  const passed = new Float64Array(EVENT_KINDS.length);
  const faults = zeroFaults();
  let started = false;
  let offset = 0;
  let last = 0;

  const clock = (timeMs: number): number => {
    if (!started) {
      started = true;
      offset = (origin?.(timeMs) ?? timeMs) - timeMs;
      last = timeMs + offset;
      return last;
    }
    const t = timeMs + offset;
    if (t >= last) {
      last = t;
    } else {
      faults.clockJumps++;
      if (last - t >= CLOCK_RESET_MS) offset += last - t;
    }
    return last;
  };

  const pass = (t: number, kind: KindNumber, slot: number, keyClass: number, x: number, y: number, code: number) => {
    passed[kind] = (passed[kind] ?? 0) + 1;
    sink(t, kind, slot, keyClass, x, y, code);
  };

  const key = (timeMs: number, kind: KindNumber, code: number): void => {
    const known = Number.isInteger(code) && code >= 0 && code < CODES ? code : 0;
    const position = physicalKey(known);
    const t = clock(timeMs);
    const sign = lastSign[position] ?? 0;
    if (kind === KIND.keyUp) {
      lastSign[position] = 0;
      if (sign === 0) {
        faults.orphanReleases++;
        return;
      }
    } else {
      lastSign[position] = t + 1;
      if (sign !== 0 && t + 1 - sign <= STUCK_MS) {
        faults.repeats++;
        return;
      }
      if (sign !== 0) faults.stuckKeys++;
      if (slots[known] === 0) faults.unknownKeys++;
    }
    pass(t, kind, slots[known] ?? 0, classes[known] ?? 0, 0, 0, known);
  };

  const push: Emit = (timeMs, kind, code, x, y) => {
    if (!(timeMs >= 0 && timeMs < Infinity)) {
      faults.rejected++;
      return;
    }
    if (kind === KIND.keyDown || kind === KIND.keyUp) {
      key(timeMs, kind, code);
      return;
    }
    if (!isPixel(x) || !isPixel(y)) {
      faults.rejected++;
      return;
    }
    if (kind === KIND.pointerMove) {
      pass(clock(timeMs), kind, 0, 0, x, y, 0);
      return;
    }
    if (kind === KIND.wheel && Number.isFinite(code)) {
      const slot = Math.max(0, Math.min(MAX_SLOT, Math.round(code) + WHEEL_CENTRE));
      pass(clock(timeMs), kind, slot, 0, x, y, slot - WHEEL_CENTRE);
      return;
    }
    if (kind !== KIND.buttonDown && kind !== KIND.buttonUp) {
      faults.rejected++;
      return;
    }
    const button = code >= 0 && code <= MAX_SLOT ? Math.trunc(code) : 0;
    const t = clock(timeMs);
    const wasDown = buttonDown[button] === 1;
    buttonDown[button] = kind === KIND.buttonDown ? 1 : 0;
    if (kind === KIND.buttonUp && !wasDown) {
      faults.orphanReleases++;
      return;
    }
    pass(t, kind, button, 0, x, y, button);
  };

  return {
    push,
    counts: () => {
      const counts = zeroCounts();
      EVENT_KINDS.forEach((name, kind) => (counts[name] = passed[kind] ?? 0));
      return counts;
    },
    faults: () => ({ ...faults }),
  };
};
