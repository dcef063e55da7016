/** That an erasure leaves nothing: every byte of every file is looked at, as it is and decrypted with every key that is left. */
import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AuditEvent } from '../../contract/audit.ts';
import { moduleUrl, runWithKeyring } from '../../tests/support/keyring.ts';
import { needs } from '../../tests/support/needs.ts';
import { unwrap } from '../../contract/result.ts';
import { accessKey, auditKey, databaseKey, networkSecret, slotSecret } from '../keys/derive.ts';
import type { Template } from '../keys/template.ts';
import {
  MARK,
  MARKED,
  MASTER,
  fill,
  makeHome,
  openBench,
  openHomeVault,
  removeHome,
  windowsIn,
  type VaultBench,
} from '../live/vault-bench.fixture.ts';
import { homePaths } from '../shared/home.ts';
import { connect } from '../store/database.ts';
import { ERASURE } from '../transparency/erasure-request.ts';
import { renewalOf } from './renewal-bench.fixture.ts';

let home: string;
let elsewhere: string;
let bench: VaultBench | null;
beforeEach(() => {
  home = makeHome();
  elsewhere = mkdtempSync(join(tmpdir(), 'samehand-elsewhere-'));
  bench = null;
});
afterEach(async () => {
  await bench?.close();
  removeHome(home);
  rmSync(elsewhere, { recursive: true });
});

/** Bytes of the database in plain text, free room and all; null where the key does not open it. */
const decrypted = (path: string, key: Uint8Array): Buffer | null => {
  const copy = join(elsewhere, 'decrypted.db');
  for (const end of ['', '-wal', '-shm']) rmSync(`${copy}${end}`, { force: true });
  copyFileSync(path, copy);
  const db = unwrap(connect({ path: copy, key, busyTimeoutMs: 0 }));
  try {
    db.pragma('journal_mode = DELETE');
    db.pragma(`rekey = ''`);
  } catch {
    return null;
  } finally {
    db.close();
  }
  const plain = readFileSync(copy);
  expect(plain.toString('latin1')).toContain('SQLite format 3');
  return plain;
};

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** What tells of a template and of what was learned under it, as bytes that a file may hold. */
const tracesOf = ({ userId, databaseKey: key, slotSecret: slots }: Template): Map<string, Buffer> => {
  const secret = (bytes: Uint8Array): [string, Buffer][] => [
    ['raw', Buffer.from(bytes)],
    ['base64', Buffer.from(Buffer.from(bytes).toString('base64'))],
    ['hex', Buffer.from(Buffer.from(bytes).toString('hex'))],
  ];
  return new Map([
    ['user', Buffer.from(userId)],
    ['session', Buffer.from(MARK)],
    ['features', Buffer.from(new Float32Array(4).fill(MARKED).buffer)],
    ['score', Buffer.from(`"centroid":${String(MARKED)}`)],
    ...secret(key).map(([form, bytes]) => [`database key, ${form}`, bytes] as const),
    ...secret(slots).map(([form, bytes]) => [`slot secret, ${form}`, bytes] as const),
  ]);
};
const found = (bytes: Buffer, traces: ReadonlyMap<string, Buffer>): string[] =>
  [...traces].filter(([, trace]) => bytes.includes(trace)).map(([name]) => name);

const SECTOR_BYTES = 512;
/** Whether a sector of what was there before is anywhere in the bytes. Encrypted ones are told by their beginning. */
const sharesSector = (before: Buffer, bytes: Buffer): boolean => {
  for (let at = 0; at + SECTOR_BYTES <= before.length; at += SECTOR_BYTES) {
    const begins = before.subarray(at, at + 32);
    if (begins.some((byte) => byte !== 0) && bytes.includes(begins)) return true;
  }
  return false;
};

const openFilled = async (): Promise<VaultBench> => {
  const { access, opened } = await openHomeVault(home);
  access.close();
  fill(homePaths(home).behaviour, opened.template());
  bench = await openBench(home);
  return bench;
};

