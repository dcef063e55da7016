import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ok, unwrap } from '../../contract/result.ts';
import { moduleUrl, runWithKeyring, type KeyringState } from '../../tests/support/keyring.ts';
import { needs } from '../../tests/support/needs.ts';
import { openAccess, type AccessStore } from '../access/access-store.ts';
import type { Keychain } from './keychain.ts';
import { createSecrets, type Secrets } from './secrets.ts';

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-secrets-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const UNUSED: Keychain = {
  read: () => Promise.reject(new Error('not asked')),
  write: () => Promise.reject(new Error('not asked')),
  remove: () => Promise.reject(new Error('not asked')),
};

describe('secrets in a real keyring', () => {
  const run = (state: KeyringState, calls: string): Promise<unknown> =>
    runWithKeyring({
      state,
      home: folder,
      script: `
        import { createKeychain } from '${moduleUrl('main/keys/keychain.ts')}';
        import { createSecrets } from '${moduleUrl('main/keys/secrets.ts')}';
        const secrets = createSecrets({ keychain: createKeychain(), installationId: 'i1', keySource: 'keychain', facts: null });
        console.log(JSON.stringify([${calls}]));
        process.exit();`,
    });

  it('are there in the next session, apart from each other, until they are removed', async (ctx) => {
    needs(ctx, 'keyring');
    const write = `await secrets.write('smtp', '${SECRET}'), await secrets.read('webhook')`;
    expect(await run('unlocked', write)).toEqual([ok(null), ok(null)]);
    const remove = `await secrets.read('smtp'), await secrets.remove('smtp'), await secrets.read('smtp'), await secrets.remove('smtp')`;
    expect(await run('unlocked', remove)).toEqual([ok(SECRET), ok(null), ok(null), ok(null)]);
  });

  it('can be neither written nor removed while it is locked, with what to do', async (ctx) => {
    needs(ctx, 'keyring');
    const locked = { ok: false, code: 'key-unavailable', message: expect.stringContaining('Unlock it') as string };
    await run('unlocked', `await secrets.write('smtp', '${SECRET}')`);
    const calls = `await secrets.read('smtp'), await secrets.write('smtp', 'other'), await secrets.remove('smtp')`;
    expect(await run('locked', calls)).toEqual([ok(null), locked, locked]);
    expect(await run('unlocked', `await secrets.read('smtp')`)).toEqual([ok(SECRET)]);
  });

  it('are unavailable without a bus', async (ctx) => {
    needs(ctx, 'linux');
    expect(await run('no-bus', `(await secrets.write('smtp', 'x')).code, (await secrets.read('smtp')).code`)).toEqual([
      'key-unavailable',
      'key-unavailable',
    ]);
  });
});

describe('secrets where there is no keychain', () => {
  let store: AccessStore;
  const open = (): Secrets => {
    store = unwrap(openAccess({ path: join(folder, 'access.db'), key: new Uint8Array(32).fill(8) }));
    return createSecrets({ keychain: UNUSED, installationId: 'i1', keySource: 'file', facts: store.facts });
  };

  it('are kept in the access database, unreadable in the file, until they are removed', async () => {
    let secrets = open();
    expect(await secrets.read('webhook')).toEqual(ok(null));
    unwrap(await secrets.write('webhook', SECRET));
    store.close();
    const bytes = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
    expect(bytes.join('')).not.toContain(SECRET);
    secrets = open();
    expect(await secrets.read('webhook')).toEqual(ok(SECRET));
    unwrap(await secrets.remove('webhook'));
    expect(await secrets.read('webhook')).toEqual(ok(null));
    store.close();
    expect(await secrets.read('webhook')).toMatchObject({ ok: false, code: 'key-unavailable' });
  });
});
