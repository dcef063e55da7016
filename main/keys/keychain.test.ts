import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { moduleUrl, runWithKeyring, type KeyringState } from '../../tests/support/keyring.ts';
import { needs } from '../../tests/support/needs.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'samehand-keychain-'));
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

const run = (state: KeyringState, calls: string, timeLimitMs = 15_000): Promise<unknown> =>
  runWithKeyring({
    state,
    home,
    script: `
      import { createKeychain } from '${moduleUrl('main/keys/keychain.ts')}';
      const keychain = createKeychain(${String(timeLimitMs)});
      console.log(JSON.stringify([${calls}]));
      if (process.env.SERVICE_PID) process.kill(Number(process.env.SERVICE_PID));
      process.exit();`,
  });

describe('the keychain, on a real Secret Service', () => {
  it('gives back in another session what was written in one', async (ctx) => {
    needs(ctx, 'keyring');
    expect(await run('unlocked', `await keychain.read('a'), await keychain.write('a', 's3cret')`)).toEqual([
      { kind: 'none' },
      { kind: 'stored' },
    ]);
    expect(await run('unlocked', `await keychain.read('a'), await keychain.read('b')`)).toEqual([
      { kind: 'found', secret: 's3cret' },
      { kind: 'none' },
    ]);
  });

  it('removes an entry for good, and says the same of one that was never there', async (ctx) => {
    needs(ctx, 'keyring');
    const calls = `await keychain.write('a', 's3cret'), await keychain.write('b', 'other'), await keychain.remove('a')`;
    expect(await run('unlocked', calls)).toEqual([{ kind: 'stored' }, { kind: 'stored' }, { kind: 'removed' }]);
    expect(
      await run('unlocked', `await keychain.read('a'), await keychain.read('b'), await keychain.remove('a')`),
    ).toEqual([{ kind: 'none' }, { kind: 'found', secret: 'other' }, { kind: 'removed' }]);
  });

  it('reads nothing from a locked keyring, and says that it is locked when it is to write', async (ctx) => {
    needs(ctx, 'keyring');
    await run('unlocked', `await keychain.write('a', 's3cret')`);
    expect(await run('locked', `await keychain.read('a'), await keychain.write('a', 'other')`)).toEqual([
      { kind: 'none' },
      { kind: 'locked' },
    ]);
    expect(await run('unlocked', `await keychain.read('a')`)).toEqual([{ kind: 'found', secret: 's3cret' }]);
  });

  it('is unavailable where there is a service but no keyring', async (ctx) => {
    needs(ctx, 'keyring');
    expect(await run('not-set-up', `await keychain.write('a', 's3cret')`)).toEqual([
      { kind: 'unavailable', message: expect.stringContaining('does not exist') as string },
    ]);
  });

  it('is unavailable where there is no bus', async (ctx) => {
    needs(ctx, 'linux');
    const calls = `await keychain.read('a'), await keychain.write('a', 's3cret'), await keychain.remove('a')`;
    expect(await run('no-bus', calls)).toEqual([
      { kind: 'unavailable', message: expect.stringMatching(/./) as string },
      { kind: 'unavailable', message: expect.stringMatching(/./) as string },
      { kind: 'unavailable', message: expect.stringMatching(/./) as string },
    ]);
  });

  it('counts a service that does not answer in time as locked', async (ctx) => {
    needs(ctx, 'dbus', 'dbusmock');
    const calls = `await keychain.read('a'), await keychain.write('a', 's3cret'), await keychain.remove('a')`;
    expect(await run('hanging', calls, 300)).toEqual([{ kind: 'locked' }, { kind: 'locked' }, { kind: 'locked' }]);
  });
});
