import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unwrap } from '../../contract/result.ts';
import { openBehaviourStore, type BehaviourStore } from './behaviour-store.ts';
import { connect } from './database.ts';
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
