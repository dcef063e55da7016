/** One channel's queue: on the disk, and in memory for what the disk does not take, so that a full one can be told of. */
import type { Notification } from '../../contract/notification.ts';
import type { Outbox, QueuedChannel } from '../access/outbox.ts';

/** Longest queue on the disk. */
export const MOST_WAITING = 10_000;
/** Longest queue in memory. */
export const MOST_IN_MEMORY = 100;

export interface Queued {
  /** Null for what waits in memory. */
  readonly id: number | null;
  /** Null when what was stored is damaged. */
  readonly notification: Notification | null;
  /** How often it was tried in vain. */
  readonly attempts: number;
  /** When it may be tried again, ms since 1970. */
  readonly nextAt: number;
}

/** No method throws: what fails shows in `fault`. Times are in ms since 1970. */
export interface Queue {
  /** Answers how many of the oldest had to go for it. */
  put(notification: Notification, now: number): number;
  /** The oldest. It is in hand until `delivered` or `failed`. */
  next(): Queued | null;
  delivered(entry: Queued): void;
  failed(entry: Queued, nextAt: number): void;
  count(): number;
  /** Throws away everything; answers how many. */
  clear(): number;
  /** Throws away what was put before a time; answers how many. */
  dropOlderThan(before: number): number;
  /** What is wrong with the disk, as a sentence, or null. */
  fault(): string | null;
}

type Access = 'write' | 'trim' | 'read';

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export const createQueue = (outbox: Outbox, channel: QueuedChannel): Queue => {
  let inMemory: { readonly notification: Notification; readonly at: number; attempts: number; nextAt: number }[] = [];
  let inHand: Queued | null = null;
  /** Everything up to here is delivered, even where the disk could not be told. */
  let done = 0;
  /** Apart: a full disk can be read, and trimmed where there is nothing to trim. */
  const faults: Record<Access, string | null> = { write: null, trim: null, read: null };

  const tryTo = <T>(access: Access, work: () => T, otherwise: T): T => {
    try {
      const value = work();
      faults[access] = null;
      return value;
    } catch (error) {
      faults[access] = reasonOf(error);
      return otherwise;
    }
  };
  const write = (notification: Notification, at: number): boolean =>
    tryTo(
      'write',
      () => {
        outbox.put(channel, notification, at);
        return true;
      },
      false,
    );

  /** In order, and never what is in hand: it would be there twice. */
  const moveToDisk = (): void => {
    if (inHand?.id === null) return;
    while (inMemory[0] !== undefined && write(inMemory[0].notification, inMemory[0].at)) inMemory.shift();
  };
  const dropBeyond = (): number => {
    const dropped = tryTo('trim', () => outbox.dropBeyond(channel, MOST_WAITING), 0);
    const excess = Math.max(0, inMemory.length - MOST_IN_MEMORY);
    inMemory.splice(0, excess);
    return dropped + excess;
  };

  return {
    put: (notification, now) => {
      moveToDisk();
      if (inMemory.length > 0 || !write(notification, now)) {
        inMemory.push({ notification, at: now, attempts: 0, nextAt: now });
      }
      return dropBeyond();
    },
    next: () => {
      moveToDisk();
      inHand = tryTo('read', () => outbox.next(channel, done), null);
      const first = inMemory[0];
      if (inHand === null && first !== undefined) inHand = { id: null, ...first };
      return inHand;
    },
    delivered: ({ id, notification }) => {
      inHand = null;
      if (id === null) {
        inMemory = inMemory.filter((each) => each.notification !== notification);
        return;
      }
      done = Math.max(done, id);
      tryTo(
        'write',
        () => {
          outbox.delivered(channel, id);
        },
        undefined,
      );
    },
    failed: ({ id, notification }, nextAt) => {
      inHand = null;
      if (id === null) {
        const waiting = inMemory.find((each) => each.notification === notification);
        if (waiting === undefined) return;
        waiting.attempts += 1;
        waiting.nextAt = nextAt;
        return;
      }
      tryTo(
        'write',
        () => {
          outbox.failed(id, nextAt);
        },
        undefined,
      );
    },
    count: () => tryTo('read', () => outbox.count(channel, done), 0) + inMemory.length,
    clear: () => {
      const inMemoryCount = inMemory.length;
      inMemory = [];
      inHand = null;
      return inMemoryCount + tryTo('trim', () => outbox.dropBeyond(channel, 0), 0);
    },
    dropOlderThan: (before) => {
      const kept = inMemory.filter(({ at }) => at >= before);
      const dropped = inMemory.length - kept.length;
      inMemory = kept;
      return dropped + tryTo('trim', () => outbox.dropOlderThan(channel, before), 0);
    },
    fault: () => faults.write ?? faults.trim ?? faults.read,
  };
};
