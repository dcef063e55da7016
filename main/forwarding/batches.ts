/** One batch after the other: read after the cursor, sent, and the cursor moved by what has arrived. */
import type { Facts } from '../access/facts.ts';
import type { AuditReading } from '../audit/reading.ts';
import { cursorAt, newestSeq, recordsAfter, resume, type StoredCursor } from './cursor.ts';
import { withLinks, type LinkReading } from './links.ts';
import { failure, type Outcome, type Receiver } from './receiver.ts';

export interface BatchPorts {
  readonly reading: Pick<AuditReading, 'extent' | 'after'> & LinkReading;
  readonly facts: Pick<Facts, 'get' | 'set'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** `isFull`: there may be more at once. */
export type BatchOutcome = Outcome & { readonly isFull: boolean };

export interface Batches {
  /** Null: nothing waits, or it was broken off. */
  sendNext(receiver: Receiver, signal: AbortSignal): Promise<BatchOutcome | null>;
  /** A record was written. */
  appended(): void;
  /** How often `appended` was called. */
  written(): number;
  /** Records after the cursor. */
  waiting(): Promise<number>;
  lastDeliveredAt(): number | null;
  /** Another receiver may take batches of the whole size. */
  resetSize(): void;
  /** Forgets how far it was. */
  forget(): void;
}

export const MOST_AT_ONCE = 500;

/** Asked anew: it may be aborted between any two steps. */
export const isOver = (signal: AbortSignal): boolean => signal.aborted;

export const createBatches = (cursor: StoredCursor, { reading, now }: BatchPorts): Batches => {
  /** Whether the cursor was held against the log since the start. */
  let isPlaced = false;
  let size = MOST_AT_ONCE;
  let written = 0;
  let lastDeliveredAt: number | null = null;

  const place = async (signal: AbortSignal): Promise<void> => {
    const stored = cursor.get();
    if (stored === null) {
      const before = written;
      const newest = await newestSeq(reading);
      if (isOver(signal)) return;
      // What was written since it was turned on is to go out too; it may be counted among the newest, or not.
      cursor.set({ seq: Math.max(0, newest - (written - before)), fingerprint: null });
    } else {
      const from = await resume(reading, stored);
      if (isOver(signal)) return;
      if (from.seq !== stored.seq) cursor.set(from);
    }
    isPlaced = true;
  };

  /** Rejects when the log cannot be read. */
  const send = async (receiver: Receiver, signal: AbortSignal): Promise<BatchOutcome | null> => {
    if (!isPlaced) await place(signal);
    if (isOver(signal)) return null;
    const asked = size;
    const records = await recordsAfter(reading, cursor.get()?.seq ?? 0, asked);
    if (records.length === 0) return null;
    const outcome = await receiver.send(await withLinks(reading, records), signal);
    if (isOver(signal)) return null;
    const last = records[(outcome.ok ? records.length : outcome.arrived) - 1];
    if (last !== undefined) {
      cursor.set(cursorAt(last));
      lastDeliveredAt = now();
    }
    if (!outcome.ok && outcome.isTooLarge && records.length > 1) {
      size = Math.ceil(records.length / 2);
      return { ok: true, isFull: true };
    }
    return { ...outcome, isFull: records.length === asked };
  };

  return {
    sendNext: async (receiver, signal) => {
      try {
        return await send(receiver, signal);
      } catch (cause) {
        return { ...failure(cause instanceof Error ? cause.message : String(cause)), isFull: false };
      }
    },
    appended: () => {
      written += 1;
    },
    written: () => written,
    waiting: async () => Math.max(0, (await newestSeq(reading)) - (cursor.get()?.seq ?? 0)),
    lastDeliveredAt: () => lastDeliveredAt,
    resetSize: () => {
      size = MOST_AT_ONCE;
    },
    forget: () => {
      isPlaced = false;
      if (cursor.get() !== null) cursor.set(null);
    },
  };
};
