/** A profile is taken to a new machine, with the real vault, engine and threads. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unwrap } from '../../contract/result.ts';
import type { Verdict } from '../../contract/verdict.ts';
import { openBench, type Bench } from '../../tests/support/transparency-bench.ts';
import { createRandom } from '../../ml/random.ts';
import type { EngineClient } from '../engine/engine-client.ts';
import { newestVersion } from '../store/migrate.ts';
import { MIGRATIONS } from '../store/migrations/index.ts';
import { PASSPHRASE } from './archive.fixture.ts';
import { createArchives, type Archives } from './archives.ts';
import { createBackup } from './backup-calls.ts';
import { createCheapArchives } from './cheap-archives.fixture.ts';
import {
  judge,
  learn,
  openWorkstation,
  startEngine,
  type Workstation,
} from '../../tests/support/backup-workstation.ts';

const OWNER = 4;
const STRANGER = 5;
const SCHEMA = newestVersion(MIGRATIONS);

let root = '';
let bench: Bench;
const open: { readonly engine: EngineClient; readonly access: Workstation['access'] }[] = [];
const closeAll = async (): Promise<void> => {
  for (const { engine, access } of open.splice(0)) {
    await engine.close();
    access.close();
  }
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'samehand-round-trip-'));
  bench = openBench();
});
afterEach(async () => {
  await closeAll();
  bench.close();
  rmSync(root, { recursive: true, force: true });
});

interface Machine extends Workstation {
  readonly home: string;
  readonly calls: ReturnType<typeof createBackup>;
}

const start = async (name: string, letter: number, archives: Archives): Promise<Machine> => {
  const home = join(root, name);
  mkdirSync(home, { recursive: true });
  const workstation = await openWorkstation(home, name, letter);
  const engine = await startEngine(home, workstation);
  open.push({ engine, access: workstation.access });
  const calls = createBackup({
    vault: workstation.opened.vault,
    archives,
    engine: () => engine,
    require: bench.authority.require,
    hasAdministrator: bench.authority.hasAdministrator,
    isDoubting: () => false,
    record: (event) => bench.log.append(event),
    audit: (event) => bench.log.append(event),
    newId: randomUUID,
    now: () => bench.set.nowMs,
    version: '1.2.3',
    onRestored: () => undefined,
  });
  return { ...workstation, home, calls };
};

/** A workstation on which somebody has a baseline, and which is running. */
const startLearned = async (name: string, letter: number, person: number, archives: Archives): Promise<Machine> => {
  const first = await start(name, letter, archives);
  await closeAll();
  learn(first.home, first.opened.template(), person);
  return start(name, letter, archives);
};

const lowestTrust = (verdicts: readonly Verdict[]): number => Math.min(...verdicts.map(({ trust }) => trust));

describe('a profile', () => {
  it(
    'is the same on a new machine, for another account and under another master key',
    { timeout: 120_000 },
    async () => {
      const archives = createArchives({ newestSchema: SCHEMA, newId: randomUUID });
      const old = await startLearned('ada', 3, OWNER, archives);
      const made = unwrap(await old.calls['backup.create']({ folder: root, passphrase: PASSPHRASE, grant: undefined }));
      expect(made).toMatchObject({ established: { keyboard: true, pointer: true } });

      const next = await start('ada.lovelace', 9, archives);
      const before = next.opened.template();
      const args = { path: made.path, passphrase: PASSPHRASE, grant: undefined };
      expect(unwrap(await next.calls['backup.restore'](args))).toEqual(made);
      expect(next.opened.template()).toEqual(old.opened.template());
      expect(next.opened.template()).not.toEqual(before);
      await closeAll();
      await archives.close();

      // Also after a start, from what is kept there.
      const started = await start('ada.lovelace', 9, archives);
      const template = started.opened.template();
      await closeAll();
      const there = judge(old.home, old.opened.template(), OWNER, 20);
      const here = judge(started.home, template, OWNER, 20);
      expect(here.length).toBeGreaterThan(50);
      expect(here).toEqual(there);
      expect(here.filter(({ llr }) => llr !== null).length).toBeGreaterThan(20);
      expect(lowestTrust(here)).toBeGreaterThan(60);
      expect(lowestTrust(judge(started.home, template, STRANGER, 20))).toBeLessThan(30);
    },
  );

  it('stays as it is under whatever archive of another that was tampered with', async () => {
    const archives = createCheapArchives(SCHEMA);
    const other = await start('eve', 9, archives);
    const made = unwrap(await other.calls['backup.create']({ folder: root, passphrase: PASSPHRASE, grant: undefined }));
    const archive = readFileSync(made.path);
    await closeAll();

    const mine = await startLearned('ada', 3, OWNER, archives);
    const template = mine.opened.template();
    const files = readdirSync(mine.home).toSorted();
    const random = createRandom(7);
    for (let round = 0; round < 500; round += 1) {
      const bytes = Buffer.from(archive);
      const at = Math.floor(random() * (round % 5 === 0 ? 250 : bytes.length));
      bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
      writeFileSync(made.path, round % 3 === 0 ? archive.subarray(0, at) : bytes);
      const args = { path: made.path, passphrase: PASSPHRASE, grant: undefined };
      expect(await mine.calls['backup.restore'](args)).toMatchObject({ ok: false, code: 'backup-invalid' });
    }
    expect(mine.opened.template()).toEqual(template);
    expect(readdirSync(mine.home).toSorted()).toEqual(files);
    const { database } = await mine.opened.vault.take();
    expect(database.length).toBeGreaterThan(100_000);
    await closeAll();
    expect(lowestTrust(judge(mine.home, template, OWNER, 20))).toBeGreaterThan(60);
  });
});
