/** What the hands did, in the two forms it takes: as a source reports it, and as the engine may see it. */

/** Kinds of input, in the order in which recordings, batches and counts name them. */
export const EVENT_KINDS = ['keyDown', 'keyUp', 'pointerMove', 'buttonDown', 'buttonUp', 'wheel'] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** Numbers that stand for the kinds in columnar batches: the index in {@link EVENT_KINDS}. */
export const KIND = { keyDown: 0, keyUp: 1, pointerMove: 2, buttonDown: 3, buttonUp: 4, wheel: 5 } as const;
export type KindNumber = (typeof KIND)[EventKind];

/**
 * One event as a source (hook, recording, generator) reports it. It names the key, so it never leaves the sensor.
 * `code` is the libuiohook virtual key code, the button (1 left, 2 right, 3 middle, 0 unknown) or the wheel rotation
 * (negative up); `timeMs` is on the source's own clock; `x` and `y` are pixels, 0 for keys.
 */
export interface SourceEvent {
  readonly timeMs: number;
  readonly kind: KindNumber;
  readonly code: number;
  readonly x: number;
  readonly y: number;
}

/** What a key is used for. All that the engine may know about a key beside its opaque slot and the finger. */
export const KEY_CATEGORIES = [
  'unknown',
  'letter',
  'digit',
  'punctuation',
  'space',
  'enter',
  'correction',
  'navigation',
  'modifier',
  'function',
] as const;
export type KeyCategory = (typeof KEY_CATEGORIES)[number];
export const CATEGORY = Object.fromEntries(KEY_CATEGORIES.map((name, index) => [name, index])) as Readonly<
  Record<KeyCategory, number>
>;

/** The finger that the touch-typing scheme gives a key: 0 unknown, 1–4 left little to index, 5 thumbs, 6–9 right index to little. */
export const FINGER = { unknown: 0, thumb: 5 } as const;

/** A key class packed into one byte: category in the low four bits, finger in the high four. */
export const packKeyClass = (category: number, finger: number): number => (finger << 4) | category;
export const categoryOf = (keyClass: number): number => keyClass & 0x0f;
export const fingerOf = (keyClass: number): number => keyClass >> 4;
/** −1 left hand, +1 right hand, 0 either (thumbs) or unknown. */
export const handOf = (keyClass: number): -1 | 0 | 1 => {
  const finger = fingerOf(keyClass);
  if (finger >= 1 && finger <= 4) return -1;
  return finger >= 6 ? 1 : 0;
};

/** Slot of a key that the layout table does not know: timed, but never part of a digraph profile. */
export const UNKNOWN_SLOT = 0;
/** Slots are 1…{@link SLOT_COUNT} − 1, given to keys by a secret permutation. */
export const SLOT_COUNT = 256;

/** Most events in one batch, and the longest a batch waits, in ms. */
export const BATCH_EVENTS = 64;
export const BATCH_MS = 250;

/**
 * Normalised events in columns, `count` rows. `t` is monotonic milliseconds from the start of the capture; `slot` the
 * opaque key slot, button number or wheel rotation + 128; `keyClass` as {@link packKeyClass}; `x`, `y` pixels.
 * `seq` numbers batches from 0 without a hole: a hole is a coverage gap. `dropped` is the total number of events lost
 * to overflow since the capture began.
 */
export interface EventBatch {
  readonly seq: number;
  readonly count: number;
  readonly dropped: number;
  readonly t: Float64Array;
  readonly kind: Uint8Array;
  readonly slot: Uint16Array;
  readonly keyClass: Uint8Array;
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/** How many events of each kind were seen. */
export type EventCounts = Record<EventKind, number>;
export const zeroCounts = (): EventCounts => ({
  keyDown: 0,
  keyUp: 0,
  pointerMove: 0,
  buttonDown: 0,
  buttonUp: 0,
  wheel: 0,
});
