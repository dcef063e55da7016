/**
 * The keys that a simulated typist uses, by a small index of their own: 0–25 the letters, then {@link KEY}. The rest
 * of a keyboard (digits, keypad, navigation) is not simulated.
 */

export const LETTER_COUNT = 26;
export const KEY = { space: 26, comma: 27, period: 28, enter: 29, backspace: 30, shift: 31 } as const;
export const KEY_COUNT = 32;

/** libuiohook virtual key codes of a–z in their QWERTY places, then of {@link KEY}. */
export const KEY_CODES = Uint8Array.of(
  ...[30, 48, 46, 32, 18, 33, 34, 35, 23, 36, 37, 38, 50, 49, 24, 25, 16, 19, 31, 20, 22, 47, 17, 45, 21, 44],
  ...[57, 51, 52, 28, 14, 42],
);

const THUMB = 5;
/** Fingers of the touch-typing scheme, numbered as in the contract: 1–4 left little to index, 5 thumbs, 6–9 right. */
export const KEY_FINGERS = Uint8Array.of(
  ...[1, 4, 3, 3, 3, 4, 4, 6, 7, 6, 7, 8, 6, 6, 8, 9, 1, 4, 2, 4, 6, 4, 2, 2, 6, 1],
  ...[THUMB, 7, 8, 9, 9, 1],
);

/** −1 left hand, +1 right hand, 0 the thumbs. */
export const handOfKey = (key: number): -1 | 0 | 1 => {
  const finger = KEY_FINGERS[key] as number;
  if (finger === THUMB) return 0;
  return finger < THUMB ? -1 : 1;
};
