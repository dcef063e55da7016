/** Something that is looked at again and again while it is wanted, and never twice at once. */

/** How often `tick` is to be called, in ms. */
export const TICK_MS = 1_000;
/** An answer that takes longer is none. */
const LIMIT_MS = 5_000;
/** Until it is asked again after it failed, unless its turn comes earlier. */
const RETRY_MS = 10_000;

export interface LookOptions<T> {
  readonly isWanted: () => boolean;
  readonly everyMs: number;
  readonly ask: () => Promise<T | null>;
  /** Null: it cannot be told, or not in time, or is not wanted any more. */
  readonly take: (answer: T | null) => void;
}

export interface Look {
  /** Counted, not timed, so that no clock that is set back or forward matters. */
  tick(): void;
}

/** Asks at the first tick at which it is wanted. A question that hangs keeps further ones from being put. */
export const createLook = <T>({ isWanted, everyMs, ask, take }: LookOptions<T>): Look => {
  let wasWanted = false;
  let dueMs = 0;
  /** How long the open question has waited; null while there is none. */
  let waitedMs: number | null = null;

  const put = async (): Promise<void> => {
    waitedMs = 0;
    dueMs = everyMs;
    let answer: T | null = null;
    try {
      answer = await ask();
    } catch {
      dueMs = Math.min(everyMs, RETRY_MS);
    }
    waitedMs = null;
    if (isWanted()) take(answer);
  };

  return {
    tick: () => {
      if (!isWanted()) {
        if (wasWanted) take(null);
        wasWanted = false;
        dueMs = 0;
        return;
      }
      wasWanted = true;
      dueMs -= TICK_MS;
      if (waitedMs !== null) {
        waitedMs += TICK_MS;
        if (waitedMs === LIMIT_MS) take(null);
      } else if (dueMs <= 0) {
        void put();
      }
    },
  };
};
