import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fill } from '../live/vault-bench.fixture.ts';
import { homePaths } from '../shared/home.ts';
import { connect } from '../store/database.ts';
import { newestVersion } from '../store/migrate.ts';
import { MIGRATIONS } from '../store/migrations/index.ts';
import { FACTS, PASSPHRASE, archiveOf, put } from './archive.fixture.ts';
import { openWorkstation } from '../../tests/support/backup-workstation.ts';

const OLD_WINDOWS = 300;
const NEW_WINDOWS = 50;
const LETTER = 3;
const ROUNDS = 8;

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'samehand-killed-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

/** Restores an archive, and says when it begins and when it is done. */
const script = (home: string, archive: string): string => `
  import { openWorkstation } from '${new URL('../../tests/support/backup-workstation.ts', import.meta.url).href}';
  import { createCheapArchives } from '${new URL('cheap-archives.fixture.ts', import.meta.url).href}';
  const { opened } = await openWorkstation('${home}', 'ada', ${String(LETTER)});
  const content = await createCheapArchives().read('${archive}', '${PASSPHRASE}');
  process.stdout.write('ready');
  await opened.vault.put(content);
  process.stdout.write('done');
  setInterval(() => undefined, 1_000);`;

/** Kills it so long after it began, or when it is done; the time it had. */
const restore = async (home: string, archive: string, afterMs: number | null): Promise<number> => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script(home, archive)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  const began = performance.now();
  if (afterMs === null) await once(child.stdout, 'data');
  else await wait(afterMs);
  const tookMs = performance.now() - began;
  child.kill('SIGKILL');
  await once(child, 'close');
  return tookMs;
};

const openHome = async (home: string): Promise<{ readonly slotSecret: Uint8Array; readonly windows: number }> => {
  const { access, opened } = await openWorkstation(home, 'ada', LETTER);
  access.close();
  const { slotSecret, databaseKey } = opened.template();
  const db = connect({ path: homePaths(home).behaviour, key: databaseKey, readonly: true, busyTimeoutMs: 0 });
  if (!db.ok) throw new Error(db.message);
  const windows = db.value.prepare<[], number>('SELECT count(*) FROM windows').pluck().get() ?? NaN;
  db.value.close();
  return { slotSecret, windows };
};

it('a restore that is killed leaves the old profile or the new one, whole', async () => {
  const first = join(root, 'first');
  mkdirSync(first);
  const { access, opened } = await openWorkstation(first, 'ada', LETTER);
  access.close();
  fill(homePaths(first).behaviour, opened.template(), OLD_WINDOWS);
  const old = { slotSecret: opened.template().slotSecret, windows: OLD_WINDOWS };

  const database = join(root, 'another.db');
  fill(database, FACTS.template, NEW_WINDOWS);
  const facts = { ...FACTS, schemaVersion: newestVersion(MIGRATIONS) };
  const archive = put(join(root, 'a.age'), await archiveOf(facts, readFileSync(database)));
  const restored = { slotSecret: FACTS.template.slotSecret, windows: NEW_WINDOWS };

  const home = (name: string): string => {
    const path = join(root, name);
    cpSync(first, path, { recursive: true });
    return path;
  };
  const whole = home('whole');
  const tookMs = await restore(whole, archive, null);
  expect(await openHome(whole)).toEqual(restored);

  const found: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const path = home(`round-${String(round)}`);
    await restore(path, archive, (tookMs * round) / ROUNDS);
    const { slotSecret, windows } = await openHome(path);
    expect([old, restored]).toContainEqual({ slotSecret, windows });
    expect(readdirSync(path).filter((name) => name.includes('incoming'))).toEqual([]);
    found.push(windows);
  }
  expect(found).toContain(OLD_WINDOWS);
});
