/** Finds in stored values what must never be stored: sequences of keys, places of the pointer, times finer than a second. */
import { partsOf } from '../support/stored-values.ts';

/** What the hands did, moved to where no other number lies. */
export interface Known {
  /** Slots of the keys in the order in which they were pressed. */
  readonly slots: readonly number[];
  /** Positions of the pointer: whole pixels in a range of their own. */
  readonly pixels: ReadonlySet<number>;
  /** Times of events on the source's clock, in ms, in a range of their own. */
  readonly sourceMs: { readonly from: number; readonly to: number };
}

/** Three numbers of a list in the order of three keys tell a sequence longer than a pair. */
const KEYS_IN_A_LIST = 3;
/** In bytes three come together by chance, in a megabyte some times; five do not. */
const KEYS_IN_BYTES = 5;
/** Single-precision numbers at any byte hit one of some thousand pixels by chance; three near each other do not. */
const PIXELS_NEAR = 3;
const NEAR_BYTES = 64;
/** Milliseconds since 1970 in any year that matters. */
const EPOCH_MS = { from: 1e12, to: 4e12 };
const EPOCH_S = { from: 1e9, to: 4e9 };

export interface LeakFinder {
  /** What is wrong with a value, as sentences. */
  inNumber(value: number): readonly string[];
  inText(text: string): readonly string[];
  inBytes(bytes: Uint8Array): readonly string[];
}

const runsOf = (values: readonly number[], length: number): Set<string> =>
  new Set(
    values.slice(0, Math.max(0, values.length - length + 1)).map((_, at) => values.slice(at, at + length).join(' ')),
  );

/** Consecutive keys of which not all are the same: a list of equal counts says nothing of keys. */
const isTelling = (run: string): boolean => new Set(run.split(' ')).size > 2;

export const createLeakFinder = ({ slots, pixels, sourceMs }: Known): LeakFinder => {
  const inLists = new Set([...runsOf(slots, KEYS_IN_A_LIST)].filter(isTelling));
  const inRawBytes = runsOf(slots, KEYS_IN_BYTES);

  const inNumber = (value: number): string[] => {
    const size = Math.abs(value);
    const found: string[] = [];
    if (pixels.has(value)) found.push(`${String(value)} is a place of the pointer`);
    if (value >= sourceMs.from && value <= sourceMs.to) found.push(`${String(value)} is the time of an event`);
    if (size > EPOCH_MS.from && size < EPOCH_MS.to && value % 1_000 !== 0) {
      found.push(`${String(value)} is a time finer than a second`);
    }
    if (size > EPOCH_S.from && size < EPOCH_S.to && !Number.isInteger(value)) {
      found.push(`${String(value)} is a time finer than a second`);
    }
    return found;
  };

  const inList = (list: readonly number[]): string[] =>
    [...runsOf(list, KEYS_IN_A_LIST)].filter((run) => inLists.has(run)).map((run) => `${run} are keys in their order`);

  return {
    inNumber,
    inText: (text) => {
      const found = /\d{2}:\d{2}:\d{2}[.,]\d*[1-9]/.test(text)
        ? [`${text.slice(0, 80)} holds a time finer than a second`]
        : [];
      let value: unknown;
      try {
        value = JSON.parse(text);
      } catch {
        return found;
      }
      const { numbers, lists } = partsOf(value);
      return [...found, ...numbers.flatMap(inNumber), ...lists.flatMap(inList)];
    },
    inBytes: (bytes) => {
      const found = [...runsOf([...bytes], KEYS_IN_BYTES)]
        .filter((run) => inRawBytes.has(run))
        .map((run) => `${run} are keys in their order`);
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      let hits: number[] = [];
      for (let at = 0; at + 4 <= bytes.length; at += 1) {
        if (pixels.has(view.getFloat32(at, true))) {
          hits = [...hits.filter((each) => at - each <= NEAR_BYTES), at];
          if (hits.length >= PIXELS_NEAR) found.push(`places of the pointer at byte ${String(at)}`);
        }
        if (at + 8 > bytes.length) continue;
        const double = view.getFloat64(at, true);
        if (pixels.has(double)) found.push(`a place of the pointer at byte ${String(at)}`);
        if (double >= sourceMs.from && double <= sourceMs.to) found.push(`the time of an event at byte ${String(at)}`);
      }
      return found;
    },
  };
};
