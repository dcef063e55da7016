import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { existingMasterKey } from './existing-key.ts';
import { writeInstallation } from './installation.ts';
import { createKeyFile } from './key-file.ts';
import type { Keychain } from './keychain.ts';

const KEY = new Uint8Array(32).fill(1);
const LOCKED: Keychain = {
  read: () => Promise.resolve({ kind: 'locked' }),
  write: () => Promise.reject(new Error('nothing may be written')),
  remove: () => Promise.reject(new Error('nothing may be removed')),
};

describe('existingMasterKey', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'samehand-key-'));
  });
  afterEach(() => {
    rmSync(home, { recursive: true });
  });
  const install = (keySource: 'file' | 'keychain'): void => {
    const createdAt = '2026-01-05T08:00:00.000Z';
    writeInstallation(home, { id: '7b1c0a0e-3f0e-4f0e-8f0e-000000000001', keySource, createdAt });
  };

  it('finds the key of an installation', async () => {
    install('file');
    createKeyFile(home, KEY);
    expect(await existingMasterKey(home, LOCKED)).toMatchObject({ ok: true, value: { key: KEY } });
  });

  it('makes none where there is none, and says when the keychain does not give it', async () => {
    install('file');
    expect(await existingMasterKey(home, LOCKED)).toMatchObject({ ok: false, code: 'key-unavailable' });
    install('keychain');
    expect(await existingMasterKey(home, LOCKED)).toMatchObject({ ok: false, code: 'key-unavailable' });
    expect(readdirSync(home)).toEqual(['installation.json']);
  });
});
