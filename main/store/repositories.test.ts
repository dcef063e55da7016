import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unwrap } from '../../contract/result.ts';
import { IN_MEMORY, type Database } from './database.ts';
import { APPLICATION_ID, MIGRATIONS } from './migrations/index.ts';
import { openDatabase } from './open-database.ts';
import { createRepositories, type Repositories } from './repositories.ts';
import { resetProfile } from './reset-profile.ts';
import { applyRetention } from './retention.ts';
import { sampleProfile, sampleSession, sampleVerdict, sampleWindow } from './sample-rows.fixture.ts';

let db: Database;
let all: Repositories;
beforeEach(() => {
  const options = { path: IN_MEMORY, key: null, synchronous: 'NORMAL', applicationId: APPLICATION_ID } as const;
  db = unwrap(openDatabase({ ...options, migrations: MIGRATIONS }));
  all = createRepositories(db);
  all.users.ensure('user-1');
  all.users.ensure('user-2');
});
afterEach(() => {
  db.close();
});

describe('users', () => {
  it('are kept once each', () => {
    all.users.ensure('user-1');
    expect(all.users.list()).toEqual(['user-1', 'user-2']);
  });
});

describe('profiles', () => {
  it('come back as they were saved, as the next version and the active one', () => {
    expect(all.profiles.active('user-1', 'keyboard')).toBeNull();
    expect(all.profiles.save(sampleProfile())).toBe(1);
    expect(all.profiles.save(sampleProfile({ model: null, calibration: null, falseLocksPerDay: null }))).toBe(2);
    const empty = { model: null, calibration: null, falseLocksPerDay: null, version: 2, active: true };
    expect(all.profiles.active('user-1', 'keyboard')).toEqual({ ...sampleProfile(), ...empty });
    expect(all.profiles.list('user-1', 'keyboard')[1]).toEqual({ ...sampleProfile(), version: 1, active: false });
  });

  it('keep the last five versions, and go on counting', () => {
    for (let training = 1; training <= 7; training += 1) {
      expect(all.profiles.save(sampleProfile({ windowsTrained: training }))).toBe(training);
    }
    all.profiles.save(sampleProfile({ modality: 'pointer' }));
    expect(all.profiles.list('user-1', 'keyboard').map(({ version }) => version)).toEqual([7, 6, 5, 4, 3]);
    expect(all.profiles.list('user-1', 'pointer').map(({ version }) => version)).toEqual([1]);
  });

  it('note how far enrolment is before there is a model, and after', () => {
    const progress = { userId: 'user-1', modality: 'keyboard', established: false, featureVersion: 1 } as const;
    all.profiles.saveProgress({ ...progress, progress: 0.25 });
    all.profiles.saveProgress({ ...progress, progress: 0.5 });
    expect(all.profiles.list('user-1', 'keyboard')).toEqual([
      {
        ...progress,
        progress: 0.5,
        windowsTrained: 0,
        trainedAt: null,
        model: null,
        calibration: null,
        falseLocksPerDay: null,
        version: 0,
        active: true,
      },
    ]);
    expect(all.profiles.save(sampleProfile({ progress: 0.75 }))).toBe(1);
    expect(all.profiles.list('user-1', 'keyboard')).toHaveLength(1);
    all.profiles.saveProgress({ ...progress, established: true, progress: 1 });
    expect(all.profiles.active('user-1', 'keyboard')).toEqual({ ...sampleProfile(), version: 1, active: true });
  });

  it('are saved altogether or not at all', () => {
    all.profiles.save(sampleProfile());
    expect(() => all.profiles.save(sampleProfile({ progress: 2 }))).toThrow('CHECK constraint failed');
    expect(all.profiles.active('user-1', 'keyboard')).toMatchObject({ version: 1 });
  });
});

