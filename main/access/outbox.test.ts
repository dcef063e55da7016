import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Notification } from '../../contract/notification.ts';
import { unwrap } from '../../contract/result.ts';
import { IN_MEMORY, type Database } from '../store/database.ts';
import { openDatabase } from '../store/open-database.ts';
import { openAccess, type AccessStore } from './access-store.ts';
import { APPLICATION_ID, MIGRATIONS } from './migrations/index.ts';
import { createOutbox, type QueuedChannel } from './outbox.ts';

const KEY = new Uint8Array(32).fill(5);
const event = (id: string): Notification => ({
  id,
  kind: 'locked',
  at: '2026-03-02T09:00:00Z',
  machine: 'machine-1',
  decisionId: null,
  text: 'The agent has locked the workstation.',
});

let folder = '';
let store: AccessStore;
const open = (): AccessStore => unwrap(openAccess({ path: join(folder, 'access.db'), key: KEY }));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-outbox-'));
  store = open();
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const put = (channel: QueuedChannel, ids: readonly string[], from = 1_000): void => {
  for (const [index, id] of ids.entries()) store.outbox.put(channel, event(id), from + 1_000 * index);
};
const listOf = (channel: QueuedChannel): string[] => {
  const ids: string[] = [];
  for (let entry = store.outbox.next(channel, 0); entry !== null; entry = store.outbox.next(channel, entry.id)) {
    ids.push(entry.notification?.id ?? 'damaged');
  }
  return ids;
};

describe('the outbox', () => {
  it('keeps what is put into it by channel, in order, across restarts', () => {
    put('webhook', ['a', 'b']);
    put('email', ['c']);
    store.close();
    store = open();
    put('webhook', ['d']);
    expect([listOf('webhook'), listOf('email')]).toEqual([['a', 'b', 'd'], ['c']]);
    expect([
      store.outbox.count('webhook', 0),
      store.outbox.count('webhook', 1),
      store.outbox.count('email', 0),
    ]).toEqual([3, 2, 1]);
    expect(store.outbox.next('webhook', 0)).toEqual({ id: 1, notification: event('a'), attempts: 0, nextAt: 1_000 });
  });

  it('remembers attempts in vain, and when the next is due', () => {
    put('webhook', ['a']);
    store.outbox.failed(1, 6_000);
    store.outbox.failed(1, 16_000);
    store.close();
    store = open();
    expect(store.outbox.next('webhook', 0)).toMatchObject({ id: 1, attempts: 2, nextAt: 16_000 });
  });

  it('forgets what is delivered, with everything before it, and uses no number again', () => {
    put('webhook', ['a', 'b']);
    put('email', ['x']);
    put('webhook', ['c']);
    store.outbox.delivered('webhook', 2);
    expect([listOf('webhook'), listOf('email')]).toEqual([['c'], ['x']]);
    store.outbox.delivered('webhook', 4);
    put('webhook', ['d']);
    expect(store.outbox.next('webhook', 0)?.id).toBe(5);
  });

  it('drops what is old or too much, of one channel', () => {
    put('webhook', ['a', 'b', 'c', 'd'], 1_000);
    put('email', ['x'], 500);
    expect(store.outbox.dropOlderThan('webhook', 1_500)).toBe(1);
    expect(store.outbox.dropBeyond('webhook', 3)).toBe(0);
    expect(store.outbox.dropBeyond('webhook', 2)).toBe(1);
    expect(listOf('webhook')).toEqual(['c', 'd']);
    expect(store.outbox.dropBeyond('webhook', 0)).toBe(2);
    expect(store.outbox.dropBeyond('webhook', 0)).toBe(0);
    expect(listOf('email')).toEqual(['x']);
  });
});

describe('an outbox on a disk that fails', () => {
  const openRaw = (): Database =>
    unwrap(
      openDatabase({
        path: IN_MEMORY,
        key: null,
        synchronous: 'FULL',
        applicationId: APPLICATION_ID,
        migrations: MIGRATIONS,
      }),
    );

  it('says what is wrong', () => {
    const db = openRaw();
    const outbox = createOutbox(db);
    db.pragma(`max_page_count = ${String(db.pragma('page_count', { simple: true }))}`);
    const fill = (): void => {
      for (;;) outbox.put('webhook', event('x'.repeat(2_000)), 0);
    };
    expect(fill).toThrow('The queue of notifications cannot be used: the disk is full: make room.');
    expect(fill).toThrow(expect.objectContaining({ code: 'storage-unavailable' }));
  });

  it('hands out what is damaged as such', () => {
    const db = openRaw();
    const outbox = createOutbox(db);
    outbox.put('webhook', event('a'), 1_999);
    db.exec(`UPDATE outbox SET body = '{"id":"a"}'`);
    expect(outbox.next('webhook', 0)).toEqual({ id: 1, notification: null, attempts: 0, nextAt: 1_000 });
  });
});
