/** Typists made from known variance components, for tests of what estimates and compares them. */
import { CATEGORY, packKeyClass } from '../../contract/events.ts';
import { createKeystrokeColumns, type KeystrokeColumns } from '../features/keystrokes.ts';
import { createRandom, normal, type Random } from '../random.ts';

/** Standard deviations of log times. */
export interface Components {
  readonly tempo: number;
  readonly sitting: number;
  readonly between: number;
  readonly within: number;
}

export const COMPONENTS: Components = { tempo: 0.2, sitting: 0.1, between: 0.25, within: 0.3 };

const KEYS = 12;
const FINGERS = [1, 2, 3, 4, 6, 7];
const DWELL_MS = 95;
const INTERVAL_MS = 170;

/** Class of the fixture's slots, 1…12: letters, two a finger. */
export const classOfSlot = (slot: number): number =>
  slot === 0 ? 0 : packKeyClass(CATEGORY.letter, FINGERS[slot % FINGERS.length] ?? 0);

/** A person: each call is a sitting of so many keystrokes, of random keys. */
export const createTypist = (
  seed: number,
  components: Components = COMPONENTS,
): ((count: number) => KeystrokeColumns) => {
  const random = createRandom(seed);
  const { tempo, sitting, between, within } = components;
  const ways = new Map<string, number>();
  const way = (name: string): number => {
    const known = ways.get(name) ?? between * normal(random);
    ways.set(name, known);
    return known;
  };
  const usual = [tempo * normal(random), tempo * normal(random)] as const;
  return (count) => {
    const today = usual.map((mean) => mean + sitting * normal(random));
    return typeKeys(count, random, {
      dwell: (slot) => DWELL_MS * Math.exp((today[0] ?? 0) + way(`${slot}`) + within * normal(random)),
      interval: (before, slot) =>
        INTERVAL_MS * Math.exp((today[1] ?? 0) + way(`${before} ${slot}`) + within * normal(random)),
    });
  };
};

interface Timing {
  readonly dwell: (slot: number) => number;
  readonly interval: (before: number, slot: number) => number;
}

/** Random keys with these times; the first has no predecessor. */
export const typeKeys = (count: number, random: Random, { dwell, interval }: Timing): KeystrokeColumns => {
  const columns = createKeystrokeColumns(count);
  let before = 0;
  for (let row = 0; row < count; row += 1) {
    const slot = 1 + Math.floor(random() * KEYS);
    const downDown = before === 0 ? NaN : interval(before, slot);
    columns.slot[row] = slot;
    columns.keyClass[row] = classOfSlot(slot);
    columns.prevSlot[row] = before;
    columns.prevClass[row] = classOfSlot(before);
    columns.dwellMs[row] = dwell(slot);
    columns.downDownMs[row] = downDown;
    columns.flightMs[row] = row === 0 ? NaN : downDown - (columns.dwellMs[row - 1] ?? 0);
    before = slot;
  }
  return columns;
};
