/**
 * What each key is for and which finger the touch-typing scheme gives it, by its position on a QWERTY keyboard.
 * Codes are libuiohook's virtual key codes (`VC_*` in uiohook.h). The layout the user has chosen does not matter: a
 * key keeps its position, and that is all a hand knows of it.
 */
import { CATEGORY, FINGER, packKeyClass, type KeyCategory } from '../../contract/events.ts';

const LEFT = { little: 1, ring: 2, middle: 3, index: 4 } as const;
const RIGHT = { index: 6, middle: 7, ring: 8, little: 9 } as const;
const { thumb: THUMB, unknown: NO_FINGER } = FINGER;

type Row = readonly [category: KeyCategory, finger: number, codes: readonly number[]];

/**
 * Append only: a key's place in this list decides which slot the secret permutation gives it, so moving a row would
 * turn every stored digraph profile into one of other keys.
 */
const ROWS: readonly Row[] = [
  // Q A Z, W S X, E D C, R T F G V B
  ['letter', LEFT.little, [0x10, 0x1e, 0x2c]],
  ['letter', LEFT.ring, [0x11, 0x1f, 0x2d]],
  ['letter', LEFT.middle, [0x12, 0x20, 0x2e]],
  ['letter', LEFT.index, [0x13, 0x14, 0x21, 0x22, 0x2f, 0x30]],
  // Y U H J N M, I K, O L, P
  ['letter', RIGHT.index, [0x15, 0x16, 0x23, 0x24, 0x31, 0x32]],
  ['letter', RIGHT.middle, [0x17, 0x25]],
  ['letter', RIGHT.ring, [0x18, 0x26]],
  ['letter', RIGHT.little, [0x19]],
  // 1, 2, 3, 4 5, 6 7, 8, 9, 0
  ['digit', LEFT.little, [0x02]],
  ['digit', LEFT.ring, [0x03]],
  ['digit', LEFT.middle, [0x04]],
  ['digit', LEFT.index, [0x05, 0x06]],
  ['digit', RIGHT.index, [0x07, 0x08]],
  ['digit', RIGHT.middle, [0x09]],
  ['digit', RIGHT.ring, [0x0a]],
  ['digit', RIGHT.little, [0x0b]],
  // ` and the ISO key left of Z; comma; period; - = [ ] ; ' \ /
  ['punctuation', LEFT.little, [0x29, 0x0e46]],
  ['punctuation', RIGHT.middle, [0x33]],
  ['punctuation', RIGHT.ring, [0x34]],
  ['punctuation', RIGHT.little, [0x0c, 0x0d, 0x1a, 0x1b, 0x27, 0x28, 0x2b, 0x35]],
  ['space', THUMB, [0x39]],
  ['enter', RIGHT.little, [0x1c]],
  // Backspace, Delete
  ['correction', RIGHT.little, [0x0e]],
  ['correction', RIGHT.index, [0x0e53]],
  // Tab; Insert, Home, PageUp; End, PageDown; arrows left, up and down, right
  ['navigation', LEFT.little, [0x0f]],
  ['navigation', RIGHT.index, [0x0e52]],
  ['navigation', RIGHT.middle, [0x0e47]],
  ['navigation', RIGHT.ring, [0x0e49]],
  ['navigation', RIGHT.middle, [0x0e4f]],
  ['navigation', RIGHT.ring, [0x0e51]],
  ['navigation', RIGHT.index, [0xe04b]],
  ['navigation', RIGHT.middle, [0xe048, 0xe050, 0xe04c]],
  ['navigation', RIGHT.ring, [0xe04d]],
  // Caps Lock, left Shift, left Ctrl; right Shift, right Ctrl; Alt, AltGr, left and right Meta; Num Lock
  ['modifier', LEFT.little, [0x3a, 0x2a, 0x1d]],
  ['modifier', RIGHT.little, [0x36, 0x0e1d]],
  ['modifier', THUMB, [0x38, 0x0e38, 0x0e5b, 0x0e5c]],
  ['modifier', RIGHT.index, [0x45]],
  // Keypad: 7 4 1, 8 5 2, 9 6 3, 0; / * , . and separator; - + =; Enter
  ['digit', RIGHT.index, [0x47, 0x4b, 0x4f]],
  ['digit', RIGHT.middle, [0x48, 0x4c, 0x50]],
  ['digit', RIGHT.ring, [0x49, 0x4d, 0x51]],
  ['digit', THUMB, [0x52]],
  ['punctuation', RIGHT.middle, [0x0e35]],
  ['punctuation', RIGHT.ring, [0x37, 0x53, 0x7e]],
  ['punctuation', RIGHT.little, [0x4a, 0x4e, 0x0e0d]],
  ['enter', RIGHT.little, [0x0e1c]],
  // Escape, F1; F2; F3; F4 F5 F6; F7; F8; F9; F10 F11 F12
  ['function', LEFT.little, [0x01, 0x3b]],
  ['function', LEFT.ring, [0x3c]],
  ['function', LEFT.middle, [0x3d]],
  ['function', LEFT.index, [0x3e, 0x3f, 0x40]],
  ['function', RIGHT.index, [0x41]],
  ['function', RIGHT.middle, [0x42]],
  ['function', RIGHT.ring, [0x43]],
  ['function', RIGHT.little, [0x44, 0x57, 0x58]],
  // Print Screen, Scroll Lock, Pause, menu; F13–F24: no hand rests near them
  ['function', NO_FINGER, [0x0e37, 0x46, 0x0e45, 0x0e5d]],
  ['function', NO_FINGER, [0x5b, 0x5c, 0x5d, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b]],
  // Power, sleep, wake; media; volume; applications; browser
  ['function', NO_FINGER, [0xe05e, 0xe05f, 0xe063]],
  ['function', NO_FINGER, [0xe022, 0xe024, 0xe010, 0xe019, 0xe06d, 0xe02c]],
  ['function', NO_FINGER, [0xe020, 0xe030, 0xe02e]],
  ['function', NO_FINGER, [0xe06c, 0xe021, 0xe03c, 0xe064]],
  ['function', NO_FINGER, [0xe065, 0xe032, 0xe06a, 0xe069, 0xe068, 0xe067, 0xe066]],
  // Japanese keyboards: yen, underscore; katakana, furigana, kanji, hiragana
  ['punctuation', RIGHT.little, [0x7d, 0x73]],
  ['function', NO_FINGER, [0x70, 0x77, 0x79, 0x7b]],
];