describe('windows', () => {
  const insert = (id: number, changes: Parameters<typeof sampleWindow>[0] = {}): void => {
    all.windows.insert({ ...sampleWindow(changes), id });
  };
  const ids = (limit = 10, modality: 'keyboard' | 'pointer' = 'keyboard'): readonly number[] =>
    all.windows.forTraining({ userId: 'user-1', modality, featureVersion: 1, limit }).map(({ id }) => id);

  it('come back bit for bit, NaN included', () => {
    insert(1);
    const query = { userId: 'user-1', modality: 'keyboard', featureVersion: 1, limit: 1 } as const;
    expect(all.windows.forTraining(query)).toEqual([{ ...sampleWindow(), id: 1 }]);
  });

  it('are for training newest first, of one user, modality and feature version, but for the quarantined', () => {
    insert(1, { state: 'trained' });
    insert(2, { modality: 'pointer' });
    insert(3, { userId: 'user-2' });
    insert(4, { featureVersion: 2 });
    insert(5, { state: 'quarantined' });
    insert(6);
    insert(7);
    expect(ids()).toEqual([7, 6, 1]);
    expect(ids(2)).toEqual([7, 6]);
    expect(ids(10, 'pointer')).toEqual([2]);
  });

  it('are counted by state, and marked', () => {
    for (const id of [1, 2, 3]) insert(id);
    all.windows.mark([1, 3], 'trained');
    all.windows.mark(new Set([2]), 'quarantined');
    expect(all.windows.countByState('user-1', 'keyboard')).toEqual({ new: 0, trained: 2, quarantined: 1 });
    expect(all.windows.countByState('user-1', 'pointer')).toEqual({ new: 0, trained: 0, quarantined: 0 });
    expect(all.windows.count('user-1')).toBe(3);
  });

  it('never get a number twice', () => {
    expect(all.windows.nextId()).toBe(1);
    insert(1);
    insert(2);
    expect(all.windows.remove('user-1', 'keyboard')).toBe(2);
    expect(all.windows.nextId()).toBe(3);
  });

  it('go when they are too old or too many', () => {
    insert(1, { endedAt: 10 });
    insert(2, { endedAt: 20 });
    insert(3, { endedAt: 30, modality: 'pointer' });
    insert(4, { endedAt: 40 });
    expect(all.windows.prune(20)).toBe(1);
    expect(all.windows.pruneToNewest(1)).toBe(1);
    expect(ids()).toEqual([4]);
    expect(ids(10, 'pointer')).toEqual([3]);
  });
});

describe('sessions', () => {
  it('are saved anew over what was there', () => {
    all.sessions.save(sampleSession());
    const now = sampleSession({
      lastActivityAt: 1_500,
      endedAt: 1_600,
      counts: { keyDown: 1, keyUp: 2, pointerMove: 3, buttonDown: 4, buttonUp: 5, wheel: 6 },
      windows: 7,
      abstained: 8,
      prompts: 9,
      locks: 10,
      risk: 0.75,
      anomalies: 11,
      coverageGaps: 12,
    });
    all.sessions.save(now);
    expect(all.sessions.list('user-1', 10)).toEqual([now]);
    expect(all.sessions.count('user-1')).toBe(1);
    expect(all.sessions.count('user-2')).toBe(0);
  });

  it('that a crash left open end at their last activity', () => {
    all.sessions.save(sampleSession({ id: 'a', startedAt: 10 }));
    all.sessions.save(sampleSession({ id: 'b', startedAt: 20, lastActivityAt: 25 }));
    all.sessions.save(sampleSession({ id: 'c', startedAt: 30, lastActivityAt: 35, endedAt: 40 }));
    expect(all.sessions.closeAbandoned()).toBe(2);
    expect(all.sessions.list('user-1', 10).map(({ endedAt }) => endedAt)).toEqual([40, 25, 10]);
  });
});

describe('verdicts', () => {
  it('come back as they were, oldest first, from a time on', () => {
    const silent = sampleVerdict({ windowId: null, at: 1_005, llr: null, abstained: 'learning', byModel: {} });
    all.verdicts.insert(sampleVerdict());
    all.verdicts.insert(silent);
    all.verdicts.insert(sampleVerdict({ userId: 'user-2' }));
    expect(all.verdicts.since('user-1', 1_005, 10)).toEqual([silent, sampleVerdict()]);
    expect(all.verdicts.since('user-1', 1_006, 10)).toEqual([sampleVerdict()]);
    expect(all.verdicts.since('user-1', 0, 1)).toEqual([silent]);
  });
});

