import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CodedError, unwrap } from '../../contract/result.ts';
import { PASSPHRASE as ADMINISTRATOR, openBench, type Bench } from '../../tests/support/transparency-bench.ts';
import { inProcessEngine } from '../replay/in-process-engine.ts';
import { FACTS, PASSPHRASE, SCHEMA, databaseOf } from './archive.fixture.ts';
import type { Restorable } from './archive-job.ts';
import { createBackup } from './backup-calls.ts';
import { createCheapArchives } from './cheap-archives.fixture.ts';

const NAME = 'samehand-profile-2026-01-05.age';
const CONTENT: Restorable = { template: FACTS.template, database: databaseOf(5_000) };

let folder = '';
let bench: Bench;
let restored: Restorable[];
let told: string[];
let calls: ReturnType<typeof createBackup>;
/** What the vault fails with. */
let fault: CodedError | null;
/** While an archive is read. */
let onRead: () => void;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-backup-'));
  bench = openBench();
  restored = [];
  told = [];
  fault = null;
  onRead = () => undefined;
  const archives = createCheapArchives();
  let ids = 0;
  calls = createBackup({
    vault: {
      take: () => (fault === null ? Promise.resolve({ ...CONTENT, schemaVersion: SCHEMA }) : Promise.reject(fault)),
      put: (content) => {
        if (fault !== null) return Promise.reject(fault);
        restored.push(content);
        return Promise.resolve();
      },
    },
    archives: {
      ...archives,
      read: async (...args) => {
        onRead();
        return await archives.read(...args);
      },
    },
    engine: () => inProcessEngine(bench.engine),
    require: bench.authority.require,
    hasAdministrator: bench.authority.hasAdministrator,
    isDoubting: () => bench.set.isDoubting,
    record: (event) => {
      if (bench.set.isLogBroken) throw new CodedError('storage-unavailable', 'The log takes nothing.');
      bench.log.append(event);
    },
    audit: (event) => {
      if (!bench.set.isLogBroken) bench.log.append(event);
    },
    newId: () => `operation-${String((ids += 1))}`,
    now: () => bench.set.nowMs,
    version: '1.2.3',
    onRestored: () => {
      told.push(`restored ${String(restored.length)}`);
    },
  });
});
afterEach(() => {
  bench.close();
  rmSync(folder, { recursive: true, force: true });
});

const create = (grant?: string, passphrase = PASSPHRASE, into = folder) =>
  calls['backup.create']({ folder: into, passphrase, grant });
const check = (passphrase = PASSPHRASE) => calls['backup.check']({ path: join(folder, NAME), passphrase });
const restore = (grant?: string, passphrase = PASSPHRASE) =>
  calls['backup.restore']({ path: join(folder, NAME), passphrase, grant });
const written = () => [...bench.written('operation-intended'), ...bench.written('operation-done')];

describe('an archive', () => {
  it('is made, checked and restored, and what was done is in the log', async () => {
    bench.work(1_300);
    bench.engine.trainNow();
    const made = unwrap(await create());
    expect(made).toMatchObject({
      path: join(folder, NAME),
      version: 1,
      createdAt: '2026-01-05T09:00:00Z',
      program: '1.2.3',
      established: { keyboard: true, pointer: false },
    });
    expect(made.windows).toBeGreaterThan(20);
    expect(unwrap(await check())).toEqual(made);
    expect(restored).toEqual([]);
    expect(unwrap(await restore())).toEqual(made);
    expect(restored).toEqual([CONTENT]);
    expect(told).toEqual(['restored 1']);
    expect(written()).toEqual([
      { operationId: 'operation-1', operation: 'back-up', by: 'user' },
      { operationId: 'operation-2', operation: 'restore', by: 'user' },
      { operationId: 'operation-1', operation: 'back-up', ok: true, message: '' },
      { operationId: 'operation-2', operation: 'restore', ok: true, message: '' },
    ]);
  });

  it('takes a code to be made, and where there is an administrator that one to be restored', async () => {
    bench.set.hasCodeMethod = true;
    expect(await create()).toMatchObject({ ok: false, code: 'needs-code' });
    unwrap(await create(await bench.codeGrant()));
    unwrap(await restore(await bench.codeGrant()));
    const role = { role: 'administrator', passphrase: ADMINISTRATOR, grant: undefined } as const;
    unwrap(await bench.authority.calls['role.set'](role));
    expect(await restore(await bench.codeGrant())).toMatchObject({ ok: false, code: 'needs-administrator' });
    unwrap(await create(await bench.codeGrant()));
    unwrap(await restore(await bench.administratorGrant()));
    expect(restored).toHaveLength(2);
    expect(bench.written('operation-intended').map((body) => (body as { by: string }).by)).toEqual([
      'employee',
      'employee',
      'employee',
      'administrator',
    ]);
  });

  it('is neither made nor restored while whose hands these are is in doubt', async () => {
    unwrap(await create());
    bench.set.isDoubting = true;
    const refused = { ok: false, code: 'not-allowed', message: expect.stringMatching(/doubts/) as string };
    expect(await create()).toEqual(refused);
    expect(await restore()).toEqual(refused);
    expect(written()).toHaveLength(2);
    expect(unwrap(await check()).version).toBe(1);

    bench.set.isDoubting = false;
    onRead = () => {
      bench.set.isDoubting = true;
    };
    expect(await restore()).toEqual(refused);
    expect(restored).toEqual([]);
    expect(told).toEqual([]);
    expect(bench.written('operation-done').at(-1)).toMatchObject({ operation: 'restore', ok: false });
  });
});

