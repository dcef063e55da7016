/** Cuts the stream of pointer actions into overlapping windows. */
import { createPointerActions } from './pointer-actions.ts';
import { POINTER_FEATURES } from './pointer-catalogue.ts';
import { WINDOW_MEASURES } from './pointer-measures.ts';
import { createPointerRing } from './pointer-ring.ts';
import { createSamples } from './samples.ts';
import type { FeatureWindow } from './window.ts';

export interface PointerWindowOptions {
  /** Actions in a window. */
  readonly length?: number;
  /** Actions from one window to the next, at most `length`. */
  readonly hop?: number;
  /** A gap without pointer events, in ms, after which it may be another sitting: the window begun is discarded. */
  readonly maxGapMs?: number;
}

/** Takes pointer events; times in ms must not go back. */
export interface PointerWindows {
  move(t: number, x: number, y: number): void;
  /** `kind` is `KIND.buttonDown` or `KIND.buttonUp`. */
  button(t: number, kind: number, button: number, x: number, y: number): void;
  /** Neither direction nor place of a wheel step matters. */
  wheel(t: number): void;
  /** Discards the window begun: after a lock, a coverage gap, a change of user. */
  reset(): void;
  /** Actions completed so far. */
  readonly actions: number;
}

const LENGTH = 10;
const HOP = 5;
const MAX_GAP_MS = 300_000;

/** @throws RangeError when `hop` is not within 1…`length`. */
export const createPointerWindows = (
  options: PointerWindowOptions,
  emit: (window: FeatureWindow) => void,
): PointerWindows => {
  const { length = LENGTH, hop = HOP, maxGapMs = MAX_GAP_MS } = options;
  if (hop < 1 || hop > length) throw new RangeError(`hop ${String(hop)} is not within 1…${String(length)}`);
  const width = WINDOW_MEASURES.length;
  const rows = new Float64Array(length * width);
  const ring = createPointerRing(length);
  const startMs = new Float64Array(length);
  const measured = new Uint8Array(length);
  const samples = createSamples(POINTER_FEATURES, WINDOW_MEASURES, length);
  const vector = new Float32Array(POINTER_FEATURES.length);
  let actions = 0;
  let newActions = 0;
  /** Number of the window's first action. */
  let from = 0;
  /** Time of the latest event; a field, because a number in a closure's variable would be allocated at every write. */
  const last = { ms: Number.NaN };

  const emitWindow = (t: number): void => {
    let usable = 0;
    for (let place = 0; place < length; place += 1) {
      for (let m = 0; m < width; m += 1) samples.add(m, rows[place * width + m] ?? Number.NaN);
      usable += measured[place] ?? 0;
    }
    samples.finish(vector);
    const window: FeatureWindow = {
      modality: 'pointer',
      startMs: startMs[from % length] ?? t,
      endMs: t,
      actions: length,
      newActions,
      evidence: usable / length,
      vector,
      keystrokes: null,
      pointing: ring.columns(from),
    };
    from += hop;
    newActions = 0;
    emit(window);
  };

  const source = createPointerActions((t, row, start, isMeasured, steps) => {
    const place = actions % length;
    for (let m = 0; m < width; m += 1) rows[place * width + m] = row[m] ?? Number.NaN;
    ring.put(place, row, steps);
    startMs[place] = start;
    measured[place] = isMeasured ? 1 : 0;
    actions += 1;
    newActions += 1;
    if (actions - from === length) emitWindow(t);
  });

  const reset = (): void => {
    source.reset();
    from = actions;
  };

  const arrive = (t: number): void => {
    if (t - last.ms > maxGapMs) reset();
    last.ms = t;
  };

  return {
    move: (t, x, y) => {
      arrive(t);
      source.move(t, x, y);
    },
    button: (t, kind, button, x, y) => {
      arrive(t);
      source.button(t, kind, button, x, y);
    },
    wheel: (t) => {
      arrive(t);
      source.wheel(t);
    },
    reset,
    get actions() {
      return actions;
    },
  };
};
