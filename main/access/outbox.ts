/** Notifications that are still to be delivered, by channel and in order, until they are or until they are too old. */
import { notificationSchema, type Channel, type Notification } from '../../contract/notification.ts';
import { CodedError } from '../../contract/result.ts';
import type { Database } from '../store/database.ts';
import { describeStorageFault } from '../store/storage-fault.ts';

/** A desktop notice is shown at once or not at all. */
export type QueuedChannel = Exclude<Channel, 'desktop'>;

export interface OutboxEntry {
  /** Grows from entry to entry, and is never used again. */
  readonly id: number;
  /** Null when what is stored is damaged. */
  readonly notification: Notification | null;
  /** How often it was tried in vain. */
  readonly attempts: number;
  /** When it may be tried again, in ms since 1970 by the clock of that moment. */
  readonly nextAt: number;
}

/** Every method throws CodedError `storage-unavailable` when the disk fails. Times are in ms since 1970. */
export interface Outbox {
  /** On the disk when it returns. */
  put(channel: QueuedChannel, notification: Notification, now: number): void;
  /** The oldest of those that follow the entry `after` (0: of all). */
  next(channel: QueuedChannel, after: number): OutboxEntry | null;
  /** Removes everything of the channel up to the entry, which is the oldest that was not delivered. */
  delivered(channel: QueuedChannel, id: number): void;
  failed(id: number, nextAt: number): void;
  /** How many follow the entry `after` (0: all). */
  count(channel: QueuedChannel, after: number): number;
  /** Removes what was put before a time; answers how many. */
  dropOlderThan(channel: QueuedChannel, before: number): number;
  /** Removes the oldest beyond so many; answers how many. */
  dropBeyond(channel: QueuedChannel, most: number): number;
}

const SECOND_MS = 1_000;

interface Row {
  readonly id: number;
  readonly body: string;
  readonly attempts: number;
  readonly nextAt: number;
}

const readNotification = (body: string): Notification | null =>
  notificationSchema.safeParse(JSON.parse(body)).data ?? null;

const orStorageError = <T>(work: () => T): T => {
  try {
    return work();
  } catch (error) {
    throw new CodedError(
      'storage-unavailable',
      `The queue of notifications cannot be used: ${describeStorageFault(error)}.`,
      { cause: error },
    );
  }
};

export const createOutbox = (db: Database): Outbox => {
  const insert = db.prepare<[string, string, number, number]>(
    'INSERT INTO outbox (channel, body, created_at, next_at) VALUES (?, ?, ?, ?)',
  );
  const oldest = db.prepare<[string, number], Row>(
    'SELECT id, body, attempts, next_at AS nextAt FROM outbox WHERE channel = ? AND id > ? ORDER BY id LIMIT 1',
  );
  const removeUpTo = db.prepare<[string, number]>('DELETE FROM outbox WHERE channel = ? AND id <= ?');
  const postpone = db.prepare<[number, number]>('UPDATE outbox SET attempts = attempts + 1, next_at = ? WHERE id = ?');
  const countAfter = db
    .prepare<[string, number], number>('SELECT count(*) FROM outbox WHERE channel = ? AND id > ?')
    .pluck();
  const removeOlder = db.prepare<[string, number]>('DELETE FROM outbox WHERE channel = ? AND created_at < ?');
  const removeBeyond = db.prepare<[string, string, number]>(
    'DELETE FROM outbox WHERE channel = ? AND id <= ' +
      '(SELECT id FROM outbox WHERE channel = ? ORDER BY id DESC LIMIT 1 OFFSET ?)',
  );
  return {
    put: (channel, notification, now) => {
      // To the second, as everything that is stored: it tells when something happened.
      const at = Math.floor(now / SECOND_MS) * SECOND_MS;
      orStorageError(() => insert.run(channel, JSON.stringify(notification), at, at));
    },
    next: (channel, after) =>
      orStorageError(() => {
        const row = oldest.get(channel, after);
        if (row === undefined) return null;
        const { id, body, attempts, nextAt } = row;
        return { id, notification: readNotification(body), attempts, nextAt };
      }),
    delivered: (channel, id) => {
      orStorageError(() => removeUpTo.run(channel, id));
    },
    failed: (id, nextAt) => {
      orStorageError(() => postpone.run(Math.ceil(nextAt / SECOND_MS) * SECOND_MS, id));
    },
    count: (channel, after) => orStorageError(() => countAfter.get(channel, after) ?? 0),
    dropOlderThan: (channel, before) => orStorageError(() => removeOlder.run(channel, before).changes),
    dropBeyond: (channel, most) => orStorageError(() => removeBeyond.run(channel, channel, most).changes),
  };
};
