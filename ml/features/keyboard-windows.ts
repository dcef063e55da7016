/** Cuts the stream of key events into overlapping windows of keystrokes. */
import { KIND } from '../../contract/events.ts';
import { KEYBOARD_FEATURES } from './keyboard-catalogue.ts';
import { createKeyboardVector } from './keyboard-vector.ts';
import { createKeystrokeRing } from './keystroke-ring.ts';
import { createKeystrokeColumns } from './keystrokes.ts';
import type { FeatureWindow } from './window.ts';

export interface KeyboardWindowOptions {
  /** Keystrokes in a window. */
  readonly length?: number;
  /** Keystrokes from one window to the next, at most `length`. */
  readonly hop?: number;
  /** A gap without keys, in ms, after which it may be another sitting: the window begun is discarded. */
  readonly maxGapMs?: number;
}

export interface KeyboardWindows {
  /** Takes a key event (`KIND.keyDown` or `KIND.keyUp`) at `t` ms; times must not go back. */
  key(t: number, kind: number, slot: number, keyClass: number): void;
  /** Discards the window begun: after a lock, a coverage gap, a change of user. */
  reset(): void;
  /** Keystrokes completed so far. */
  readonly actions: number;
}

const LENGTH = 50;
const HOP = 10;
const MAX_GAP_MS = 300_000;

/**
 * A keystroke completes when its key is released, or 2 s after the press; windows hold completed keystrokes in press
 * order, so one key still held delays the window. No timers: an overdue release is noticed at the next key event.
 * @throws RangeError when `hop` is not within 1…`length`.
 */
export const createKeyboardWindows = (
  options: KeyboardWindowOptions,
  emit: (window: FeatureWindow) => void,
): KeyboardWindows => {
  const { length = LENGTH, hop = HOP, maxGapMs = MAX_GAP_MS } = options;
  if (hop < 1 || hop > length) throw new RangeError(`hop ${String(hop)} is not within 1…${String(length)}`);
  const ring = createKeystrokeRing(length);
  const features = createKeyboardVector(ring, length);
  const vector = new Float32Array(KEYBOARD_FEATURES.length);
  const keystrokes = createKeystrokeColumns(length);
  let from = 0;
  let actions = 0;
  let newActions = 0;
  /** Time of the latest event; a field, because a number in a closure's variable would be allocated at every write. */
  const last = { ms: Number.NaN };

  const copy = (): void => {
    for (let row = 0; row < length; row += 1) {
      const i = (from + row) & ring.mask;
      keystrokes.slot[row] = ring.slot[i] ?? 0;
      keystrokes.prevSlot[row] = ring.prevSlot[i] ?? 0;
      keystrokes.keyClass[row] = ring.keyClass[i] ?? 0;
      keystrokes.prevClass[row] = ring.prevClass[i] ?? 0;
      keystrokes.dwellMs[row] = ring.dwellMs[i] ?? Number.NaN;
      keystrokes.flightMs[row] = ring.flightMs[i] ?? Number.NaN;
      keystrokes.downDownMs[row] = ring.downDownMs[i] ?? Number.NaN;
    }
  };

  const emitWindow = (t: number): void => {
    copy();
    const usable = features.extract(from, from + length, vector);
    const window: FeatureWindow = {
      modality: 'keyboard',
      startMs: ring.pressMs[from & ring.mask] ?? t,
      endMs: t,
      actions: length,
      newActions,
      evidence: usable / length,
      vector,
      keystrokes,
      pointing: null,
    };
    from += hop;
    newActions = 0;
    emit(window);
  };

  const reset = (): void => {
    ring.reset();
    from = ring.next();
  };

  return {
    key: (t, kind, slot, keyClass) => {
      if (t - last.ms > maxGapMs) reset();
      last.ms = t;
      if (kind === KIND.keyDown) ring.press(t, slot, keyClass);
      else ring.release(t, slot);
      while (ring.settle(t)) {
        actions += 1;
        newActions += 1;
        if (ring.next() - from === length) emitWindow(t);
      }
    },
    reset,
    get actions() {
      return actions;
    },
  };
};
