/** Texts that are fetched piece by piece, at the pace of whoever fetches them, so that nobody holds all of one. */
import type { CallResult } from '../../contract/ipc.ts';
import { CodedError, err, ok, type Result } from '../../contract/result.ts';
import type { Handlers } from '../control/dispatch.ts';
import type { Schedule } from '../shared/schedule.ts';

/** A part of the text, and how much of the whole is done with it, in the unit of `total`. */
export interface ExportPiece {
  readonly text: string;
  readonly done: number;
}

export interface ExportSource {
  /** Offered to whoever saves it. */
  readonly fileName: string;
  readonly total: number;
  /** Asked for a piece only when the one before it has been taken; returned early when nobody wants more. */
  readonly pieces: AsyncIterator<ExportPiece>;
}

export interface Exports {
  begin(source: ExportSource): CallResult<'data.export'>;
  /** `not-found` when it is over or unknown; `usage` while the piece before it is on its way. */
  next(id: string): Promise<Result<CallResult<'export.next'>>>;
  /** Ends it, if it is there. */
  end(id: string): void;
  close(): void;
  readonly calls: Pick<Handlers, 'export.next' | 'export.end'>;
}

const SILENCE_MS = 60_000;
const MOST_EXPORTS = 4;

const GONE = 'This export is over, or nobody asked for the next piece for a minute. Begin it again.';
const BUSY = 'A piece of this export is on its way already. Wait for it.';

interface Running {
  readonly source: ExportSource;
  done: number;
  isFetching: boolean;
  cancelTimer: () => void;
}

export const createExports = (ports: { readonly newId: () => string; readonly schedule: Schedule }): Exports => {
  /** Silent for longest first. */
  const running = new Map<string, Running>();

  const drop = (id: string): void => {
    const found = running.get(id);
    if (found === undefined) return;
    running.delete(id);
    found.cancelTimer();
    // What the source has to say about its early end concerns nobody any more.
    void found.source.pieces.return?.().catch(() => undefined);
  };

  const waitForNext = (id: string, each: Running): void => {
    running.delete(id);
    running.set(id, each);
    each.cancelTimer = ports.schedule(() => {
      drop(id);
    }, SILENCE_MS);
  };

  /** Makes room for one more: of those that nobody waits for, the one that was silent for longest goes. */
  const makeRoom = (): void => {
    if (running.size < MOST_EXPORTS) return;
    const idle = [...running].find(([, { isFetching }]) => !isFetching)?.[0];
    const oldest = idle ?? running.keys().next().value;
    if (oldest !== undefined) drop(oldest);
  };

  const fetchNext = async (id: string, each: Running): Promise<Result<CallResult<'export.next'>>> => {
    const { source } = each;
    const next = await source.pieces.next();
    if (running.get(id) !== each) return err('not-found', GONE);
    if (next.done === true) {
      running.delete(id);
      return ok({ text: '', done: each.done, total: source.total, isLast: true });
    }
    each.done = next.value.done;
    waitForNext(id, each);
    return ok({ ...next.value, total: source.total, isLast: false });
  };

  const next: Exports['next'] = async (id) => {
    const each = running.get(id);
    if (each === undefined) return err('not-found', GONE);
    if (each.isFetching) return err('usage', BUSY);
    each.isFetching = true;
    each.cancelTimer();
    try {
      return await fetchNext(id, each);
    } catch (cause) {
      drop(id);
      if (cause instanceof CodedError) return err(cause.code, cause.message);
      throw cause;
    } finally {
      each.isFetching = false;
    }
  };

  return {
    begin: (source) => {
      makeRoom();
      const id = ports.newId();
      waitForNext(id, { source, done: 0, isFetching: false, cancelTimer: () => undefined });
      return { id, fileName: source.fileName, total: source.total };
    },
    next,
    end: drop,
    close: () => {
      for (const id of [...running.keys()]) drop(id);
    },
    calls: {
      'export.next': ({ id }) => next(id),
      'export.end': ({ id }) => {
        drop(id);
        return Promise.resolve(ok({}));
      },
    },
  };
};
