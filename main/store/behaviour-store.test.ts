import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unwrap } from '../../contract/result.ts';
import { openBehaviourStore, type BehaviourStore } from './behaviour-store.ts';
import { connect } from './database.ts';
import { APPLICATION_ID, MIGRATIONS } from './migrations/index.ts';
import { openDatabase } from './open-database.ts';
import { FEATURES, KEY, sampleProfile, sampleSession, sampleVerdict, sampleWindow } from './sample-rows.fixture.ts';

let folder = '';
let path = '';
let store: BehaviourStore;
const open = (): BehaviourStore => unwrap(openBehaviourStore({ path, key: KEY, features: FEATURES }));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-store-'));
  path = join(folder, 'behaviour.db');
  store = open();
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A behaviour of the size of a real one, all bytes the same. */
const saveBehaviour = (to: BehaviourStore, byte: number): void => {
  const body = new Uint8Array(100_000).fill(byte);
  const saved = to.transaction(({ users, behaviours }) => {
    users.ensure('user-1');
    behaviours.save({ userId: 'user-1', modality: 'keyboard', body, reference: null });
  });
  expect(saved.ok).toBe(true);
};

/** Rows on the disk, as another connection sees them. */
const stored = (table: string): unknown => {
  const db = unwrap(connect({ path, key: KEY, readonly: true, busyTimeoutMs: 0 }));
  const count = db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
  db.close();
  return count;
};

describe('the behaviour store', () => {
  it('writes windows and verdicts together, 64 at a time', () => {
    store.saveSession(sampleSession());
    for (let row = 0; row < 63; row += 1) store.addWindow(sampleWindow());
    expect([stored('windows'), stored('sessions')]).toEqual([0, 0]);
    expect(store.state()).toEqual({ state: 'ok', message: '', waiting: 63, dropped: 0 });
    store.addVerdict(sampleVerdict());
    expect([stored('windows'), stored('verdicts'), stored('sessions')]).toEqual([63, 1, 1]);
    store.addVerdict(sampleVerdict());
    expect(store.flush()).toEqual({ state: 'ok', message: '', waiting: 0, dropped: 0 });
    expect(stored('verdicts')).toBe(2);
  });

  it('numbers windows on from those of the last time, and copies their vectors', () => {
    const vector = Float32Array.of(1, 2, 3, 4);
    expect([store.addWindow(sampleWindow({ vector })), store.addWindow(sampleWindow())]).toEqual([1, 2]);
    vector.fill(9);
    store.close();
    store = open();
    expect(store.addWindow(sampleWindow())).toBe(3);
    const query = { userId: 'user-1', modality: 'keyboard', featureVersion: 1, limit: 9 } as const;
    const windows = unwrap(store.transaction((all) => all.windows.forTraining(query)));
    expect(windows.map(({ id }) => id)).toEqual([3, 2, 1]);
    expect(windows[2]?.vector).toEqual(Float32Array.of(1, 2, 3, 4));
  });

  it('refuses what would not fit in the tables before it waits with the rest', () => {
    expect(() => store.addWindow(sampleWindow({ modality: 'pointer' }))).toThrow(
      'a pointer window has 3 features, not 4',
    );
    expect(() => store.addWindow(sampleWindow({ endedAt: 10.5 }))).toThrow('whole seconds, not 10.5');
    expect(() => {
      store.addVerdict(sampleVerdict({ at: Number.NaN }));
    }).toThrow('whole seconds, not NaN');
    expect(() => {
      store.saveSession(sampleSession({ lastActivityAt: 0.1 }));
    }).toThrow('whole seconds, not 0.1');
    expect(store.state().waiting).toBe(0);
  });

  it('carries aggregates and hours on from one writing to the next', () => {
    store.aggregate('user-1', 'pointer', Float32Array.of(2, 1, 0), 9);
    store.aggregate('user-1', 'pointer', Float32Array.of(4, Number.NaN, 0), 9);
    store.flush();
    store.aggregate('user-1', 'pointer', Float32Array.of(9, 3, 0), 10);
    const found = unwrap(
      store.transaction((all) => ({
        aggregates: all.aggregates.load('user-1', 'pointer', 3),
        hours: all.timeOfDay.hours('user-1').slice(8, 12),
      })),
    );
    expect(found.hours).toEqual([0, 2, 1, 0]);
    expect(found.aggregates.n).toEqual(Float64Array.of(3, 2, 3));
    expect(found.aggregates.mean).toEqual(Float64Array.of(5, 2, 0));
    expect(found.aggregates.m2[0]).toBeCloseTo(26, 12);
  });

  it('does a transaction altogether or not at all, and throws the fault of the program', () => {
    expect(() =>
      store.transaction(({ users, profiles }) => {
        users.ensure('user-1');
        profiles.save(sampleProfile());
        throw new Error('half-way');
      }),
    ).toThrow('half-way');
    expect([stored('users'), stored('profiles')]).toEqual([0, 0]);
    expect(store.state().state).toBe('ok');
  });

  it('forgets on a reset what is stored and what waits', () => {
    store.addWindow(sampleWindow());
    store.flush();
    store.addWindow(sampleWindow());
    store.addVerdict(sampleVerdict());
    store.addVerdict(sampleVerdict({ modality: 'pointer' }));
    store.aggregate('user-1', 'keyboard', Float32Array.of(1, 2, 3, 4), 9);
    expect(store.reset('user-1', 'keyboard')).toEqual({ ok: true, value: 1 });
    expect([stored('windows'), stored('verdicts'), stored('profile_aggregates')]).toEqual([0, 1, 0]);
    store.addWindow(sampleWindow({ modality: 'pointer', vector: new Float32Array(3) }));
    expect(store.reset('user-1', 'all')).toEqual({ ok: true, value: 0 });
    expect([stored('windows'), stored('verdicts')]).toEqual([0, 0]);
  });

  it('starts with an empty log, and empties it again once a reader is done who kept it from doing so', () => {
    expect(statSync(`${path}-wal`).size).toBe(0);
    const reader = unwrap(connect({ path, key: KEY, readonly: true, busyTimeoutMs: 0 }));
    const rows = reader.prepare('SELECT * FROM sqlite_schema').iterate();
    rows.next();
    saveBehaviour(store, 1);
    expect(store.state()).toEqual({ state: 'ok', message: '', waiting: 0, dropped: 0 });
    expect(statSync(`${path}-wal`).size).toBeGreaterThan(100_000);
    rows.return?.();
    reader.close();
    store.flush();
    expect(statSync(`${path}-wal`).size).toBe(0);
  });

  it('ends sessions that a crash left open', () => {
    store.saveSession(sampleSession({ lastActivityAt: 1_234 }));
    store.close();
    store = open();
    const sessions = unwrap(store.transaction((all) => all.sessions.list('user-1', 1)));
    expect(sessions[0]?.endedAt).toBe(1_234);
  });

  it('tells its size', () => {
    const before = store.bytes();
    for (let row = 0; row < 256; row += 1) store.addWindow(sampleWindow());
    expect(store.bytes()).toBeGreaterThan(before);
    expect(store.bytes() % 4_096).toBe(0);
  });
});

