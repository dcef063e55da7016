/** The whole agent on a real X server, with real key presses and clicks. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../support/dbus.ts';
import { missing, needs } from '../support/needs.ts';
import { createWorkstation, type Workstation } from '../support/samehand.ts';
import { startXvfb, xdotool, type Xvfb } from '../support/x11.ts';

const canRun = missing('xvfb') === null && missing('xdotool') === null;

/** That a search for a free one does not reach, so that it can be given up and taken back. */
const OWN_DISPLAY = `:${String(2_000 + (process.pid % 1_000))}`;

describe('live input under a real X server', () => {
  let server: Xvfb;
  let workstation: Workstation;
  beforeEach(async () => {
    if (!canRun) return;
    server = await startXvfb({ display: OWN_DISPLAY });
    workstation = createWorkstation({ DISPLAY: server.display });
  });
  afterEach(async () => {
    if (!canRun) return;
    await workstation.end();
    await server.stop();
  });

  it('counts exactly the keys, clicks and wheel steps that were sent', async (ctx) => {
    needs(ctx, 'xvfb', 'xdotool');
    await workstation.run('--platform', 'simulated');
    const keys = ['a', 'b', 'space', 'BackSpace', 'Return', 'Shift_L', 'F5', 'Left', '7', 'comma'];
    for (let round = 0; round < 5; round += 1) await xdotool(server.display, 'key', ...keys);
    await xdotool(server.display, 'mousemove', '200', '200');
    for (let click = 0; click < 7; click += 1) await xdotool(server.display, 'click', '1');
    await xdotool(server.display, 'click', '3');
    await xdotool(server.display, 'click', '--repeat', '4', '4');
    await xdotool(server.display, 'click', '--repeat', '6', '5');
    const status = await until('all events to be counted', async () => {
      const now = await workstation.status();
      return now.counts.keyUp >= 50 && now.counts.wheel >= 10 && now.counts.buttonUp >= 8 ? now : null;
    });
    expect(status.counts).toMatchObject({ keyDown: 50, keyUp: 50, buttonDown: 8, buttonUp: 8, wheel: 10 });
    expect(status.sensor).toMatchObject({ state: 'running', restarts: 0, dropped: 0 });
    expect(status.coverage).toMatchObject({ gaps: 0, lostBatches: 0, lostEvents: 0, keyboard: true, pointer: true });
    expect(status.state).toBe('learning');
  });

  it('shows a killed sensor and starts it again', async (ctx) => {
    needs(ctx, 'xvfb', 'xdotool');
    await workstation.run('--platform', 'simulated');
    const before = await workstation.status();
    if (before.sensor.pid === null) throw new Error('the sensor has no process');
    process.kill(before.sensor.pid, 'SIGKILL');
    const after = await until('the sensor to run again', async () => {
      const now = await workstation.status();
      return now.sensor.state === 'running' && now.sensor.restarts === 1 ? now : null;
    });
    expect(after.sensor.pid).not.toBe(before.sensor.pid);
    await xdotool(server.display, 'key', 'a');
    await until('a key after the restart', async () => (await workstation.status()).counts.keyDown >= 1);
  });

  it('says that it sees nothing when the display disappears, and sees again when it is back', async (ctx) => {
    needs(ctx, 'xvfb', 'xdotool');
    await workstation.run('--platform', 'simulated');
    await server.stop('SIGKILL');
    const blind = await until('the lost display to show', async () => {
      const now = await workstation.status();
      return now.state === 'degraded' ? now : null;
    });
    expect(blind.coverage.keyboard).toBe(false);
    expect(blind.sensor.reason).not.toBe('');
    server = await startXvfb({ display: server.display });
    await until('the sensor to run again', async () => (await workstation.status()).sensor.state === 'running', 40_000);
  });

  it('records knowingly, readable by the owner alone, and replays what it recorded', async (ctx) => {
    needs(ctx, 'xvfb', 'xdotool');
    const folder = mkdtempSync(join(tmpdir(), 'samehand-record-'));
    const file = join(folder, 'mine.csv.gz');
    const refused = await workstation.command('record', file);
    expect(refused.code).toBe(64);
    expect(refused.stderr).toContain('--consent');
    const recording = workstation.begin('record', file, '--consent');
    await until('the recording to begin', () => recording.output().includes('Recording to'));
    await xdotool(server.display, 'key', '--delay', '30', 'h', 'e', 'l', 'l', 'o');
    // What the X server holds back while it is quiet comes with the next event.
    await sleep(1000);
    const done = await recording.stop('SIGINT');
    expect(done.code).toBe(0);
    expect(done.stdout).toContain('Recorded 10 events');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const lines = gunzipSync(readFileSync(file)).toString().trim().split('\n');
    expect(lines[0]).toBe('t_ms,kind,code,x,y');
    expect(lines.filter((line) => line.includes(',kd,'))).toHaveLength(5);
    const replayed = await workstation.command('replay', '--enrol', file, '--session', file, '--json', '-');
    expect(replayed.code).toBe(0);
    expect(JSON.parse(replayed.stdout)).toMatchObject({ enrolment: { established: false } });
    rmSync(folder, { recursive: true });
  });

  it('keeps nothing of what was typed in any file', async (ctx) => {
    needs(ctx, 'xvfb', 'xdotool');
    const agent = await workstation.run('--platform', 'simulated');
    for (let round = 0; round < 15; round += 1) await xdotool(server.display, 'type', '--delay', '5', 'xylophone');
    await until('the keys to be counted', async () => (await workstation.status()).counts.keyUp >= 135);
    await agent.stop();
    for (const name of readdirSync(workstation.home)) {
      const text = readFileSync(join(workstation.home, name)).toString('latin1');
      expect(text).not.toContain('xylophone');
      if (name.endsWith('.db')) expect(text.startsWith('SQLite format')).toBe(false);
    }
    expect(agent.output()).not.toContain('xylo');
  });
});
