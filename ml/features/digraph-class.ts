/** What kind of digraph two keys make, from their slots (equal or not) and classes alone. */
import { CATEGORY, categoryOf, fingerOf, FINGER, handOf, UNKNOWN_SLOT } from '../../contract/events.ts';

/** Bits of a digraph's class. `text`: both keys are text keys; the others are set only beside it. */
export const DIGRAPH = {
  text: 1,
  sameHand: 2,
  alternate: 4,
  sameFinger: 8,
  left: 16,
  right: 32,
  intoSpace: 64,
  fromSpace: 128,
  repeated: 256,
} as const;

/** Letters, digits, punctuation, space and enter: the keys of running text. */
export const isText = (keyClass: number): boolean => {
  const category = categoryOf(keyClass);
  return category >= CATEGORY.letter && category <= CATEGORY.enter;
};

/** Class of the digraph from one key to the next, a union of {@link DIGRAPH} bits; 0 when a key is not a text key. */
export const digraphClass = (prevSlot: number, prevClass: number, slot: number, keyClass: number): number => {
  if (!isText(prevClass) || !isText(keyClass)) return 0;
  if (slot === prevSlot) return slot === UNKNOWN_SLOT ? DIGRAPH.text : DIGRAPH.text | DIGRAPH.repeated;
  let bits: number = DIGRAPH.text;
  if (categoryOf(keyClass) === CATEGORY.space) bits |= DIGRAPH.intoSpace;
  if (categoryOf(prevClass) === CATEGORY.space) bits |= DIGRAPH.fromSpace;
  const hand = handOf(keyClass);
  const prevHand = handOf(prevClass);
  if (hand === 0 || prevHand === 0) return bits;
  if (hand !== prevHand) return bits | DIGRAPH.alternate;
  bits |= DIGRAPH.sameHand | (hand < 0 ? DIGRAPH.left : DIGRAPH.right);
  const finger = fingerOf(keyClass);
  return finger !== FINGER.unknown && finger === fingerOf(prevClass) ? bits | DIGRAPH.sameFinger : bits;
};