describe('what was learned before', () => {
  /** An unencrypted database, so that its bytes can be looked for. */
  const readable = (): string => join(folder, 'readable.db');
  const openReadable = (): BehaviourStore =>
    unwrap(openBehaviourStore({ path: readable(), key: null, features: FEATURES }));
  const marker = (letter: string): number => letter.charCodeAt(0);
  const onDisk = (letter: string): boolean =>
    [readable(), `${readable()}-wal`].some(
      (file) => existsSync(file) && readFileSync(file).includes(letter.repeat(1_000)),
    );

  it('is in neither file once a newer behaviour is saved, it is forgotten, or its version is no longer kept', () => {
    const plain = openReadable();
    saveBehaviour(plain, marker('A'));
    expect(onDisk('A')).toBe(true);
    saveBehaviour(plain, marker('B'));
    expect([onDisk('A'), onDisk('B')]).toEqual([false, true]);
    const behaviour = new Uint8Array(2_000).fill(marker('C'));
    plain.transaction(({ profiles }) => profiles.save(sampleProfile({ behaviour })));
    expect(onDisk('C')).toBe(true);
    for (let training = 0; training < 5; training += 1) {
      plain.transaction(({ profiles }) => profiles.save(sampleProfile()));
    }
    expect(onDisk('C')).toBe(false);
    plain.reset('user-1', 'keyboard');
    expect(onDisk('B')).toBe(false);
    plain.close();
  });

  it('can be copied at any moment, as one file that holds all there is', () => {
    for (let row = 0; row < 100; row += 1) store.addWindow(sampleWindow());
    const copy = join(folder, 'copy.db');
    writeFileSync(copy, unwrap(store.copy()));
    store.addWindow(sampleWindow());
    const copied = unwrap(openBehaviourStore({ path: copy, key: KEY, features: FEATURES }));
    expect(unwrap(copied.transaction(({ windows }) => windows.count('user-1')))).toBe(100);
    copied.close();
    expect(store.flush()).toMatchObject({ state: 'ok', waiting: 0 });
  });

  it('is not copied in part, while somebody else reads it', () => {
    for (let row = 0; row < 300; row += 1) store.addWindow(sampleWindow());
    store.flush();
    const reader = unwrap(connect({ path, key: KEY, readonly: true, busyTimeoutMs: 0 }));
    const rows = reader.prepare('SELECT * FROM windows').iterate();
    rows.next();
    store.addWindow(sampleWindow());
    expect(store.copy()).toMatchObject({ ok: false, code: 'storage-unavailable' });
    rows.return?.();
    reader.close();
    expect(store.copy().ok).toBe(true);
  });

  it('is gone with the digraph profile of an older version of the database', () => {
    const database = { path: readable(), key: null, synchronous: 'NORMAL', applicationId: APPLICATION_ID } as const;
    const old = unwrap(openDatabase({ ...database, migrations: MIGRATIONS.slice(0, 2) }));
    old.exec("INSERT INTO users VALUES ('user-1')");
    old.prepare("INSERT INTO digraphs VALUES ('user-1', ?)").run(Buffer.alloc(100_000, 'D'));
    old.close();
    expect(onDisk('D')).toBe(true);
    const migrated = openReadable();
    expect(onDisk('D')).toBe(false);
    migrated.close();
  });
});
