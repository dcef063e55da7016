/** The command line without a display: what it prints, what it refuses, and its exit codes. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replayReportSchema } from '../../contract/replay.ts';
import { until } from '../support/dbus.ts';
import { createWorkstation, type Workstation } from '../support/samehand.ts';

const COMMANDS = [
  'run',
  'status',
  'watch',
  'pause',
  'resume',
  'record',
  'replay',
  'demo',
  'evaluate',
  'profile',
  'doctor',
  'verify',
  'identify',
];

describe('samehand', () => {
  let workstation: Workstation;
  let folder: string;
  beforeEach(() => {
    workstation = createWorkstation();
    folder = mkdtempSync(join(tmpdir(), 'samehand-files-'));
  });
  afterEach(async () => {
    await workstation.end();
    rmSync(folder, { recursive: true });
  });

  it('has help for every command, each with --json', async () => {
    const help = await workstation.command('--help');
    expect(help.code).toBe(0);
    for (const name of COMMANDS) expect(help.stdout).toContain(`  ${name}`);
    const ofProfile = ['profile show', 'profile reset', 'profile versions', 'profile rollback'];
    for (const name of [...COMMANDS.filter((each) => each !== 'profile'), ...ofProfile]) {
      const own = await workstation.command(...name.split(' '), '--help');
      expect(own.code).toBe(0);
      expect(own.stdout).toContain('--json');
    }
  });

  it('tells wrong usage from everything else', async () => {
    expect((await workstation.command('nonsense')).code).toBe(64);
    expect((await workstation.command('replay')).code).toBe(64);
    expect((await workstation.command('verify')).code).toBe(64);
    expect((await workstation.command('verify', 'a.csv', '--user', 'me', '--enrol', 'b.csv')).code).toBe(64);
    expect((await workstation.command('identify', 'a.csv', '--person', 'nameless')).code).toBe(64);
    expect((await workstation.command('pause', '--minutes', 'soon')).code).toBe(64);
    expect((await workstation.command('profile', 'reset')).code).toBe(64);
    expect((await workstation.command('profile', 'rollback', 'mouse')).code).toBe(64);
    expect((await workstation.command('profile', 'rollback', 'pointer', '--to', '0')).code).toBe(64);
  });

  it.each(['status', 'watch', 'resume', 'pause'])('%s says when no agent runs', async (name) => {
    const { code, stderr } = await workstation.command(name, '--json');
    expect(code).toBe(69);
    expect(JSON.parse(stderr)).toMatchObject({ ok: false, code: 'agent-not-running' });
  });

  it('plays the demonstration: simulated, a prompt and a lock in the second session, a report', async () => {
    const json = join(folder, 'demo.json');
    const html = join(folder, 'demo.html');
    const { code, stdout } = await workstation.command('demo', '--json', json, '--html', html);
    expect(code).toBe(0);
    expect(stdout).toContain('simulated');
    const run = replayReportSchema.parse(JSON.parse(readFileSync(json, 'utf8')));
    expect(run).toMatchObject({ simulated: true, enrolment: { established: true } });
    expect(run.prompts[0]).toMatchObject({ session: 1 });
    expect(run.locks).toMatchObject([{ session: 1 }]);
    expect(readFileSync(html, 'utf8')).toContain('Simulated people');
  });

  it.each([
    ['missing', null, 66, 'no such file'],
    ['without a header', '1,kd,30,,\n', 65, 'line 1'],
    ['unsorted', 't_ms,kind,code,x,y\n9,kd,30,,\n3,ku,30,,\n', 65, 'line 3'],
    ['with a time that is no number', 't_ms,kind,code,x,y\nNaN,kd,30,,\n', 65, 'line 2'],
    ['with a negative time', 't_ms,kind,code,x,y\n-4,kd,30,,\n', 65, 'line 2'],
    ['with an unknown kind', 't_ms,kind,code,x,y\n4,zz,30,,\n', 65, 'line 2'],
  ])('refuses a recording %s', async (_, text, exitCode, message) => {
    const file = join(folder, 'recording.csv');
    if (text !== null) writeFileSync(file, text);
    const { code, stderr } = await workstation.command('replay', '--enrol', file, '--session', file);
    expect(code).toBe(exitCode);
    expect(stderr).toContain(message);
  });

  it('runs without a display, says that it sees nothing, and doctor says what to do', async () => {
    const agent = await workstation.run('--platform', 'simulated');
    expect(await workstation.status()).toMatchObject({ state: 'degraded', sensor: { state: 'degraded' } });
    const doctor = await workstation.command('doctor', '--json');
    expect(doctor.code).toBe(1);
    const { findings } = JSON.parse(doctor.stdout) as { findings: { name: string; state: string; remedy: string }[] };
    expect(findings.find(({ name }) => name === 'input')).toMatchObject({ state: 'fail' });
    expect(findings.find(({ name }) => name === 'input')?.remedy).toContain('DISPLAY');
    expect(findings.find(({ name }) => name === 'key')).toMatchObject({ state: 'warn' });
    const { code, stdout } = await agent.stop();
    expect(code).toBe(0);
    expect(stdout).toContain('DISPLAY');
  });

  it('lets only one agent run in a data folder, and two side by side in two', async () => {
    await workstation.run('--platform', 'simulated');
    const second = await workstation.command('run', '--platform', 'simulated');
    expect(second.code).toBe(75);
    expect(second.stderr).toContain('already runs');
    const other = createWorkstation();
    try {
      await other.run('--platform', 'simulated');
      expect((await other.status()).pid).not.toBe((await workstation.status()).pid);
    } finally {
      await other.end();
    }
  });

  it('starts again after kill -9 with everything that was stored', async () => {
    const agent = await workstation.run('--platform', 'simulated');
    await agent.stop('SIGKILL');
    await workstation.run('--platform', 'simulated');
    expect((await workstation.status()).store.state).toBe('ok');
  });

  it('keeps working with the last good policy when the file is wrong, and says which field', async () => {
    writeFileSync(join(workstation.home, 'policy.json'), '{"mode":"enforce","promptBelow":"often"}');
    await workstation.run('--platform', 'simulated');
    const status = await workstation.status();
    expect(status.mode).toBe('enforce');
    expect(status.warnings.join(' ')).toContain('promptBelow');
    const doctor = await workstation.command('doctor', '--json');
    expect(doctor.stdout).toContain('promptBelow');
  });

  it('pauses, resumes and forgets by command', async () => {
    await workstation.run('--platform', 'simulated');
    const paused = await workstation.command('pause', '--minutes', '5', '--json');
    expect(paused.code).toBe(0);
    expect(await workstation.status()).toMatchObject({ state: 'paused' });
    expect((await workstation.command('pause', '--minutes', '400')).code).toBe(77);
    expect((await workstation.command('resume')).code).toBe(0);
    expect((await workstation.status()).pausedUntil).toBeNull();
    const shown = await workstation.command('profile', 'show');
    expect(shown.stdout).toContain('never what');
    const reset = await workstation.command('profile', 'reset', '--yes', '--json');
    expect(JSON.parse(reset.stdout)).toEqual({ removedWindows: 0 });
  });

  it('keeps all its files for the owner alone', async () => {
    const agent = await workstation.run('--platform', 'simulated');
    for (const name of ['behaviour.db', 'audit.db', 'key', 'installation.json', 'agent.log', 'control.sock']) {
      expect([name, statSync(join(workstation.home, name)).mode & 0o077]).toEqual([name, 0]);
    }
    await agent.stop();
  });

  it('refuses to start without its key rather than make another', async () => {
    await (await workstation.run('--platform', 'simulated')).stop();
    const before = readFileSync(join(workstation.home, 'behaviour.db'));
    rmSync(join(workstation.home, 'key'));
    const { code, stderr } = await workstation.command('run', '--platform', 'simulated');
    expect(code).toBe(77);
    expect(stderr).toContain('key');
    expect(readFileSync(join(workstation.home, 'behaviour.db'))).toEqual(before);
  });

  it('watches a recording of hours in a moment at --speed max', async () => {
    const input = join(folder, 'hours.csv');
    const rows = Array.from({ length: 100 }, (_, i) => `${i * 600_000},kd,30,,\n${i * 600_000 + 80},ku,30,,\n`);
    writeFileSync(input, `t_ms,kind,code,x,y\n${rows.join('')}`);
    await workstation.run('--platform', 'simulated', '--input', input, '--speed', 'max');
    const { counts, sensor } = await until('the recording to be over', async () => {
      const now = await workstation.status();
      return now.sensor.state === 'stopped' ? now : null;
    });
    expect(counts).toMatchObject({ keyDown: 100, keyUp: 100 });
    expect(sensor.reason).toBe('The recording is over.');
  });

  it('watch prints verdicts as they come', async () => {
    const agent = await workstation.run('--platform', 'simulated');
    const watching = workstation.command('watch', '--json');
    await until('the watcher to connect', async () => (await workstation.status()).pid > 0);
    await agent.stop();
    expect((await watching).code).toBe(69);
  });
});
