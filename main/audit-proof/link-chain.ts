/**
 * The hash chain recomputed beside the links that were stored. Where they part, both are followed up to the next seal,
 * which signs one of them: so that one record that was changed makes one fault, and what follows it is proved all the same.
 */
import { sameBytes } from './bytes.ts';

export type LinkHash = (before: Uint8Array, leaf: Uint8Array) => Uint8Array;

export interface LinkChain {
  /** The next record. False where the link stored with it is neither of those that could follow. */
  record(leaf: Uint8Array, stored: Uint8Array | null): boolean;
  /** The next record after some that are missing. False where it does not follow from what is left before it. */
  recordAfterGap(leaf: Uint8Array, stored: Uint8Array | null): boolean;
  /** A seal at the last record. False where it signs another link; the chain goes on from what it signs. */
  seal(link: Uint8Array): boolean;
  /** Records are not there: what follows begins with the next seal, or with the link stored with the next record. */
  skip(): void;
  /** Whether this may be the link at the last record, as far as is known. */
  mayBe(link: Uint8Array): boolean;
}

/** `first`: the link before the first record; null where it is not known. */
export const createLinkChain = (linkOf: LinkHash, first: Uint8Array | null): LinkChain => {
  /** Recomputed from the last seal on. */
  let computed = first;
  /** Recomputed from the link last stored; the same object while both agree. */
  let stored = first;

  const set = (link: Uint8Array | null): void => {
    computed = link;
    stored = link;
  };

  /** Both have parted before this record. */
  const followBoth = (leaf: Uint8Array, link: Uint8Array | null): boolean => {
    computed &&= linkOf(computed, leaf);
    stored &&= linkOf(stored, leaf);
    if (link === null || (stored !== null && sameBytes(stored, link))) return true;
    if (computed !== null && sameBytes(computed, link)) {
      set(link);
      return true;
    }
    stored = link;
    return false;
  };

  return {
    record: (leaf, link) => {
      if (computed !== stored) return followBoth(leaf, link);
      if (computed === null) {
        set(link);
        return true;
      }
      const next = linkOf(computed, leaf);
      set(next);
      if (link === null || sameBytes(next, link)) return true;
      stored = link;
      return false;
    },
    recordAfterGap: (leaf, link) => {
      const follows =
        link !== null && [computed, stored].some((each) => each !== null && sameBytes(linkOf(each, leaf), link));
      set(link);
      return follows;
    },
    seal: (link) => {
      const isKnown = computed !== null || stored !== null;
      const isStored = stored !== null && sameBytes(stored, link);
      const isComputed = computed !== null && sameBytes(computed, link);
      if (!isKnown || isStored) set(link);
      else computed = link;
      return !isKnown || isStored || isComputed;
    },
    skip: () => {
      set(null);
    },
    mayBe: (link) =>
      (computed === null && stored === null) ||
      [computed, stored].some((each) => each !== null && sameBytes(each, link)),
  };
};
