/**
 * The hash chain recomputed beside the links that were stored. Where they part, both are followed up to the next seal,
 * which signs one of them: so that one record that was changed makes one fault, and what follows it is proved all the same.
 */

/** How digests are handled: as bytes, or as text where that is faster. */
export interface Digests<D> {
  linkOf(before: D, leaf: D): D;
  areSame(a: D, b: D): boolean;
}

export interface LinkChain<D> {
  /** The next record. False where the link stored with it is neither of those that could follow. */
  record(leaf: D, stored: D | null): boolean;
  /** The next record after some that are missing. False where it does not follow from what is left before it. */
  recordAfterGap(leaf: D, stored: D | null): boolean;
  /** A seal at the last record. False where it signs another link; the chain goes on from what it signs. */
  seal(link: D): boolean;
  /** Records are not there: what follows begins with the next seal, or with the link stored with the next record. */
  skip(): void;
  /** Whether this may be the link at the last record, as far as is known. */
  mayBe(link: D): boolean;
}

/** `first`: the link before the first record; null where it is not known. */
export const createLinkChain = <D>({ linkOf, areSame }: Digests<D>, first: D | null): LinkChain<D> => {
  /** Recomputed from the last seal on. */
  let computed: D | null = first;
  /** Recomputed from the link last stored. */

  let stored: D | null = first;

  const set = (link: D | null): void => {
    computed = link;
    stored = link;
  };

  /** Both have parted before this record. */
  const followBoth = (leaf: D, link: D | null): boolean => {
    computed = computed === null ? null : linkOf(computed, leaf);
    stored = stored === null ? null : linkOf(stored, leaf);
    if (link === null || (stored !== null && areSame(stored, link))) return true;
    if (computed !== null && areSame(computed, link)) {
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
      if (link === null || areSame(next, link)) return true;
      stored = link;
      return false;
    },
    recordAfterGap: (leaf, link) => {
      const follows =
        link !== null && [computed, stored].some((each) => each !== null && areSame(linkOf(each, leaf), link));
      set(link);
      return follows;
    },
    seal: (link) => {
      const isKnown = computed !== null || stored !== null;
      const isStored = stored !== null && areSame(stored, link);
      const isComputed = computed !== null && areSame(computed, link);
      if (!isKnown || isStored) set(link);
      else computed = link;
      return !isKnown || isStored || isComputed;
    },
    skip: () => {
      set(null);
    },
    mayBe: (link) =>
      (computed === null && stored === null) || [computed, stored].some((each) => each !== null && areSame(each, link)),
  };
};