describe('hours and digraphs', () => {
  it('add up and are replaced', () => {
    all.timeOfDay.add('user-1', 'keyboard', 9, 2);
    all.timeOfDay.add('user-1', 'keyboard', 9, 3);
    all.timeOfDay.add('user-1', 'pointer', 9, 1);
    all.timeOfDay.add('user-1', 'pointer', 23, 4);
    const hours = all.timeOfDay.hours('user-1');
    expect(hours).toHaveLength(24);
    expect([hours[0], hours[9], hours[23]]).toEqual([0, 6, 4]);
    expect(all.digraphs.load('user-1')).toBeNull();
    all.digraphs.save('user-1', Uint8Array.of(1));
    all.digraphs.save('user-1', Uint8Array.of(2, 3));
    expect(all.digraphs.load('user-1')).toEqual(Uint8Array.of(2, 3));
  });
});

/** Rows that each table holds of a user. */
const rowsOf = (user: string): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    ['profiles', 'profile_aggregates', 'time_of_day', 'digraphs', 'sessions', 'windows', 'verdicts'].map((table) => [
      table,
      db.prepare(`SELECT count(*) FROM ${table} WHERE user_id = ?`).pluck().get(user),
    ]),
  );

const fill = (userId: string, firstId: number): void => {
  all.sessions.save(sampleSession({ id: `session of ${userId}`, userId }));
  for (const [index, modality] of (['keyboard', 'pointer'] as const).entries()) {
    all.profiles.save(sampleProfile({ userId, modality }));
    const one = Float64Array.of(1);
    all.aggregates.save(userId, modality, { n: one, mean: one, m2: one });
    all.timeOfDay.add(userId, modality, 9, 1);
    all.windows.insert({ ...sampleWindow({ userId, modality }), id: firstId + index });
    all.verdicts.insert(sampleVerdict({ userId, modality }));
  }
  all.digraphs.save(userId, Uint8Array.of(1));
};

describe('a reset', () => {
  it('forgets one modality of one user and nothing else', () => {
    fill('user-1', 1);
    fill('user-2', 3);
    const before = rowsOf('user-2');
    expect(resetProfile(all, 'user-1', 'pointer')).toBe(1);
    const one = { profiles: 1, profile_aggregates: 1, time_of_day: 1, windows: 1, verdicts: 1 };
    expect(rowsOf('user-1')).toEqual({ ...one, digraphs: 1, sessions: 1 });
    expect(resetProfile(all, 'user-1', 'keyboard')).toBe(1);
    const none = { profiles: 0, profile_aggregates: 0, time_of_day: 0, windows: 0, verdicts: 0 };
    expect(rowsOf('user-1')).toEqual({ ...none, digraphs: 0, sessions: 1 });
    expect(rowsOf('user-2')).toEqual(before);
  });
});

describe('retention', () => {
  const DAY = 86_400;
  const NOW = 100 * DAY;
  const days = { windowDays: 10, verdictDays: 5, sessionDays: 20 };

  it('removes what is too old, and no session that something kept may belong to', () => {
    for (const [index, age] of [30, 15, 8, 1].entries()) {
      const at = NOW - age * DAY;
      all.sessions.save(sampleSession({ id: `${String(age)} days ago`, startedAt: at, endedAt: at + 100 }));
      all.windows.insert({ ...sampleWindow({ startedAt: at, endedAt: at + 10 }), id: index + 1 });
      all.verdicts.insert(sampleVerdict({ at: at + 10 }));
    }
    expect(applyRetention(all, days, 100, NOW)).toEqual({ windows: 2, verdicts: 3, sessions: 1 });
    expect(all.sessions.list('user-1', 10).map(({ id }) => id)).toEqual(['1 days ago', '8 days ago', '15 days ago']);
    expect(applyRetention(all, { ...days, sessionDays: 1 }, 100, NOW)).toEqual({
      windows: 0,
      verdicts: 0,
      sessions: 1,
    });
    expect(all.sessions.list('user-1', 10).map(({ id }) => id)).toEqual(['1 days ago', '8 days ago']);
  });

  it('keeps the newest windows of each modality', () => {
    for (const id of [1, 2, 3, 4]) {
      const modality = id === 1 ? 'pointer' : 'keyboard';
      all.windows.insert({ ...sampleWindow({ endedAt: NOW, modality }), id });
    }
    expect(applyRetention(all, days, 2, NOW)).toEqual({ windows: 1, verdicts: 0, sessions: 0 });
    expect(all.windows.count('user-1')).toBe(3);
  });
});
