/** What the typing models see of one keystroke: three times on their scales, of which key or pair, and of which class. */
import { categoryOf, FINGER, fingerOf, handOf, SLOT_COUNT, UNKNOWN_SLOT } from '../../contract/events.ts';
import type { KeystrokeColumns } from '../features/keystrokes.ts';
import { SCALES, type TimingKind } from './timing-scales.ts';

const CLASS_COUNT = 256;
/** Left, thumb, right, unknown. */
const HAND_COUNT = 4;

const COLUMN = { dwell: 'dwellMs', downDown: 'downDownMs', flight: 'flightMs' } as const;

/** Whether the layout knows the key; only such keys are learned and compared. */
export const isKnown = (slot: number | undefined): slot is number =>
  slot !== undefined && slot !== UNKNOWN_SLOT && slot < SLOT_COUNT;

/** The scaled time of one row, NaN where it is missing, impossible, or of a key that the layout does not know. */
export const timeAt = (columns: KeystrokeColumns, kind: TimingKind, row: number): number => {
  const ms = columns[COLUMN[kind]][row] ?? NaN;
  if (!Number.isFinite(ms) || !isKnown(columns.slot[row])) return NaN;
  if (kind !== 'dwell' && !isKnown(columns.prevSlot[row])) return NaN;
  return kind !== 'flight' && ms < 0 ? NaN : SCALES[kind](ms);
};

const pack = (before: number, now: number, count: number): number => before * count + now;

/** The key of a dwell (its slot), the pair of any other time (both slots in one number). */
export const groupAt = ({ slot, prevSlot }: KeystrokeColumns, kind: TimingKind, row: number): number =>
  kind === 'dwell' ? (slot[row] ?? 0) : pack(prevSlot[row] ?? 0, slot[row] ?? 0, SLOT_COUNT);

/** The class of that key, or both classes of the pair in one number. */
export const classAt = ({ keyClass, prevClass }: KeystrokeColumns, kind: TimingKind, row: number): number =>
  kind === 'dwell' ? (keyClass[row] ?? 0) : pack(prevClass[row] ?? 0, keyClass[row] ?? 0, CLASS_COUNT);

/** The slots of a group, the one before first; a key has no slot before: 0. */
export const slotsOf = (group: number): readonly [before: number, slot: number] => [
  Math.floor(group / SLOT_COUNT),
  group % SLOT_COUNT,
];

/** The class of a group from the classes of its slots. */
export const classOfGroup = (kind: TimingKind, group: number, classOf: ReadonlyMap<number, number>): number => {
  const [before, slot] = slotsOf(group);
  const now = classOf.get(slot) ?? 0;
  return kind === 'dwell' ? now : pack(classOf.get(before) ?? 0, now, CLASS_COUNT);
};

/** Whether a group is one key twice. */
export const isRepeated = (kind: TimingKind, group: number): boolean => {
  const [before, slot] = slotsOf(group);
  return kind !== 'dwell' && before === slot;
};

const handNumber = (keyClass: number): number =>
  fingerOf(keyClass) === FINGER.unknown ? HAND_COUNT - 1 : handOf(keyClass) + 1;

/**
 * Keys of one category; pairs of the same categories and hands, apart by whether they are one key twice or two keys of one
 * finger. A person's own way is much alike within these.
 */
export const coarseClass = (kind: TimingKind, ofGroup: number, repeated: boolean): number => {
  if (kind === 'dwell') return categoryOf(ofGroup);
  const before = Math.floor(ofGroup / CLASS_COUNT);
  const now = ofGroup % CLASS_COUNT;
  const hands = handNumber(before) * HAND_COUNT + handNumber(now);
  const categories = categoryOf(before) * 16 + categoryOf(now);
  const fingers = (repeated ? 2 : 0) + (fingerOf(before) === fingerOf(now) ? 1 : 0);
  return (categories * HAND_COUNT * HAND_COUNT + hands) * 4 + fingers;
};
