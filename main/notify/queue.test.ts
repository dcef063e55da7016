import { beforeEach, describe, expect, it } from 'vitest';
import type { Notification } from '../../contract/notification.ts';
import { unwrap } from '../../contract/result.ts';
import { APPLICATION_ID, MIGRATIONS } from '../access/migrations/index.ts';
import { createOutbox } from '../access/outbox.ts';
import { IN_MEMORY, type Database } from '../store/database.ts';
import { openDatabase } from '../store/open-database.ts';
import { MOST_IN_MEMORY, MOST_WAITING, createQueue, type Queue } from './queue.ts';

const FULL = 'The queue of notifications cannot be used: the disk is full: make room.';

/** Large, so that a disk without a free page is full for it. */
const event = (id: string, text = 'x'.repeat(5_000)): Notification => ({
  id,
  kind: 'storage-degraded',
  at: '2026-03-02T09:00:00Z',
  machine: 'machine-1',
  decisionId: null,
  text,
});

let db: Database;
let queue: Queue;
beforeEach(() => {
  db = unwrap(
    openDatabase({
      path: IN_MEMORY,
      key: null,
      synchronous: 'FULL',
      applicationId: APPLICATION_ID,
      migrations: MIGRATIONS,
    }),
  );
  queue = createQueue(createOutbox(db), 'webhook');
});
const fillDisk = (): void => {
  db.pragma(`max_page_count = ${String(db.pragma('page_count', { simple: true }))}`);
};
const makeRoom = (): void => {
  db.pragma('max_page_count = 4294967294');
};
/** Delivers everything, and says what it was. */
const drain = (): string[] => {
  const ids: string[] = [];
  for (let entry = queue.next(); entry !== null; entry = queue.next()) {
    ids.push(`${entry.notification?.id ?? 'damaged'}${entry.id === null ? ' (memory)' : ''}`);
    queue.delivered(entry);
  }
  return ids;
};

describe('a queue', () => {
  it('hands out what was put into it, in order', () => {
    expect(queue.next()).toBeNull();
    for (const id of ['a', 'b', 'c']) expect(queue.put(event(id), 0)).toBe(0);
    expect(queue.count()).toBe(3);
    expect(drain()).toEqual(['a', 'b', 'c']);
    expect([queue.count(), queue.fault()]).toEqual([0, null]);
  });

  it('hands out the same until it is delivered, with its attempts', () => {
    queue.put(event('a'), 0);
    const first = queue.next();
    if (first === null) throw new Error('nothing waits');
    queue.failed(first, 5_000);
    expect(queue.next()).toMatchObject({ notification: { id: 'a' }, attempts: 1, nextAt: 5_000 });
  });

  it(`drops the oldest beyond ${String(MOST_WAITING)}`, () => {
    db.transaction(() => {
      for (let index = 0; index < MOST_WAITING; index += 1) {
        expect(queue.put(event(String(index), ''), index)).toBe(0);
      }
    })();
    expect(queue.put(event('last', ''), 0)).toBe(1);
    expect(queue.count()).toBe(MOST_WAITING);
    expect(queue.next()?.notification?.id).toBe('1');
  });

  it('drops what is old, and everything', () => {
    for (const [at, id] of ['a', 'b', 'c'].entries()) queue.put(event(id), at * 1_000);
    expect(queue.dropOlderThan(1_000)).toBe(1);
    expect(queue.clear()).toBe(2);
    expect([queue.count(), queue.clear(), queue.next()]).toEqual([0, 0, null]);
  });
});

describe('on a full disk', () => {
  it('memory takes over, after what is on the disk, and gives back once there is room', () => {
    queue.put(event('a'), 0);
    fillDisk();
    expect(queue.put(event('b'), 1)).toBe(0);
    expect([queue.count(), queue.fault()]).toEqual([2, FULL]);
    expect(queue.next()).toMatchObject({ notification: { id: 'a' } });
    makeRoom();
    queue.put(event('c'), 2);
    expect(queue.fault()).toBeNull();
    expect(drain()).toEqual(['a', 'b', 'c']);
  });

  it('what waits in memory is delivered too, with its attempts', () => {
    fillDisk();
    for (const id of ['a', 'b']) queue.put(event(id), 0);
    const first = queue.next();
    if (first === null) throw new Error('nothing waits');
    queue.failed(first, 5_000);
    expect(queue.next()).toMatchObject({ id: null, notification: { id: 'a' }, attempts: 1, nextAt: 5_000 });
    expect(drain()).toEqual(['a (memory)', 'b (memory)']);
    expect(queue.count()).toBe(0);
  });

  it('what is in hand is not written down meanwhile, which would deliver it twice', () => {
    fillDisk();
    queue.put(event('a'), 0);
    const first = queue.next();
    makeRoom();
    queue.put(event('b'), 0);
    if (first === null) throw new Error('nothing waits');
    queue.delivered(first);
    expect(drain()).toEqual(['b']);
  });

  it(`memory holds ${String(MOST_IN_MEMORY)}, then the oldest go`, () => {
    fillDisk();
    const dropped = Array.from({ length: MOST_IN_MEMORY + 3 }, (_, index) => queue.put(event(String(index)), index));
    expect(dropped.reduce((sum, each) => sum + each)).toBe(3);
    expect(queue.dropOlderThan(5)).toBe(2);
    expect(queue.next()?.notification?.id).toBe('5');
    expect(queue.clear()).toBe(MOST_IN_MEMORY - 2);
    expect(queue.next()).toBeNull();
  });
});

describe('on a disk that cannot be used any more', () => {
  it('nothing is thrown, and what was delivered is not handed out again', () => {
    for (const id of ['a', 'b']) queue.put(event(id), 0);
    const first = queue.next();
    if (first === null) throw new Error('nothing waits');
    db.pragma('query_only = ON');
    queue.delivered(first);
    expect(queue.fault()).toBe(
      'The queue of notifications cannot be used: the file or its folder cannot be written: check the owner and the mode.',
    );
    expect(queue.next()?.notification?.id).toBe('b');
    expect(queue.count()).toBe(1);
    db.pragma('query_only = OFF');
    expect(drain()).toEqual(['b']);
    expect(db.prepare('SELECT count(*) AS n FROM outbox').get()).toEqual({ n: 0 });
  });

  it('not even when it is closed', () => {
    db.close();
    expect(queue.put(event('a'), 0)).toBe(0);
    expect(queue.fault()).toBe('The database connection is not open');
    expect([queue.count(), queue.next()?.notification?.id, queue.clear()]).toEqual([1, 'a', 1]);
  });
});