/** The physical keys, each once, in the order that slots are given out. */
export const PHYSICAL_KEYS: readonly number[] = ROWS.flatMap(([, , codes]) => codes);

/** Marks a keypad key pressed while Num Lock was off: `VC_KP_END` is this and `VC_KP_1`. */
const KEYPAD_NAVIGATION = 0xee00;
const KEYPAD_DECIMAL = 0x53;

/**
 * The code of the key itself, whatever Num Lock made of it. Without this a Num Lock pressed while a keypad key is
 * down leaves that key down for ever, and one key would have two slots.
 */
export const physicalKey = (code: number): number => ((code & 0xff00) === KEYPAD_NAVIGATION ? code & 0xff : code);

const classes = new Map<number, number>(
  ROWS.flatMap(([category, finger, codes]) =>
    codes.map((code): [number, number] => [code, packKeyClass(CATEGORY[category], finger)]),
  ),
);

/** Key class (see `packKeyClass`) of a libuiohook code; 0 for a key that the table does not know. */
export const keyClassOf = (code: number): number => {
  const known = classes.get(physicalKey(code)) ?? 0;
  if (known === 0 || code === physicalKey(code)) return known;
  const category = physicalKey(code) === KEYPAD_DECIMAL ? CATEGORY.correction : CATEGORY.navigation;
  return (known & 0xf0) | category;
};
