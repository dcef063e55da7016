import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { moduleUrl, runWithKeyring, type KeyringState } from '../../tests/support/keyring.ts';
import { needs } from '../../tests/support/needs.ts';

let folder = '';
let home = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-master-key-'));
  home = join(folder, 'home');
  mkdirSync(home, { mode: 0o700 });
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  readonly ok: boolean;
  readonly code?: string;
  readonly message?: string;
  readonly source?: string;
  readonly warning?: string | null;
  /** SHA-256 of the key. */
  readonly key?: string;
  readonly sessions?: number;
}

/** What a start of the agent does: lock, key, database. `work` runs on the open store. */
const start = async (state: KeyringState, work = ''): Promise<Answer> =>
  (await runWithKeyring({
    state,
    home: folder,
    script: `
      import { createHash, randomBytes, randomUUID } from 'node:crypto';
      import { createKeychain } from '${moduleUrl('main/keys/keychain.ts')}';
      import { databaseKey } from '${moduleUrl('main/keys/derive.ts')}';
      import { loadMasterKey } from '${moduleUrl('main/keys/master-key.ts')}';
      import { databaseExists } from '${moduleUrl('main/store/database-file.ts')}';
      import { openBehaviourStore } from '${moduleUrl('main/store/behaviour-store.ts')}';
      const home = ${JSON.stringify(home)};
      const path = home + '/behaviour.db';
      const master = await loadMasterKey({
        home,
        keychain: createKeychain(15_000),
        randomBytes: (length) => new Uint8Array(randomBytes(length)),
        newId: randomUUID,
        now: () => 0,
        databaseExists: databaseExists(path),
      });
      if (!master.ok) {
        console.log(JSON.stringify(master));
        process.exit();
      }
      const { key, source, warning } = master.value;
      const features = { keyboard: 2, pointer: 2 };
      const store = openBehaviourStore({ path, key: databaseKey(key), features });
      if (!store.ok) throw new Error(store.message);
      ${work}
      const { value: sessions } = store.value.transaction(({ sessions }) => sessions.count('user'));
      store.value.close();
      const digest = createHash('sha256').update(key).digest('hex');
      console.log(JSON.stringify({ ok: true, source, warning, key: digest, sessions }));
      process.exit();`,
  })) as Answer;

const SAVE_A_SESSION = `store.value.saveSession({
  id: 's', userId: 'user', startedAt: 1, lastActivityAt: null, endedAt: null,
  counts: { keyDown: 0, keyUp: 0, pointerMove: 0, buttonDown: 0, buttonUp: 0, wheel: 0 },
  windows: 0, abstained: 0, prompts: 0, locks: 0, risk: 0, anomalies: 0, coverageGaps: 0,
});
store.value.flush();`;

/** Name and digest of every file in the data folder. */
const files = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(home).map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(home, name)))
        .digest('hex'),
    ]),
  );

describe('the master key', () => {
  it('is made in the keychain and found there by the next process', async (ctx) => {
    needs(ctx, 'keyring');
    const first = await start('unlocked', SAVE_A_SESSION);
    expect(first).toMatchObject({ ok: true, source: 'keychain', warning: null, sessions: 1 });
    expect(readdirSync(home).sort()).toEqual(['behaviour.db', 'installation.json']);
    expect(await start('unlocked')).toEqual(first);
  });

  it('is not to be had from a locked keyring; no other is made and no file changes', async (ctx) => {
    needs(ctx, 'keyring');
    const first = await start('unlocked', SAVE_A_SESSION);
    const before = files();
    const locked = await start('locked');
    expect(locked).toMatchObject({ ok: false, code: 'key-unavailable' });
    expect(locked.message).toContain('Unlock it');
    expect(files()).toEqual(before);
    expect(await start('unlocked')).toEqual(first);
  });

  it('is not made again when its entry was removed from an unlocked keyring', async (ctx) => {
    needs(ctx, 'keyring');
    await start('unlocked', SAVE_A_SESSION);
    rmSync(join(folder, '.local/share/keyrings'), { recursive: true });
    const before = files();
    const removed = await start('unlocked');
    expect(removed).toMatchObject({ ok: false, code: 'key-unavailable' });
    expect(removed.message).toContain('its entry "samehand" was removed');
    expect(files()).toEqual(before);
  });

  it('is not to be had once the bus is gone, however new a file could be made', async (ctx) => {
    needs(ctx, 'keyring');
    await start('unlocked', SAVE_A_SESSION);
    const before = files();
    const gone = await start('no-bus');
    expect(gone).toMatchObject({ ok: false, code: 'key-unavailable' });
    expect(gone.message).toContain('cannot be reached');
    expect(files()).toEqual(before);
  });

  it('waits on a new installation until the keyring is unlocked', async (ctx) => {
    needs(ctx, 'keyring');
    await runWithKeyring({
      state: 'unlocked',
      home: folder,
      script: `
        import { createKeychain } from '${moduleUrl('main/keys/keychain.ts')}';
        console.log(JSON.stringify(await createKeychain().write('makes', 'the keyring')));`,
    });
    expect(await start('locked')).toMatchObject({ ok: false, code: 'key-unavailable' });
    expect(readdirSync(home)).toEqual([]);
    expect(await start('unlocked')).toMatchObject({ ok: true, source: 'keychain' });
  });

  it.for<KeyringState>(['no-bus', 'not-set-up'])('is kept in a file, with a warning, under %s', async (state, ctx) => {
    needs(ctx, 'keyring');
    const first = await start(state, SAVE_A_SESSION);
    expect(first).toMatchObject({ ok: true, source: 'file', sessions: 1 });
    expect(first.warning).toContain(`the key is kept in ${join(home, 'key')}`);
    expect(await start(state)).toEqual(first);
  });

  it('is not made again when its file is gone or open to others', async (ctx) => {
    needs(ctx, 'linux');
    const first = await start('no-bus', SAVE_A_SESSION);
    chmodSync(join(home, 'key'), 0o644);
    const before = files();
    expect(await start('no-bus')).toMatchObject({ ok: false, code: 'key-unavailable' });
    expect(files()).toEqual(before);
    chmodSync(join(home, 'key'), 0o600);
    expect(await start('no-bus')).toEqual(first);
    rmSync(join(home, 'key'));
    const missing = await start('no-bus');
    expect(missing).toMatchObject({ ok: false, code: 'key-unavailable' });
    expect(missing.message).toContain('is missing');
    expect(readdirSync(home)).not.toContain('key');
  });

  it('is not made while there are data but nothing that tells where their key is', async (ctx) => {
    needs(ctx, 'linux');
    await start('no-bus', SAVE_A_SESSION);
    rmSync(join(home, 'installation.json'));
    const before = files();
    expect(await start('no-bus')).toMatchObject({ ok: false, code: 'key-unavailable' });
    expect(files()).toEqual(before);
  });

  it('of a start that stopped before the installation was written is taken up', async (ctx) => {
    needs(ctx, 'linux');
    const first = await start('no-bus');
    rmSync(join(home, 'installation.json'));
    rmSync(join(home, 'behaviour.db'));
    expect(await start('no-bus')).toEqual(first);
  });
});
