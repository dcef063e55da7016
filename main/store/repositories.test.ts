import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../contract/policy.ts';
import { unwrap } from '../../contract/result.ts';
import { IN_MEMORY, type Database } from './database.ts';
import { APPLICATION_ID, MIGRATIONS } from './migrations/index.ts';
import { openDatabase } from './open-database.ts';
import { createRepositories, type Repositories } from './repositories.ts';
import { resetProfile } from './reset-profile.ts';
import { previousVersion, rollBack } from './roll-back.ts';
import { applyRetention } from './retention.ts';
import { sampleProfile, sampleSession, sampleVerdict, sampleWindow } from './sample-rows.fixture.ts';

let db: Database;
let all: Repositories;
let replaced = 0;
beforeEach(() => {
  const options = { path: IN_MEMORY, key: null, synchronous: 'NORMAL', applicationId: APPLICATION_ID } as const;
  db = unwrap(openDatabase({ ...options, migrations: MIGRATIONS }));
  replaced = 0;
  all = createRepositories(db, () => {
    replaced += 1;
  });
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
    const empty = { model: null, calibration: null, falseLocksPerDay: null, behaviour: null };
    const second = { version: 2, active: true, withdrawn: false };
    expect(all.profiles.save(sampleProfile(empty))).toBe(2);
    expect(all.profiles.active('user-1', 'keyboard')).toEqual({ ...sampleProfile(), ...empty, ...second });
    const first = { ...sampleProfile(), version: 1, active: false, withdrawn: false };
    expect(all.profiles.list('user-1', 'keyboard')[1]).toEqual(first);
    expect(all.profiles.newestVersion('user-1', 'keyboard')).toBe(2);
    expect(all.profiles.newestVersion('user-2', 'keyboard')).toBe(0);
  });

  it('keep the last five versions, and go on counting', () => {
    for (let training = 1; training <= 7; training += 1) {
      expect(all.profiles.save(sampleProfile({ windowsTrained: training }))).toBe(training);
    }
    all.profiles.save(sampleProfile({ modality: 'pointer' }));
    expect(all.profiles.list('user-1', 'keyboard').map(({ version }) => version)).toEqual([7, 6, 5, 4, 3]);
    expect(all.profiles.list('user-1', 'pointer').map(({ version }) => version)).toEqual([1]);
  });

  it('take another limit into the version it was chosen for, and into no other', () => {
    all.profiles.save(sampleProfile());
    all.profiles.save(sampleProfile());
    const limit = { userId: 'user-1', modality: 'keyboard', calibration: { limit: 9 }, falseLocksPerDay: 0.5 } as const;
    all.profiles.recalibrate({ ...limit, version: 2 });
    all.profiles.recalibrate({ ...limit, version: 7 });
    all.profiles.recalibrate({ ...limit, modality: 'pointer', version: 1 });
    const before = { ...sampleProfile(), withdrawn: false };
    expect(all.profiles.list('user-1', 'keyboard')).toEqual([
      { ...before, version: 2, active: true, calibration: { limit: 9 }, falseLocksPerDay: 0.5 },
      { ...before, version: 1, active: false },
    ]);
    all.profiles.recalibrate({ ...limit, calibration: null, falseLocksPerDay: null, version: 2 });
    expect(all.profiles.active('user-1', 'keyboard')).toMatchObject({ calibration: null, falseLocksPerDay: null });
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
        behaviour: null,
        version: 0,
        active: true,
        withdrawn: false,
      },
    ]);
    expect(all.profiles.save(sampleProfile({ progress: 0.75 }))).toBe(1);
    expect(all.profiles.list('user-1', 'keyboard')).toHaveLength(1);
    all.profiles.saveProgress({ ...progress, established: true, progress: 1 });
    const first = { ...sampleProfile(), version: 1, active: true, withdrawn: false };
    expect(all.profiles.active('user-1', 'keyboard')).toEqual(first);
  });

  it('are saved altogether or not at all', () => {
    all.profiles.save(sampleProfile());
    expect(() => all.profiles.save(sampleProfile({ progress: 2 }))).toThrow('CHECK constraint failed');
    expect(all.profiles.active('user-1', 'keyboard')).toMatchObject({ version: 1 });
  });
});

/** Numbers of the versions kept of the keyboard profile: the active one marked *, those set aside in brackets. */
const versions = (): string =>
  all.profiles
    .list('user-1', 'keyboard')
    .map(({ version, active, withdrawn }) =>
      `${String(version)}${active ? '*' : ''}`.replace(/.+/, withdrawn ? '($&)' : '$&'),
    )
    .join(' ');

