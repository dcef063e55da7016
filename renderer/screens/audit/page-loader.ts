/** Fetches the pages that are in sight, and none that were scrolled past before their turn came. */

export interface PageLoader {
  /** The pages that are in sight now, most wanted first. Those of before that nobody has asked for yet are dropped. */
  readonly want: (pages: readonly number[]) => void;
  /** After a failure: tries what is in sight again. */
  readonly retry: () => void;
  readonly close: () => void;
}

export interface PageLoaderOptions {
  /** Fetches a page and keeps it; rejects when it cannot be had. */
  readonly load: (page: number) => Promise<void>;
  readonly isThere: (page: number) => boolean;
  readonly onLoaded: () => void;
  readonly onFailed: (cause: unknown) => void;
}

/** One is on its way while the next is answered. */
const MOST_AT_ONCE = 2;
/** The log may grow between question and answer, and the page be not whole. */
const MOST_TRIES = 5;

export const createPageLoader = ({ load, isThere, onLoaded, onFailed }: PageLoaderOptions): PageLoader => {
  let wanted: readonly number[] = [];
  const underWay = new Set<number>();
  const tries = new Map<number, number>();
  let isStopped = false;
  let isClosed = false;

  const fetchOne = async (page: number): Promise<void> => {
    underWay.add(page);
    tries.set(page, (tries.get(page) ?? 0) + 1);
    try {
      await load(page);
      if (isThere(page)) tries.delete(page);
      if (!isClosed) onLoaded();
    } catch (cause) {
      isStopped = true;
      if (!isClosed) onFailed(cause);
    } finally {
      underWay.delete(page);
    }
    pump();
  };

  const pump = (): void => {
    while (!isClosed && !isStopped && underWay.size < MOST_AT_ONCE) {
      const next = wanted.find((page) => !underWay.has(page) && !isThere(page) && (tries.get(page) ?? 0) < MOST_TRIES);
      if (next === undefined) return;
      void fetchOne(next);
    }
  };

  return {
    want: (pages) => {
      wanted = pages;
      pump();
    },
    retry: () => {
      isStopped = false;
      tries.clear();
      pump();
    },
    close: () => {
      isClosed = true;
    },
  };
};
