/** Work that is done one piece at a time, with a bounded queue before it. */
import { err, type Result } from '../../contract/result.ts';

export type InTurn = <T>(work: () => Promise<Result<T>>) => Promise<Result<T>>;

/** What comes when `most` pieces are waiting or being done is refused with `throttled`. */
export const createTurns = (most: number): InTurn => {
  let last: Promise<unknown> = Promise.resolve();
  let queued = 0;
  return async (work) => {
    if (queued >= most) return err('throttled', 'Too many passphrases are being checked. Try again in a few seconds.');
    queued += 1;
    const answer = last.then(work);
    last = answer.catch(() => undefined);
    try {
      return await answer;
    } finally {
      queued -= 1;
    }
  };
};