describe('a rollback', () => {
  /** Trains a version at a time, with a behaviour of its own and a window that ended just before. */
  const train = (trainedAt: number): void => {
    all.windows.insert({ ...sampleWindow({ endedAt: trainedAt - 1, state: 'trained' }), id: trainedAt });
    all.profiles.save(sampleProfile({ trainedAt, behaviour: Uint8Array.of(trainedAt) }));
    all.behaviours.save({
      userId: 'user-1',
      modality: 'keyboard',
      body: Uint8Array.of(trainedAt),
      reference: Uint8Array.of(10),
    });
  };
  const previous = (): number | undefined => previousVersion(all.profiles.list('user-1', 'keyboard'))?.version;
  const states = (): unknown => all.windows.countByState('user-1', 'keyboard');

  it('puts a version in force as a whole, and what was seen since in quarantine', () => {
    for (const trainedAt of [10, 20, 30]) train(trainedAt);
    all.windows.insert({ ...sampleWindow({ endedAt: 35 }), id: 35 });
    all.windows.insert({ ...sampleWindow({ endedAt: 35, modality: 'pointer' }), id: 36 });
    const done = rollBack(all, 'user-1', 'keyboard', 1);
    expect(done?.profile).toMatchObject({ version: 1, active: true, trainedAt: 10, withdrawn: false });
    expect(done?.quarantined).toBe(3);
    expect(all.profiles.active('user-1', 'keyboard')).toEqual(done?.profile);
    expect(all.behaviours.load('user-1', 'keyboard')).toMatchObject({
      body: Uint8Array.of(10),
      reference: Uint8Array.of(10),
    });
    expect(states()).toEqual({ new: 0, trained: 1, quarantined: 3 });
    expect(all.windows.countByState('user-1', 'pointer').new).toBe(1);
  });

  it('sets versions aside, so that none of them is chosen again but by its number', () => {
    for (const trainedAt of [10, 20, 30, 40]) train(trainedAt);
    expect(previous()).toBe(3);
    rollBack(all, 'user-1', 'keyboard', 2);
    expect(versions()).toBe('(4) (3) 2* 1');
    expect(previous()).toBe(1);
    train(50);
    expect(versions()).toBe('5* (4) (3) 2 1');
    expect(previous()).toBe(2);
    rollBack(all, 'user-1', 'keyboard', 4);
    expect(versions()).toBe('(5) 4* (3) 2 1');
    expect(previous()).toBe(2);
  });

  it('keeps five versions to go back to beside those set aside, and forgets these in time', () => {
    for (const trainedAt of [10, 20, 30, 40, 50]) train(trainedAt);
    rollBack(all, 'user-1', 'keyboard', 3);
    for (const trainedAt of [60, 70]) train(trainedAt);
    expect(versions()).toBe('7* 6 (5) (4) 3 2 1');
    for (const trainedAt of [80, 90, 100]) train(trainedAt);
    expect(versions()).toBe('10* 9 8 7 6');
  });

  it('refuses what is not kept, an enrolment, and what was trained without behaviour', () => {
    const progress = { userId: 'user-1', modality: 'keyboard', established: false, featureVersion: 1 } as const;
    all.profiles.saveProgress({ ...progress, progress: 0.5 });
    expect(previous()).toBeUndefined();
    expect(rollBack(all, 'user-1', 'keyboard', 0)).toBeNull();
    all.profiles.save(sampleProfile({ behaviour: null }));
    train(20);
    for (const version of [1, 3]) expect(rollBack(all, 'user-1', 'keyboard', version)).toBeNull();
    expect(rollBack(all, 'user-2', 'keyboard', 2)).toBeNull();
    expect(versions()).toBe('2* 1');
    expect(states()).toEqual({ new: 0, trained: 1, quarantined: 0 });
  });

  it('tells that older bytes were replaced, as does whatever else replaces some', () => {
    train(10);
    expect(replaced).toBe(1);
    rollBack(all, 'user-1', 'keyboard', 1);
    expect(replaced).toBe(2);
    for (const trainedAt of [20, 30, 40, 50]) all.profiles.save(sampleProfile({ trainedAt }));
    expect(replaced).toBe(2);
    all.profiles.save(sampleProfile());
    expect(replaced).toBe(3);
    expect(all.behaviours.remove('user-1', 'pointer')).toBe(false);
    expect(all.behaviours.remove('user-1', 'keyboard')).toBe(true);
    expect(all.profiles.remove('user-1', 'keyboard')).toBe(5);
    expect(all.profiles.remove('user-1', 'keyboard')).toBe(0);
    expect(replaced).toBe(5);
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
    const silent = sampleVerdict({
      windowId: null,
      at: 1_005,
      llr: null,
      abstained: 'learning',
      byModel: {},
      evidence: [],
    });
    all.verdicts.insert(sampleVerdict());
    all.verdicts.insert(silent);
    all.verdicts.insert(sampleVerdict({ userId: 'user-2' }));
    expect(all.verdicts.since('user-1', 1_005, 10)).toEqual([silent, sampleVerdict()]);
    expect(all.verdicts.since('user-1', 1_006, 10)).toEqual([sampleVerdict()]);
    expect(all.verdicts.since('user-1', 0, 1)).toEqual([silent]);
  });

  it('are walked through between two times in the order in which they came, whatever the clock said', () => {
    const insert = (at: number, changes: Parameters<typeof sampleVerdict>[0] = {}): void => {
      all.verdicts.insert(sampleVerdict({ at, ...changes }));
    };
    insert(900);
    insert(1_300);
    insert(1_100, { userId: 'user-2' });
    insert(1_200, { fresh: null, llr: null, abstained: 'learning' });
    insert(1_500);
    insert(1_250);
    const span = all.verdicts.span('user-1', 1_000, 1_400);
    if (span === null) throw new Error('there are verdicts');
    insert(1_350);
    const first = all.verdicts.steps(span, span.first, 2);
    const { sessionId, modality, llr, level, abstained, fresh } = sampleVerdict();
    const usual = { sessionId, modality, llr, level, abstained, fresh };
    expect(first.steps).toEqual([
      { ...usual, at: 1_300 },
      { ...usual, at: 1_200, fresh: null, llr: null, abstained: 'learning' },
    ]);
    if (first.next === null) throw new Error('there are more');
    expect(all.verdicts.steps(span, first.next, 2)).toEqual({ steps: [{ ...usual, at: 1_250 }], next: null });
    expect(all.verdicts.span('user-1', 2_000, 3_000)).toBeNull();
  });
});

