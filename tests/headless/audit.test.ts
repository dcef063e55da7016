/** The audit log on the command line, of an agent that runs and of one that does not. */
import { mkdtempSync, existsSync, readFileSync, rmSync, writeFileSync, copyFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditKeySchema } from '../../contract/audit-proof.ts';
import { AUDIT_FORMATS, auditVerificationSchema } from '../../contract/audit-reading.ts';
import type { AuditRecord } from '../../contract/audit.ts';
import { addSampleRecords } from '../../main/audit/sample-log.fixture.ts';
import { auditKey } from '../../main/keys/derive.ts';
import { homePaths } from '../../main/shared/home.ts';
import { until } from '../support/dbus.ts';
import { installWorkstation } from '../support/learned-workstation.ts';
import { createWorkstation, type Finished, type Workstation } from '../support/samehand.ts';

const MASTER = new Uint8Array(32).fill(9);
/** Enough for an export that can be broken off while it is under way. */
const RECORDS = 60_000;
/** The sample log begins years ago. */
const KEEP = { retention: { auditDays: 3_650, auditMegabytes: 10_000 } };

let workstation: Workstation;
let folder: string;
beforeEach(() => {
  workstation = createWorkstation();
  folder = mkdtempSync(join(tmpdir(), 'samehand-audit-'));
  writeFileSync(join(workstation.home, 'policy.json'), JSON.stringify(KEEP));
});
afterEach(async () => {
  await workstation.end();
  rmSync(folder, { recursive: true });
});

const audit = (...args: readonly string[]): Promise<Finished> => workstation.command('audit', ...args);
const json = async (...args: readonly string[]): Promise<unknown> =>
  JSON.parse((await audit(...args, '--json')).stdout);
const list = async (...args: readonly string[]) =>
  (await json('list', ...args)) as { total: number; records: AuditRecord[] };
const run = () => workstation.run('--platform', 'simulated');

describe('the audit log of an agent that runs', { timeout: 120_000 }, () => {
  it('is listed, shown and verified', async () => {
    await run();
    const { total, records } = await list();
    expect(records).toHaveLength(total);
    const started = records.find(({ kind }) => kind === 'agent-started');
    expect(started).toMatchObject({ body: { platform: 'simulated' } });
    expect((await list('--kind', 'agent-started')).records).toEqual([started]);
    expect((await list('--to', '2020-01-01')).total).toBe(0);
    expect((await list('--limit', '1')).records).toHaveLength(1);

    const page = await audit('show', String(started?.seq));
    expect(page.stdout).toMatch(/^Record \d+, .*, agent-started\n/);
    expect(page.stdout).toMatch(/link +[A-Za-z0-9+/]{43}=\n/);

    const found = auditVerificationSchema.parse(await json('verify'));
    expect(found).toMatchObject({ ok: true, faults: [] });
    expect(found.root).toBe(auditKeySchema.parse(await json('key')).root);
    expect((await list('--kind', 'audit-verified')).total).toBe(1);
  });

  it('is taken along in every format, and a changed export is found out, with the line', async () => {
    await run();
    const key = join(folder, 'key.json');
    writeFileSync(key, JSON.stringify(await json('key')));
    for (const format of AUDIT_FORMATS) {
      const out = join(folder, format);
      const exported = await audit('export', '--format', format, '--out', out, '--json');
      expect(exported.stderr).toBe('');
      const { records } = JSON.parse(exported.stdout) as { records: number };
      expect(readFileSync(out, 'utf8').trimEnd().split('\n')).toHaveLength(records + (format === 'csv' ? 1 : 0));
      for (const path of [out, `${out}.proof`]) expect(statSync(path).mode & 0o077).toBe(0);
      expect(await audit('verify', out, '--key', key)).toMatchObject({ code: 0, stderr: '' });
      expect((await audit('export', '--format', format, '--out', out)).code).toBe(64);

      const lines = readFileSync(out, 'utf8').split('\n');
      lines[2] = lines[2]?.replace(/agent|policy|sensor/, 'person') ?? '';
      writeFileSync(out, lines.join('\n'));
      const changed = await audit('verify', out, '--key', key);
      expect(changed.code).toBe(1);
      expect(changed.stdout).toContain('NOT sound');
      expect(changed.stdout).toMatch(/line(s \d+–\d+| 3), /);
    }
  });

  it('says what is wrong with how it was asked', async () => {
    await run();
    const refusals: readonly (readonly [number, string, ...string[]])[] = [
      [64, 'There is no kind "nonsense"', 'list', '--kind', 'nonsense'],
      [64, 'It must be a day', 'list', '--from', 'yesterday'],
      [64, 'whole number', 'show', 'first'],
      [66, 'no record', 'show', '999999'],
      [64, 'Which format?', 'export', '--out', join(folder, 'x')],
      [64, '--out', 'export', '--format', 'csv'],
      [74, 'cannot be written', 'export', '--format', 'csv', '--out', join(folder, 'nowhere', 'x')],
      [66, 'no export', 'export', '--resume', '--out', join(folder, 'x')],
      [66, 'There is no file', 'verify', join(folder, 'x')],
      [64, 'Name its file too', 'verify', '--proof', 'x'],
      [64, 'has no key in it', 'verify', '--key', join(workstation.home, 'policy.json')],
    ];
    for (const [code, sentence, ...args] of refusals) {
      const { stderr, ...refused } = await audit(...args);
      expect([args.join(' '), refused.code]).toEqual([args.join(' '), code]);
      expect(stderr).toMatch(new RegExp(sentence, 'i'));
      expect(stderr).not.toMatch(/^\s+at /m);
    }
  });
});