it('leaves no trace in any file, nor a key that opens a copy from before', { timeout: 60_000 }, async () => {
  const { access, opened, engine } = await openFilled();
  const { behaviour, access: accessPath } = homePaths(home);
  const template = opened.template();
  const traces = tracesOf(template);
  const written: AuditEvent[] = [];
  const renewal = renewalOf({ ...(bench as VaultBench) }, written);
  access.facts.set(ERASURE, { requestedAt: '2026-01-05T09:00:00Z' });

  // That the search would find them.
  const copy = join(elsewhere, 'copy-of-before.db');
  copyFileSync(behaviour, copy);
  const before = [behaviour, `${behaviour}-wal`].map((path) => readFileSync(path));
  expect(found(decrypted(copy, template.databaseKey) ?? Buffer.alloc(0), traces)).toEqual([
    'user',
    'session',
    'features',
    'score',
  ]);
  unwrap(access.scrub());
  const keysBefore = found(decrypted(accessPath, accessKey(MASTER)) ?? Buffer.alloc(0), traces);
  expect(keysBefore).toEqual(['user', 'database key, base64', 'slot secret, base64']);
  expect(decrypted(accessPath, accessKey(MASTER))?.toString('latin1')).toMatch(/"hash":"[0-9a-f]{64}"/);

  await renewal.carryOut('erase', 'administrator');
  expect(await windowsIn(engine)).toBe(0);
  expect(access.facts.get(ERASURE)).toBeNull();
  expect(written.map(({ kind }) => kind)).toEqual(['operation-intended', 'erasure-done', 'operation-done']);

  const renewed = opened.template();
  const keysLeft = [
    renewed.databaseKey,
    renewed.slotSecret,
    MASTER,
    ...[databaseKey, accessKey, auditKey, networkSecret].map((derive) => derive(MASTER)),
    ...[1, 2, 3].map((generation) => slotSecret(MASTER, generation)),
  ];
  const look = (): void => {
    for (const path of filesIn(home)) {
      const bytes = readFileSync(path);
      expect(found(bytes, traces), path).toEqual([]);
      expect(
        before.some((each) => sharesSector(each, bytes)),
        path,
      ).toBe(false);
      // A log is read with its database.
      if (!path.endsWith('.db')) continue;
      expect(decrypted(path, template.databaseKey), path).toBeNull();
      const plain = keysLeft.map((key) => decrypted(path, key)).filter((each) => each !== null);
      expect(plain, path).toHaveLength(1);
      for (const each of plain) {
        expect(found(each, traces), path).toEqual([]);
        expect(each.toString('latin1'), path).not.toMatch(/"hash":"/);
      }
    }
  };
  look();
  await bench?.close();
  bench = null;
  look();
  expect(filesIn(home).filter((path) => path.endsWith('-wal'))).toEqual([]);

  for (const key of keysLeft) expect(decrypted(copy, key)).toBeNull();
});

it('takes the keys out of a real keyring', { timeout: 60_000 }, async (ctx) => {
  needs(ctx, 'keyring');
  const answer = await runWithKeyring({
    state: 'unlocked',
    home: elsewhere,
    script: `
      import keytar from 'keytar';
      import { randomBytes } from 'node:crypto';
      import { createKeychain } from '${moduleUrl('main/keys/keychain.ts')}';
      import { createSecrets } from '${moduleUrl('main/keys/secrets.ts')}';
      import { openVault } from '${moduleUrl('main/live/live-vault.ts')}';
      import { openHomeAccess, MASTER } from '${moduleUrl('main/live/vault-bench.fixture.ts')}';
      const home = ${JSON.stringify(home)};
      const access = openHomeAccess(home);
      const secrets = createSecrets({ keychain: createKeychain(), installationId: 'i1', keySource: 'keychain', facts: access.facts });
      const opened = await openVault({ home, master: MASTER, username: 'ada', secrets, access, randomBytes });
      const entries = async () => (await keytar.findCredentials('samehand')).map(({ account, password }) => account + password);
      const text = (bytes) => Buffer.from(bytes).toString('base64');
      const before = opened.template();
      const held = await entries();
      await opened.vault.renew();
      const now = await entries();
      const holds = (list, template) => [template.databaseKey, template.slotSecret].map((key) => list.some((each) => each.includes(text(key))));
      console.log(JSON.stringify({
        entries: now.length,
        heldBefore: holds(held, before), oldNow: holds(now, before), newNow: holds(now, opened.template()),
      }));
      process.exit();`,
  });
  expect(answer).toEqual({
    entries: 1,
    heldBefore: [true, true],
    oldNow: [false, false],
    newNow: [true, true],
  });
  for (const path of filesIn(home)) expect(readFileSync(path, 'latin1')).not.toContain('databaseKey');
});
