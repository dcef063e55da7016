import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unwrap } from '../../contract/result.ts';
import { openBehaviourStore, type BehaviourStore } from './behaviour-store.ts';
import { IN_MEMORY } from './database.ts';
import { FEATURES, sampleProfile, sampleSession, sampleVerdict, sampleWindow } from './sample-rows.fixture.ts';

let store: BehaviourStore;
beforeEach(() => {
  store = unwrap(openBehaviourStore({ path: IN_MEMORY, key: null, features: FEATURES }));
});
afterEach(() => {
  store.close();
});
const of = (user: string) => unwrap(store.transaction(({ inventory }) => inventory.of(user)));

describe('the inventory of a user', () => {
  it('is empty for one nobody knows', () => {
    const nothing = { records: 0, oldest: null, newest: null };
    expect(of('nobody')).toEqual({
      profile: nothing,
      windows: nothing,
      verdicts: nothing,
      sessions: nothing,
      hours: nothing,
    });
  });

  it('counts every kind, with the first and the last time, and nothing of anybody else', () => {
    store.saveSession(sampleSession({ startedAt: 900, endedAt: 2_000 }));
    store.saveSession(sampleSession({ id: 'later', startedAt: 1_500, lastActivityAt: 2_500 }));
    store.addWindow(sampleWindow({ startedAt: 1_000, endedAt: 1_010 }));
    store.addWindow(sampleWindow({ startedAt: 1_100, endedAt: 1_110 }));
    store.addVerdict(sampleVerdict({ at: 1_010 }));
    store.addVerdict(sampleVerdict({ at: 1_200 }));
    store.addVerdict(sampleVerdict({ at: 5_000, userId: 'user-2' }));
    store.aggregate('user-1', 'keyboard', Float32Array.of(1, 2, 3, 4), 9);
    store.aggregate('user-1', 'keyboard', Float32Array.of(1, 2, 3, 4), 17);
    store.flush();
    store.transaction(({ profiles }) => profiles.save(sampleProfile({ trainedAt: 2_000 })));
    store.transaction(({ profiles }) => profiles.save(sampleProfile({ trainedAt: 3_000 })));
    expect(of('user-1')).toEqual({
      profile: { records: 2, oldest: 2_000, newest: 3_000 },
      windows: { records: 2, oldest: 1_000, newest: 1_110 },
      verdicts: { records: 2, oldest: 1_010, newest: 1_200 },
      sessions: { records: 2, oldest: 900, newest: 2_500 },
      hours: { records: 2, oldest: null, newest: null },
    });
  });
});

describe('pages of rows', () => {
  it('hold every row once, in the order in which they came, whatever the clock said', () => {
    for (let row = 0; row < 7; row += 1) {
      store.addWindow(sampleWindow({ endedAt: 2_000 - row }));
      store.addVerdict(sampleVerdict({ at: row === 3 ? 9_999_999_999 : 1_000 + row, userId: 'user-1' }));
      store.addVerdict(sampleVerdict({ userId: 'user-2' }));
    }
    const paged = <Row>(page: (from: number) => { readonly rows: readonly Row[]; readonly next: number | null }) => {
      const pages: (readonly Row[])[] = [];
      for (let next: number | null = 0; next !== null;) {
        const found = page(next);
        pages.push(found.rows);
        ({ next } = found);
      }
      return pages;
    };
    const windows = paged((from) => {
      const { windows: rows, next } = unwrap(store.transaction((all) => all.windows.page('user-1', from, 3)));
      return { rows: rows.map(({ endedAt }) => endedAt), next };
    });
    expect(windows).toEqual([[2_000, 1_999, 1_998], [1_997, 1_996, 1_995], [1_994]]);
    const verdicts = paged((from) => {
      const { verdicts: rows, next } = unwrap(store.transaction((all) => all.verdicts.page('user-1', from, 3)));
      return { rows: rows.map(({ at }) => at), next };
    });
    expect(verdicts).toEqual([[1_000, 1_001, 1_002], [9_999_999_999, 1_004, 1_005], [1_006]]);
  });

  it('are empty where there is nothing', () => {
    expect(unwrap(store.transaction((all) => all.windows.page('user-1', 0, 3)))).toEqual({ windows: [], next: null });
    expect(unwrap(store.transaction((all) => all.verdicts.page('user-1', 0, 3)))).toEqual({ verdicts: [], next: null });
  });
});