describe('an export of a long log', { timeout: 120_000 }, () => {
  it('goes on after Ctrl+C, a kill of the command and an end of the agent', async () => {
    installWorkstation(workstation.home, MASTER);
    addSampleRecords(homePaths(workstation.home).audit, 0, RECORDS, auditKey(MASTER));
    let agent = await run();
    const out = join(folder, 'log');
    const part = `${out}.part`;
    const isUnderWay = (moreThan: number) => () =>
      Promise.resolve((statSync(part, { throwIfNoEntry: false })?.size ?? 0) > moreThan);
    const size = () => statSync(part).size;

    const first = workstation.begin('audit', 'export', '--format', 'jsonl', '--out', out);
    await until('the export to begin', isUnderWay(0));
    const interrupted = await first.stop('SIGINT');
    expect(interrupted.code).toBe(130);
    expect(interrupted.stderr).toContain(`samehand audit export --resume --out ${out}`);

    const second = workstation.begin('audit', 'export', '--resume', '--out', out);
    await until('the export to go on', isUnderWay(size()));
    second.process.kill('SIGKILL');
    await second.stop();

    const third = workstation.begin('audit', 'export', '--resume', '--out', out);
    await until('the export to go on again', isUnderWay(size()));
    await agent.stop('SIGKILL');
    await until('the command to end', () => Promise.resolve(third.process.exitCode !== null));
    const abandoned = await third.stop();
    expect([abandoned.code, abandoned.stderr]).toEqual([69, expect.stringContaining('--resume')]);
    expect(existsSync(out)).toBe(false);

    agent = await run();
    const resumed = await audit('export', '--resume', '--out', out, '--json');
    expect(resumed.stderr).toBe('');
    const { records, upTo } = JSON.parse(resumed.stdout) as { records: number; upTo: number };
    expect(records).toBe(upTo);
    expect(upTo).toBeGreaterThanOrEqual(RECORDS);
    expect(await audit('verify', out)).toMatchObject({ code: 0 });
    expect(existsSync(part)).toBe(false);
  });
});

describe('the audit log of an agent that does not run', { timeout: 120_000 }, () => {
  it('has help for every command, each with --json', async () => {
    const help = await audit('--help');
    expect([help.code, help.stderr]).toEqual([0, '']);
    for (const name of ['list', 'show', 'verify', 'export', 'key', 'verifier']) {
      expect(help.stdout).toContain(`  ${name}`);
      const own = await audit(name, '--help');
      expect(own.code).toBe(0);
      expect(own.stdout).toContain('--json');
    }
  });

  it('is verified directly, and is found to be cut off when an older copy is put in its place', async () => {
    const { audit: database } = homePaths(workstation.home);
    await (await run()).stop();
    const older = join(folder, 'older.db');
    copyFileSync(database, older);
    const agent = await run();
    const key = join(folder, 'key.json');
    writeFileSync(key, JSON.stringify(await json('key')));
    await agent.stop();
    expect(await json('verify', '--key', key)).toMatchObject({ ok: true });

    for (const suffix of ['-wal', '-shm']) rmSync(`${database}${suffix}`, { force: true });
    copyFileSync(older, database);
    const found = await audit('verify', '--key', key, '--json');
    expect(found.code).toBe(1);
    const { faults } = auditVerificationSchema.parse(JSON.parse(found.stdout));
    const { lastSeq } = auditKeySchema.parse(JSON.parse(readFileSync(key, 'utf8')));
    expect(faults).toContainEqual(expect.objectContaining({ fault: 'truncated' }));
    expect(faults[0]).toMatchObject({ fault: 'truncated', seq: lastSeq, message: expect.stringContaining('was kept') });
  });

  it('that was never there is said not to be there', async () => {
    expect(await audit('verify')).toMatchObject({ code: 66, stderr: expect.stringContaining('first start') as string });
    expect(await audit('list')).toMatchObject({ code: 69 });
    expect(await audit('key')).toMatchObject({ code: 69 });
  });
});
