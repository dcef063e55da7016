/**
 * How long somebody has worked since the last code, while codes stand in for typing and pointing. It is stored, for a
 * workstation that is switched off every noon would otherwise never ask.
 */
import { z } from 'zod';
import type { Fact, Facts } from '../access/facts.ts';

/** In ms. */
const WORKED: Fact<number> = { name: 'session.work-since-code', schema: z.number().nonnegative() };
/** Stored in pieces of at least this: a killed agent forgets no more. */
const PIECE_MS = 600_000;

export interface WorkSinceCode {
  add(elapsedMs: number): void;
  totalMs(): number;
  reset(): void;
  /** Stores what is not stored yet. */
  close(): void;
}

/** `onFault` takes why something could not be stored; it counts all the same. */
export const createWorkSinceCode = (facts: Facts, onFault: (cause: unknown) => void): WorkSinceCode => {
  let storedMs = facts.get(WORKED) ?? 0;
  let totalMs = storedMs;

  const store = (): void => {
    if (totalMs === storedMs) return;
    try {
      facts.set(WORKED, totalMs === 0 ? null : totalMs);
      storedMs = totalMs;
    } catch (cause) {
      onFault(cause);
    }
  };

  return {
    add: (elapsedMs) => {
      totalMs += elapsedMs;
      if (totalMs - storedMs >= PIECE_MS) store();
    },
    totalMs: () => totalMs,
    reset: () => {
      totalMs = 0;
      store();
    },
    close: store,
  };
};
