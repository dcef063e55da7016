/** The records of one filter as a list, fetched as they come into sight; new ones wait until they are asked for. */
import { useIdle } from '@mantine/hooks';
import { useCallback, useEffect, useLayoutEffect, useReducer, useRef, useState } from 'react';
import { AUDIT_PAGE, type AuditFilter, type AuditPage } from '../../../contract/audit-reading.ts';
import type { AuditRecord } from '../../../contract/audit.ts';
import { problemOf, type Problem } from '../../bridge/problem.ts';
import { createPageLoader, type PageLoader } from './page-loader.ts';
import { createRecordBook, pageOf, type Span } from './record-book.ts';
import { findPlace } from './find-place.ts';
import type { RowRange } from './scroll-scale.ts';

/** Rejects with a CodedError when there is no page. */
export type AskPage = (filter: AuditFilter, span: Span) => Promise<AuditPage>;

export interface Records {
  /** Rows of the list; null: not told yet. */
  readonly rows: number | null;
  /** Records that came since. */
  readonly fresh: number;
  readonly problem: Problem | null;
  /** Newest first. */
  readonly at: (row: number) => AuditRecord | undefined;
  readonly want: (range: RowRange) => void;
  readonly showFresh: () => void;
  readonly retry: () => void;
  /** The row of the record with a number, or of the next there is. */
  readonly rowOf: (seq: number) => Promise<number>;
}

const REFRESH_MS = 4_000;
/** The log closes when nobody uses it: what asks by itself must not keep it open. */
const IDLE_MS = 3 * 60_000;

/** For one filter: another one takes another list. */
export const useRecords = (filter: AuditFilter, ask: AskPage, isOpen: boolean): Records => {
  const [book] = useState(createRecordBook);
  const [, draw] = useReducer((count: number) => count + 1, 0);
  const [rows, setRows] = useState<number | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const isIdle = useIdle(IDLE_MS, { initialState: false });
  const loader = useRef<PageLoader | null>(null);
  const hasBegun = useRef(false);
  const latest = useRef({ ask, filter });
  useLayoutEffect(() => {
    latest.current = { ask, filter };
  });

  const fetchSpan = useCallback(
    async (span: Span) => {
      const page = await latest.current.ask(latest.current.filter, span);
      book.put(page);
      setRows((now) => (now !== null && page.total < now ? page.total : now));
      return page;
    },
    [book],
  );
  const begin = useCallback(async () => {
    try {
      const { total } = await fetchSpan({ offset: 0, limit: AUDIT_PAGE });
      hasBegun.current = true;
      setRows(total);
      setProblem(null);
    } catch (cause) {
      setProblem(problemOf(cause));
    }
  }, [fetchSpan]);

  useEffect(() => {
    const created = createPageLoader({
      load: async (page) => {
        await fetchSpan(book.spanOf(page));
      },
      isThere: (page) => book.isWhole(page, book.total()),
      onLoaded: draw,
      onFailed: (cause) => {
        setProblem(problemOf(cause));
      },
    });
    loader.current = created;
    return () => {
      created.close();
    };
  }, [book, fetchSpan]);
  const retry = useCallback(() => {
    setProblem(null);
    if (hasBegun.current) loader.current?.retry();
    else void begin();
  }, [begin]);
  useEffect(() => {
    if (isOpen) void Promise.resolve().then(retry);
  }, [isOpen, retry]);

  const isReady = isOpen && rows !== null && problem === null;
  useEffect(() => {
    if (!isReady || isIdle) return;
    const timer = setInterval(() => {
      if (document.hidden) return;
      fetchSpan({ offset: 0, limit: 1 }).then(draw, (cause: unknown) => {
        setProblem(problemOf(cause));
      });
    }, REFRESH_MS);
    return () => {
      clearInterval(timer);
    };
  }, [isReady, isIdle, fetchSpan]);

  const shown = rows ?? 0;
  return {
    rows,
    fresh: book.total() - shown,
    problem,
    at: (row) => book.at(shown - 1 - row),
    want: useCallback(
      ({ first, end }: RowRange) => {
        if (end <= first) return;
        const newest = pageOf(shown - 1 - first);
        const oldest = pageOf(Math.max(0, shown - end));
        loader.current?.want(Array.from({ length: newest - oldest + 1 }, (_, at) => newest - at));
      },
      [shown],
    ),
    showFresh: () => {
      setRows(book.total());
    },
    retry,
    rowOf: useCallback(
      async (seq) => {
        const seqAt = async (place: number): Promise<number> => {
          const known = book.at(place);
          if (known !== undefined) return known.seq;
          const { records } = await fetchSpan({ offset: book.total() - 1 - place, limit: 1 });
          return records[0]?.seq ?? 0;
        };
        return shown - 1 - (await findPlace(seq, shown, seqAt));
      },
      [book, fetchSpan, shown],
    ),
  };
};