describe('hours and behaviours', () => {
  it('add up and are replaced', () => {
    all.timeOfDay.add('user-1', 'keyboard', 9, 2);
    all.timeOfDay.add('user-1', 'keyboard', 9, 3);
    all.timeOfDay.add('user-1', 'pointer', 9, 1);
    all.timeOfDay.add('user-1', 'pointer', 23, 4);
    const hours = all.timeOfDay.hours('user-1');
    expect(hours).toHaveLength(24);
    expect([hours[0], hours[9], hours[23]]).toEqual([0, 6, 4]);
    const behaviour = { userId: 'user-1', modality: 'pointer', body: Uint8Array.of(2, 3) } as const;
    expect(all.behaviours.load('user-1', 'pointer')).toBeNull();
    all.behaviours.save({ ...behaviour, body: Uint8Array.of(1), reference: Uint8Array.of(4) });
    expect(all.behaviours.load('user-1', 'pointer')?.reference).toEqual(Uint8Array.of(4));
    all.behaviours.save({ ...behaviour, reference: null });
    expect(all.behaviours.load('user-1', 'pointer')).toEqual({ ...behaviour, reference: null });
    expect(all.behaviours.load('user-1', 'keyboard')).toBeNull();
    expect(all.behaviours.load('user-2', 'pointer')).toBeNull();
  });
});

/** Rows that each table holds of a user. */
const rowsOf = (user: string): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    ['profiles', 'profile_aggregates', 'time_of_day', 'behaviours', 'sessions', 'windows', 'verdicts'].map((table) => [
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
    all.behaviours.save({ userId, modality, body: Uint8Array.of(1), reference: null });
  }
};

describe('a reset', () => {
  it('forgets one modality of one user and nothing else', () => {
    fill('user-1', 1);
    fill('user-2', 3);
    const before = rowsOf('user-2');
    expect(resetProfile(all, 'user-1', 'pointer')).toBe(1);
    const one = { profiles: 1, profile_aggregates: 1, time_of_day: 1, behaviours: 1, windows: 1, verdicts: 1 };
    expect(rowsOf('user-1')).toEqual({ ...one, sessions: 1 });
    expect(resetProfile(all, 'user-1', 'keyboard')).toBe(1);
    const none = { profiles: 0, profile_aggregates: 0, time_of_day: 0, behaviours: 0, windows: 0, verdicts: 0 };
    expect(rowsOf('user-1')).toEqual({ ...none, sessions: 1 });
    expect(rowsOf('user-2')).toEqual(before);
  });
});

describe('retention', () => {
  const DAY = 86_400;
  const NOW = 100 * DAY;
  const days = { ...defaultPolicy().retention, windowDays: 10, verdictDays: 5, sessionDays: 20 };

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
