/** Input made by hand for the tests of this folder. */
import { CATEGORY, KIND, packKeyClass } from '../../contract/events.ts';
import type { Feature } from './feature.ts';

/** Values of a vector by feature name. */
export const named = (features: readonly Feature[], vector: Float32Array): Readonly<Record<string, number>> =>
  Object.fromEntries(features.map(({ name }, place) => [name, vector[place] ?? Number.NaN]));

/** Keys by slot and class: F and J under the index fingers, D beside F, space, backspace, left shift, an arrow. */
export const KEYS = {
  f: { slot: 1, keyClass: packKeyClass(CATEGORY.letter, 4) },
  j: { slot: 2, keyClass: packKeyClass(CATEGORY.letter, 6) },
  d: { slot: 3, keyClass: packKeyClass(CATEGORY.letter, 3) },
  r: { slot: 4, keyClass: packKeyClass(CATEGORY.letter, 4) },
  space: { slot: 5, keyClass: packKeyClass(CATEGORY.space, 5) },
  backspace: { slot: 6, keyClass: packKeyClass(CATEGORY.correction, 9) },
  shift: { slot: 7, keyClass: packKeyClass(CATEGORY.modifier, 1) },
  arrow: { slot: 8, keyClass: packKeyClass(CATEGORY.navigation, 0) },
  unknown: { slot: 0, keyClass: 0 },
} as const;

/** A keystroke; `up` is missing when its release is lost. */
export interface Stroke {
  readonly key: keyof typeof KEYS;
  readonly down: number;
  readonly up?: number;
}

/** Plays keystrokes in order of time, releases before presses at the same time. */
export const playKeys = (
  key: (t: number, kind: number, slot: number, keyClass: number) => void,
  strokes: readonly Stroke[],
): void => {
  const events = strokes.flatMap((stroke) => [
    { ...KEYS[stroke.key], t: stroke.down, kind: KIND.keyDown },
    ...(stroke.up === undefined ? [] : [{ ...KEYS[stroke.key], t: stroke.up, kind: KIND.keyUp }]),
  ]);
  events.sort((a, b) => a.t - b.t || b.kind - a.kind);
  for (const { t, kind, slot, keyClass } of events) key(t, kind, slot, keyClass);
};

/** A point of a path at a share 0–1 of its duration. */
export type Curve = (share: number) => readonly [number, number];

/** Position of a minimum-jerk movement at a share of its duration (Flash and Hogan 1985). */
export const minimumJerk = (share: number): number => share ** 3 * (10 - 15 * share + 6 * share ** 2);

/** Plays a path from `start` for `duration` ms, sampled every `step` ms, its times rounded to a clock's `tick`. */
export const playCurve = (
  move: (t: number, x: number, y: number) => void,
  curve: Curve,
  { start = 0, duration = 1_000, step = 8, tick = 0 },
): void => {
  for (let t = 0; t <= duration; t += step) {
    const [x, y] = curve(t / duration);
    move(tick > 0 ? Math.round((start + t) / tick) * tick : start + t, x, y);
  }
};
