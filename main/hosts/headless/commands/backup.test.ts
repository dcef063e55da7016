import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { needs } from '../../../../tests/support/needs.ts';
import { typeInTerminal } from '../../../../tests/support/terminal.ts';
import { openBench, type Bench } from '../../../../tests/support/transparency-bench.ts';
import { FACTS, PASSPHRASE, SCHEMA, databaseOf } from '../../../backup/archive.fixture.ts';
import { createBackup } from '../../../backup/backup-calls.ts';
import { createCheapArchives } from '../../../backup/cheap-archives.fixture.ts';
import { ownAddress } from '../../../control/address.ts';
import { startControlServer, type ControlServer } from '../../../control/control-server.ts';
import type { Handlers } from '../../../control/dispatch.ts';
import { inProcessEngine } from '../../../replay/in-process-engine.ts';

const PROGRAM = fileURLToPath(new URL('backup-program.fixture.ts', import.meta.url));
const NAME = 'samehand-profile-2026-01-05.age';

let home = '';
let folder = '';
let bench: Bench;
let server: ControlServer;
let restored = 0;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'samehand-backup-'));
  folder = join(home, 'elsewhere');
  mkdirSync(folder);
  bench = openBench();
  restored = 0;
  let ids = 0;
  const calls = createBackup({
    vault: {
      take: () => Promise.resolve({ template: FACTS.template, database: databaseOf(3_000), schemaVersion: SCHEMA }),
      put: () => {
        restored += 1;
        return Promise.resolve();
      },
    },
    archives: createCheapArchives(),
    engine: () => inProcessEngine(bench.engine),
    require: bench.authority.require,
    hasAdministrator: bench.authority.hasAdministrator,
    isDoubting: () => false,
    record: (event) => bench.log.append(event),
    audit: (event) => bench.log.append(event),
    newId: () => `operation-${String((ids += 1))}`,
    now: () => bench.set.nowMs,
    version: '1.2.3',
    onRestored: () => undefined,
  });
  server = await startControlServer(ownAddress(home), { ...bench.authority.calls, ...calls } as Handlers, (cause) => {
    throw cause;
  });
});
afterEach(async () => {
  await server.close();
  bench.close();
  rmSync(home, { recursive: true, force: true });
});

const environment = (): NodeJS.ProcessEnv => ({ ...process.env, SAMEHAND_HOME: home });

/** The command as a process in the folder, with these lines piped into it. */
const run = async (args: readonly string[], ...lines: readonly string[]) => {
  const child = spawn(process.execPath, [PROGRAM, 'backup', ...args], { env: environment(), cwd: folder });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdin.on('error', () => undefined);
  child.stdin.end(lines.map((line) => `${line}\n`).join(''));
  await once(child, 'close');
  return { code: child.exitCode, stdout, stderr };
};

const typed = (args: readonly string[], ...answers: readonly string[]) =>
  typeInTerminal([PROGRAM, 'backup', ...args], answers, { env: environment(), cwd: folder });

const WHAT = () =>
  `  file     ${join(folder, NAME)} (${String(Math.round(statSync(join(folder, NAME)).size / 1_024))} KB)\n` +
  '  made     2026-01-05T09:00:00Z, by Samehand 1.2.3\n' +
  '  holds    0 windows, no baseline yet\n';

describe('samehand backup', () => {
  it('writes an archive, checks it, and restores it when that is meant', async () => {
    expect(await run(['create', '.'], PASSPHRASE)).toEqual({
      code: 0,
      stdout:
        'The archive is written, and reads as it was written:\n' +
        WHAT() +
        'Nobody can open it without the passphrase, you neither: keep that apart from it.\n',
      stderr: '',
    });
    expect(await run(['check', NAME], PASSPHRASE)).toEqual({
      code: 0,
      stdout: `The archive is whole:\n${WHAT()}`,
      stderr: '',
    });
    const only = await run(['restore', NAME], PASSPHRASE);
    expect(only).toMatchObject({ code: 0, stdout: expect.stringMatching(/Do it with --yes\.\n$/) as string });
    expect(restored).toBe(0);
    const done = await run(['restore', NAME, '--yes'], PASSPHRASE);
    expect(done).toMatchObject({ code: 0, stdout: expect.stringMatching(/is in force.*Trust begins anew/s) as string });
    expect(restored).toBe(1);
  });

  it('takes a code after the passphrase where one is needed, and spends none on an archive of no use', async () => {
    bench.set.hasCodeMethod = true;
    expect(await run(['create', folder], PASSPHRASE)).toMatchObject({ code: 77, stdout: '' });
    const made = await run(['create', folder, '--json'], PASSPHRASE, '123456');
    expect(JSON.parse(made.stdout)).toMatchObject({ path: join(folder, NAME), version: 1, windows: 0 });
    expect(await run(['restore', NAME, '--yes'], 'not the passphrase', '123456')).toMatchObject({
      code: 65,
      stderr: expect.stringMatching(/passphrase is wrong, or the file is damaged/) as string,
    });
    expect(bench.written('authorised')).toHaveLength(1);
    expect(await run(['restore', NAME, '--yes'], PASSPHRASE, '123456')).toMatchObject({ code: 0 });
    expect(restored).toBe(1);
  });

  it('says what is wrong, and how to do better', async () => {
    expect(await run(['create', folder], 'short')).toEqual({
      code: 64,
      stdout: '',
      stderr: 'samehand: a passphrase has at least 12 characters. Choose another.\n',
    });
    expect((await run(['create', folder])).code).toBe(64);
    expect(await run(['create', join(folder, 'nowhere')], PASSPHRASE)).toEqual({
      code: 74,
      stdout: '',
      stderr: 'samehand: The archive cannot be written to this folder: it is not there: check the path.\n',
    });
    const missing = await run(['check', 'nothing.age', '--json'], PASSPHRASE);
    expect(missing.code).toBe(74);
    expect(JSON.parse(missing.stderr)).toMatchObject({ ok: false, code: 'storage-unavailable' });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('asks twice in a terminal, shows neither, and says that it works', async (ctx) => {
    needs(ctx, 'linux', 'dbusmock');
    const different = await typed(['create', '.'], PASSPHRASE, 'another long one');
    expect(different).toMatchObject({ code: 64, screen: expect.stringMatching(/The two are not the same/) as string });
    expect(readdirSync(folder)).toEqual([]);
    const same = await typed(['create', '.'], PASSPHRASE, PASSPHRASE);
    expect(same.code).toBe(0);
    expect(same.screen).toMatch(
      /Passphrase for .*: \r\nOnce more: \r\nEncrypting, and reading it again …\r\nThe archive/,
    );
    expect(same.screen + different.screen).not.toContain(PASSPHRASE);
  });
});
