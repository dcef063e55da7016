import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unwrap } from '../../../contract/result.ts';
import { openBehaviourStore } from '../behaviour-store.ts';
import type { Database } from '../database.ts';
import { openDatabase } from '../open-database.ts';
import { FEATURES, KEY, sampleSession, sampleVerdict, sampleWindow } from '../sample-rows.fixture.ts';
import { APPLICATION_ID, MIGRATIONS } from './index.ts';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-migrations-'));
  path = join(folder, 'behaviour.db');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const openAt = (version: number): Database =>
  unwrap(
    openDatabase({
      path,
      key: KEY,
      synchronous: 'NORMAL',
      applicationId: APPLICATION_ID,
      migrations: MIGRATIONS.slice(0, version),
    }),
  );

/** Rows as each released version wrote them. They are never changed: a new version adds its own. */
const ROWS: readonly string[] = [
  `INSERT INTO users VALUES ('user-1');
   INSERT INTO profiles VALUES ('user-1', 'keyboard', 1, 1, 1, 120, 500, 1, x'010203', '{"offset":0.5}', 0.05, 1);
   INSERT INTO profile_aggregates VALUES ('user-1', 'keyboard', 0, 2, 1.5, 0.5);
   INSERT INTO time_of_day VALUES ('user-1', 'keyboard', 9, 2);
   INSERT INTO digraphs VALUES ('user-1', x'0405');
   INSERT INTO sessions VALUES ('session-0', 'user-1', 100, 200, 300, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0.25, 11, 12);`,
  `INSERT INTO windows VALUES (7, 'user-1', 'session-0', 'keyboard', 100, 110, 1, 50,
     x'000080bf000080bf000080bf000080bf', '{"digraph":0.5}', 'trained');
   INSERT INTO verdicts VALUES (1, 7, 'session-0', 'user-1', 110, 'keyboard', 0.5, 99, 'trusted', NULL, '{}');`,
  `INSERT INTO behaviours VALUES ('user-1', 'keyboard', x'0607', x'08');
   UPDATE profiles SET behaviour = x'0607' WHERE version = 1;
   UPDATE verdicts SET evidence = '[{"timing":"flight","llr":-1,"points":-2,"tendency":"longer"}]' WHERE id = 1;`,
  'UPDATE verdicts SET fresh = 7 WHERE id = 1;',
];

describe('the migrations of the behaviour database', () => {
  it('are numbered from 1 without a hole', () => {
    expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
    expect(ROWS).toHaveLength(MIGRATIONS.length);
  });

  it.each(ROWS.map((_, index) => index + 1))('keep the rows of version %i and take new ones', (version) => {
    for (const [index, rows] of ROWS.slice(0, version).entries()) {
      const old = openAt(index + 1);
      old.exec(rows);
      old.close();
    }

    const store = unwrap(openBehaviourStore({ path, key: KEY, features: FEATURES }));
    store.saveSession(sampleSession());
    const id = store.addWindow(sampleWindow());
    store.addVerdict(sampleVerdict({ windowId: id }));
    const found = unwrap(
      store.transaction((all) => ({
        profile: all.profiles.active('user-1', 'keyboard'),
        aggregates: all.aggregates.load('user-1', 'keyboard', 1),
        nine: all.timeOfDay.hours('user-1')[9],
        behaviour: all.behaviours.load('user-1', 'keyboard'),
        sessions: all.sessions.list('user-1', 10),
        windows: all.windows.forTraining({ userId: 'user-1', modality: 'keyboard', featureVersion: 1, limit: 10 }),
        verdicts: all.verdicts.since('user-1', 0, 10),
      })),
    );
    expect(found.profile).toMatchObject({ version: 1, model: Uint8Array.of(1, 2, 3), calibration: { offset: 0.5 } });
    expect(found.aggregates).toEqual({
      n: Float64Array.of(2),
      mean: Float64Array.of(1.5),
      m2: Float64Array.of(0.5),
    });
    expect(found.nine).toBe(2);
    const behaviour = {
      userId: 'user-1',
      modality: 'keyboard',
      body: Uint8Array.of(6, 7),
      reference: Uint8Array.of(8),
    };
    expect(found.behaviour).toEqual(version >= 3 ? behaviour : null);
    expect(found.profile?.behaviour).toEqual(version >= 3 ? behaviour.body : null);
    expect(found.profile?.withdrawn).toBe(false);
    expect(found.sessions.map((session) => session.id)).toEqual(['session-1', 'session-0']);
    expect(found.sessions[1]).toMatchObject({ counts: { keyDown: 1, wheel: 6 }, windows: 7, risk: 0.25 });
    const kept = version >= 2;
    expect(found.windows.map((window) => window.id)).toEqual(kept ? [8, 7] : [1]);
    expect(found.windows[1]?.vector).toEqual(kept ? Float32Array.of(-1, -1, -1, -1) : undefined);
    expect(found.verdicts.map((verdict) => verdict.windowId)).toEqual(kept ? [7, 8] : [1]);
    const evidence = version >= 3 ? [{ timing: 'flight', llr: -1, points: -2, tendency: 'longer' }] : [];
    expect(found.verdicts.map((verdict) => verdict.evidence)).toEqual(
      kept ? [evidence, sampleVerdict().evidence] : [sampleVerdict().evidence],
    );
    expect(found.verdicts.map((verdict) => verdict.fresh)).toEqual(kept ? [version >= 4 ? 7 : null, 10] : [10]);
    store.close();
  });

  it('end at the same tables from every older version', () => {
    const schema = (version: number): unknown[] => {
      path = join(folder, `from-${String(version)}.db`);
      openAt(version).close();
      const db = openAt(MIGRATIONS.length);
      const tables = db.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all();
      db.close();
      return tables;
    };
    const fresh = schema(MIGRATIONS.length);
    expect(fresh.length).toBeGreaterThan(8);
    for (let version = 1; version < MIGRATIONS.length; version += 1) expect(schema(version)).toEqual(fresh);
  });
});
