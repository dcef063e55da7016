/**
 * Keystrokes in columns, `count` rows in press order. Times in ms, NaN where missing. `slot` 0 is a key unknown to the
 * layout; `prevSlot` 0 means no valid predecessor (none, an unknown key, or a pause between the two). `keyClass` and
 * `prevClass` are the classes of the two keys (`packKeyClass`). `flightMs` is release of the predecessor to this press and
 * negative on rollover; `downDownMs` is press to press.
 */
export interface KeystrokeColumns {
  readonly count: number;
  readonly slot: Uint16Array;
  readonly prevSlot: Uint16Array;
  readonly keyClass: Uint8Array;
  readonly prevClass: Uint8Array;
  readonly dwellMs: Float32Array;
  readonly flightMs: Float32Array;
  readonly downDownMs: Float32Array;
}

/** Columns for `count` keystrokes, zeroed. */
export const createKeystrokeColumns = (count: number): KeystrokeColumns => ({
  count,
  slot: new Uint16Array(count),
  prevSlot: new Uint16Array(count),
  keyClass: new Uint8Array(count),
  prevClass: new Uint8Array(count),
  dwellMs: new Float32Array(count),
  flightMs: new Float32Array(count),
  downDownMs: new Float32Array(count),
});

/** Views of the rows `from` to `to` (exclusive): they share memory with `columns`. */
export const sliceKeystrokes = (columns: KeystrokeColumns, from: number, to: number): KeystrokeColumns => ({
  count: to - from,
  slot: columns.slot.subarray(from, to),
  prevSlot: columns.prevSlot.subarray(from, to),
  keyClass: columns.keyClass.subarray(from, to),
  prevClass: columns.prevClass.subarray(from, to),
  dwellMs: columns.dwellMs.subarray(from, to),
  flightMs: columns.flightMs.subarray(from, to),
  downDownMs: columns.downDownMs.subarray(from, to),
});

const COLUMNS = ['slot', 'prevSlot', 'keyClass', 'prevClass', 'dwellMs', 'flightMs', 'downDownMs'] as const;

/** All rows of the parts, one part after the other, in memory of their own. */
export const joinKeystrokes = (parts: readonly KeystrokeColumns[]): KeystrokeColumns => {
  const joined = createKeystrokeColumns(parts.reduce((sum, { count }) => sum + count, 0));
  let at = 0;
  for (const part of parts) {
    for (const name of COLUMNS) joined[name].set(part[name].subarray(0, part.count), at);
    at += part.count;
  }
  return joined;
};
