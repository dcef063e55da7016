import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../contract/result.ts';
import { needs } from '../../tests/support/needs.ts';
import { fillUp, mountSmallDisk } from '../../tests/support/small-disk.ts';
import { createBehaviourStore, openBehaviourStore, type BehaviourStore } from './behaviour-store.ts';
import { IN_MEMORY } from './database.ts';
import { APPLICATION_ID, MIGRATIONS } from './migrations/index.ts';
import { openDatabase } from './open-database.ts';
import { FEATURES, KEY, sampleProfile, sampleWindow } from './sample-rows.fixture.ts';

const ids = (store: BehaviourStore): readonly number[] =>
  unwrap(
    store.transaction(({ windows }) =>
      windows.forTraining({ userId: 'user-1', modality: 'keyboard', featureVersion: 1, limit: 100_000 }),
    ),
  )
    .map(({ id }) => id)
    .reverse();

const oneTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

describe('a full disk', () => {
  it('costs the oldest of what waits, once too much does', () => {
    const options = { path: IN_MEMORY, key: null, synchronous: 'NORMAL', applicationId: APPLICATION_ID } as const;
    const db = unwrap(openDatabase({ ...options, migrations: MIGRATIONS }));
    const store = createBehaviourStore(db, { features: FEATURES, flushRows: 8, maxWaitingRows: 16 });
    for (let row = 0; row < 8; row += 1) store.addWindow(sampleWindow());
    expect(store.state().state).toBe('ok');

    db.pragma(`max_page_count = ${String(db.pragma('page_count', { simple: true }))}`);
    const large = sampleWindow({ scores: { ['a'.repeat(2_000)]: 1 } });
    for (let row = 0; row < 40; row += 1) store.addWindow(large);
    expect(store.state()).toEqual({
      state: 'degraded',
      message: 'The behaviour database cannot be used: the disk is full: make room.',
      waiting: 16,
      dropped: 24,
    });

    db.pragma('max_page_count = 4294967294');
    expect(store.flush()).toEqual({ state: 'ok', message: '', waiting: 0, dropped: 24 });
    expect(ids(store)).toEqual([...oneTo(8), ...oneTo(48).slice(-16)]);
    store.close();
  });

  it('degrades the store, loses nothing that was stored, and takes what waited once there is room', (ctx) => {
    needs(ctx, 'linux', 'root');
    const folder = mountSmallDisk(1);
    const open = (): BehaviourStore =>
      unwrap(openBehaviourStore({ path: join(folder, 'behaviour.db'), key: KEY, features: FEATURES }));
    let store = open();
    for (let row = 0; row < 128; row += 1) store.addWindow(sampleWindow());
    expect(store.state()).toEqual({ state: 'ok', message: '', waiting: 0, dropped: 0 });

    fillUp(folder);
    let added = 128;
    while (store.state().state === 'ok' && added < 20_000) added = store.addWindow(sampleWindow());
    const waiting = store.state().waiting;
    expect(store.state()).toMatchObject({ state: 'degraded', dropped: 0 });
    expect(store.state().message).toContain('the disk is full: make room');
    expect(waiting).toBeGreaterThan(0);
    // What was written before can still be read, and nothing of it is missing.
    expect(ids(store)).toEqual(oneTo(added - waiting));
    expect(store.state().state).toBe('degraded');
    const saved = store.transaction(({ profiles }) => profiles.save(sampleProfile({ model: new Uint8Array(100_000) })));
    expect(saved).toMatchObject({ ok: false, code: 'storage-unavailable' });

    rmSync(join(folder, 'filler'));
    expect(store.flush()).toEqual({ state: 'ok', message: '', waiting: 0, dropped: 0 });
    store.close();
    store = open();
    expect(ids(store)).toEqual(oneTo(added));
    store.close();
  });

  it('is survived by a kill in the middle of it', (ctx) => {
    needs(ctx, 'linux', 'root');
    const folder = mountSmallDisk(1);
    const path = join(folder, 'behaviour.db');
    const script = `
      import { statfsSync, writeFileSync } from 'node:fs';
      import { openBehaviourStore } from '${new URL('behaviour-store.ts', import.meta.url).href}';
      import { FEATURES, KEY, sampleWindow } from '${new URL('sample-rows.fixture.ts', import.meta.url).href}';
      const { value: store } = openBehaviourStore({ path: '${path}', key: KEY, features: FEATURES });
      for (let row = 0; row < 128; row += 1) store.addWindow(sampleWindow());
      const { bavail, bsize } = statfsSync('${folder}');
      writeFileSync('${folder}/filler', new Uint8Array(bavail * bsize));
      let added = 128;
      while (store.state().state === 'ok') added = store.addWindow(sampleWindow());
      writeFileSync(1, String(added - store.state().waiting));
      process.kill(process.pid, 'SIGKILL');`;
    let output = '';
    try {
      execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    } catch (error) {
      expect(error).toMatchObject({ signal: 'SIGKILL' });
      output = (error as { readonly stdout: string }).stdout;
    }
    const kept = Number(output);
    expect(kept).toBeGreaterThanOrEqual(128);
    rmSync(join(folder, 'filler'));
    const store = unwrap(openBehaviourStore({ path, key: KEY, features: FEATURES }));
    expect(ids(store)).toEqual(oneTo(kept));
    store.close();
  });
});