describe('what fails', () => {
  it('changes nothing, and says in the log why, without a path', async () => {
    unwrap(await create());
    expect(await restore(undefined, 'not the passphrase')).toMatchObject({ ok: false, code: 'backup-invalid' });
    expect(await check('not the passphrase')).toMatchObject({ ok: false, code: 'backup-invalid' });
    const bytes = readFileSync(join(folder, NAME));
    writeFileSync(join(folder, NAME), bytes.subarray(0, -1));
    expect(await restore()).toMatchObject({ ok: false, code: 'backup-invalid' });
    expect(await create(undefined, PASSPHRASE, join(folder, 'nowhere'))).toMatchObject({
      ok: false,
      code: 'storage-unavailable',
    });
    expect(restored).toEqual([]);
    expect(told).toEqual([]);
    const done = bench.written('operation-done').slice(1) as readonly { ok: boolean; message: string }[];
    expect(done.map(({ ok }) => ok)).toEqual([false, false, false]);
    for (const { message } of done) {
      expect(message).toMatch(/\. |: /);
      expect(message).not.toContain(folder);
    }
  });

  it('is the vault’s word too, whoever sits there being vouched for as before', async () => {
    unwrap(await create());
    fault = new CodedError('backup-invalid', 'The profile in it cannot be opened.');
    expect(await restore()).toEqual({ ok: false, code: 'backup-invalid', message: fault.message });
    expect(await create()).toMatchObject({ ok: false, message: fault.message });
    expect(told).toEqual([]);
    expect(readdirSync(folder)).toEqual([NAME]);
  });

  it('is a path that begins nowhere', async () => {
    const refused = { ok: false, code: 'usage', message: expect.stringMatching(/whole path/) as string };
    expect(await create(undefined, PASSPHRASE, 'here')).toEqual(refused);
    expect(await calls['backup.check']({ path: 'x.age', passphrase: PASSPHRASE })).toEqual(refused);
    expect(await calls['backup.restore']({ path: 'x.age', passphrase: PASSPHRASE, grant: undefined })).toEqual(refused);
    expect(written()).toEqual([]);
  });

  it('is everything where nothing can be written down before', async () => {
    unwrap(await create());
    bench.set.isLogBroken = true;
    expect(await create()).toMatchObject({ ok: false, message: 'The log takes nothing.' });
    expect(await restore()).toMatchObject({ ok: false, message: 'The log takes nothing.' });
    expect(restored).toEqual([]);
    expect(readdirSync(folder)).toEqual([NAME]);
  });

  it('is the fifth of those that come at once', async () => {
    unwrap(await create());
    const all = await Promise.all(Array.from({ length: 6 }, () => check()));
    expect(all.map((each) => (each.ok ? 'ok' : each.code))).toEqual(['ok', 'ok', 'ok', 'ok', 'throttled', 'throttled']);
  });
});
