import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished, type TestContext } from 'vitest';
import { KIND, zeroCounts, type EventBatch } from '../../contract/events.ts';
import type { Result } from '../../contract/result.ts';
import { needs } from '../../tests/support/needs.ts';
import { startXvfb, xdotool } from '../../tests/support/x11.ts';
import { createKeySlots } from './key-slots.ts';
import { preflight } from './preflight.ts';
import { systemSchedule } from '../shared/schedule.ts';
import { createSensorClient, type SensorClientOptions } from './sensor-client.ts';

const GENEROUS = { timeout: 15_000, interval: 20 };
const TEST_MS = 60_000;
const SECRET = new Uint8Array(32).fill(7);
/** Displays that a search for a free one does not reach, so that one can be given up and taken back. */
const ownDisplay = `:${String(200 + (process.pid % 700))}`;

const hookEnv = (display: string): NodeJS.ProcessEnv => ({
  ...process.env,
  DISPLAY: display,
  XDG_SESSION_TYPE: 'x11',
  WAYLAND_DISPLAY: '',
});

const setUp = (options: Partial<SensorClientOptions>) => {
  const batches: EventBatch[] = [];
  const states: string[] = [];
  const deaths: string[] = [];
  const outcome = Promise.withResolvers<Result<null>>();
  const client = createSensorClient({
    source: { kind: 'hook' },
    secret: SECRET,
    clock: () => performance.now(),
    schedule: systemSchedule,
    onBatch: (batch) => batches.push(batch),
    onState: ({ state }) => states.push(state),
    onDied: (how) => deaths.push(how),
    onEnded: outcome.resolve,
    ...options,
  });
  onTestFinished(client.stop);
  /** Columns of all batches laid end to end. */
  const column = (name: 't' | 'kind' | 'slot' | 'x' | 'y') => batches.flatMap((batch) => [...batch[name]]);
  const events = (): number => batches.reduce((sum, { count }) => sum + count, 0);
  const becomes = (state: string) => expect.poll(() => client.status().state, GENEROUS).toBe(state);
  return { ...client, batches, states, deaths, ended: outcome.promise, column, events, becomes };
};

const onDisplay = async (ctx: TestContext, display?: string) => {
  needs(ctx, 'linux', 'xvfb', 'xdotool');
  const server = await startXvfb(display === undefined ? {} : { display });
  onTestFinished(() => server.stop());
  return { server, ...setUp({ env: hookEnv(server.display) }) };
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const pidOf = (pid: number | null): number => {
  if (pid === null) throw new Error('the sensor does not run');
  return pid;
};

describe('sensor under X11', { timeout: TEST_MS }, () => {
  it('reports exactly what hands did', async (ctx) => {
    const { server, start, stop, status, column, states, batches } = await onDisplay(ctx);
    await start();
    expect(status()).toMatchObject({ state: 'running', reason: '', restarts: 0, dropped: 0, lostBatches: 0 });
    const words = 'the quick brown fox'.replaceAll(' ', '').split('');
    await xdotool(server.display, 'key', ...words, 'shift+a', 'Return', 'BackSpace');
    await xdotool(server.display, 'mousemove', '300', '200', 'click', '1', 'click', '3', 'click', '1');
    await xdotool(server.display, 'click', '4', 'click', '5', 'click', '5');
    const keys = words.length + 4;
    const expected = { keyDown: keys, keyUp: keys, pointerMove: 1, buttonDown: 3, buttonUp: 3, wheel: 3 };
    await expect.poll(() => status().counts, GENEROUS).toEqual(expected);
    await stop();

    const kinds = column('kind');
    const slots = column('slot');
    const slotsOf = (kind: number): number[] => slots.filter((_, row) => kinds[row] === kind);
    expect(slotsOf(KIND.buttonDown)).toEqual([1, 2, 1]);
    expect(slotsOf(KIND.wheel)).toEqual([127, 129, 129]);
    const slotOf = createKeySlots(SECRET);
    expect(slotsOf(KIND.keyDown).slice(0, 3)).toEqual([0x14, 0x23, 0x12].map(slotOf));
    const move = kinds.indexOf(KIND.pointerMove);
    expect([column('x')[move], column('y')[move]]).toEqual([300, 200]);
    expect(column('t')).toEqual(column('t').toSorted((a, b) => a - b));
    expect(batches.map(({ seq }) => seq)).toEqual([...batches.keys()]);
    expect(status()).toMatchObject({ state: 'stopped', pid: null, counts: expected });
    expect(states).toEqual(['starting', 'running', 'stopped']);
  });

  it('counts a held key once', async (ctx) => {
    const { server, start, status } = await onDisplay(ctx);
    await start();
    await xdotool(server.display, 'keydown', 'd');
    await expect.poll(() => status().faults.repeats, GENEROUS).toBeGreaterThan(3);
    await xdotool(server.display, 'keyup', 'd');
    await expect.poll(() => status().counts, GENEROUS).toEqual({ ...zeroCounts(), keyDown: 1, keyUp: 1 });
  });

  it('comes back after it was killed, in a new process, and tells of the gap', async (ctx) => {
    const { server, start, status, becomes, batches, deaths, events, column } = await onDisplay(ctx);
    await start();
    await xdotool(server.display, 'key', 'a', 'b');
    await expect.poll(events, GENEROUS).toBe(4);
    await expect.poll(() => status().counts.keyUp, GENEROUS).toBe(2);
    const before = pidOf(status().pid);
    const last = batches.at(-1)?.seq ?? NaN;
    process.kill(before, 'SIGKILL');
    await expect.poll(() => status().pid, GENEROUS).not.toBe(before);
    await becomes('running');
    expect(status()).toMatchObject({ restarts: 1, lostBatches: 1, reason: '' });
    expect(deaths).toEqual(['SIGKILL']);
    await xdotool(server.display, 'key', 'c');
    await expect.poll(() => status().counts, GENEROUS).toEqual({ ...zeroCounts(), keyDown: 3, keyUp: 3 });
    expect(batches.find(({ seq }) => seq > last)?.seq).toBe(last + 2);
    expect(column('t')).toEqual(column('t').toSorted((a, b) => a - b));
  });

  it('ends a sensor that has stopped answering, and starts another', async (ctx) => {
    const { start, status, states, deaths, becomes } = await onDisplay(ctx);
    await start();
    process.kill(pidOf(status().pid), 'SIGSTOP');
    await becomes('restarting');
    expect(status().reason).toMatch(/^The sensor ended \(SIGKILL\)\. It had stopped answering\. It is tried again in/u);
    await becomes('running');
    expect(states).toEqual(['starting', 'running', 'restarting', 'running']);
    // A busy machine may do that once. One that is stopped again and again is stopped by somebody.
    expect(deaths).toEqual([]);
    for (const times of [2, 3]) {
      process.kill(pidOf(status().pid), 'SIGSTOP');
      await expect.poll(() => status().restarts, GENEROUS).toBe(times);
      await becomes('running');
    }
    expect(deaths).toEqual(['SIGKILL']);
  });

  it('notices when the display goes, and when it returns', async (ctx) => {
    const { server, start, status, becomes, events } = await onDisplay(ctx, ownDisplay);
    await start();
    await server.stop('SIGKILL');
    await becomes('degraded');
    expect(status().reason).toContain(`The X server ${ownDisplay} is not there`);
    expect(status().pid).toBeNull();
    const again = await startXvfb({ display: ownDisplay });
    onTestFinished(() => again.stop());
    await becomes('running');
    expect(status().restarts).toBe(1);
    await xdotool(ownDisplay, 'key', 'a');
    await expect.poll(events, GENEROUS).toBe(2);
  });

  it('goes on after a pause with the numbers and the time it had', async (ctx) => {
    const { server, start, stop, status, batches, events, column } = await onDisplay(ctx);
    await start();
    await xdotool(server.display, 'key', 'a');
    await expect.poll(events, GENEROUS).toBe(2);
    await stop();
    await xdotool(server.display, 'key', 'b');
    await start();
    await xdotool(server.display, 'key', 'c');
    await expect.poll(events, GENEROUS).toBe(4);
    await expect.poll(() => status().counts.keyUp, GENEROUS).toBe(2);
    expect(status()).toMatchObject({ restarts: 0, lostBatches: 0 });
    expect(batches.map(({ seq }) => seq)).toEqual([...batches.keys()]);
    expect(column('t')).toEqual(column('t').toSorted((a, b) => a - b));
  });

  it('numbers keys by another secret once the former one is done with', async (ctx) => {
    const { server, start, renumber, column, events, status, states } = await onDisplay(ctx);
    const other = new Uint8Array(32).fill(8);
    await start();
    await xdotool(server.display, 'key', 'a');
    await expect.poll(events, GENEROUS).toBe(2);
    let worked = false;
    await renumber(
      async () => {
        expect(status()).toMatchObject({ state: 'stopped', pid: null });
        await xdotool(server.display, 'key', 'b');
        worked = true;
      },
      () => other,
    );
    expect(worked).toBe(true);
    expect(states).toEqual(['starting', 'running', 'stopped', 'starting', 'running']);
    await xdotool(server.display, 'key', 'a');
    await expect.poll(events, GENEROUS).toBe(4);
    const a = 0x1e;
    expect(column('slot')).toEqual([SECRET, SECRET, other, other].map((secret) => createKeySlots(secret)(a)));
    expect(createKeySlots(SECRET)(a)).not.toBe(createKeySlots(other)(a));
  });

  it('stays off when it was off, or is switched off, while keys are numbered anew', async (ctx) => {
    const { start, stop, renumber, status } = await onDisplay(ctx);
    const nothing = () => Promise.resolve();
    await renumber(nothing, () => SECRET);
    expect(status().state).toBe('stopped');
    await start();
    await renumber(stop, () => SECRET);
    expect(status()).toMatchObject({ state: 'stopped', pid: null });
    await start();
    await expect(
      renumber(
        () => Promise.reject(new Error('failed')),
        () => SECRET,
      ),
    ).rejects.toThrow('failed');
    expect(status().state).toBe('running');
  });

  it('ends with the agent, however that ends', async (ctx) => {
    needs(ctx, 'linux', 'xvfb');
    const server = await startXvfb();
    onTestFinished(() => server.stop());
    const script = `
      import { createSensorClient } from ${JSON.stringify(import.meta.resolve('./sensor-client.ts'))};
      import { systemSchedule as schedule } from ${JSON.stringify(import.meta.resolve('../shared/schedule.ts'))};
      const none = () => undefined;
      const client = createSensorClient({ source: { kind: 'hook' }, secret: new Uint8Array(32), schedule,
        clock: () => performance.now(), onBatch: none, onState: none });
      await client.start();
      console.log(client.status().pid);`;
    const agent = spawn(process.execPath, ['--input-type=module', '-e', script], { env: hookEnv(server.display) });
    onTestFinished(() => void agent.kill('SIGKILL'));
    const [printed] = (await once(agent.stdout, 'data')) as [Buffer];
    const sensor = Number(printed.toString());
    expect(isAlive(sensor)).toBe(true);
    agent.kill('SIGKILL');
    await expect.poll(() => isAlive(sensor), GENEROUS).toBe(false);
  });

  it('records what it sees, for its owner only', async (ctx) => {
    needs(ctx, 'linux', 'xvfb', 'xdotool');
    const folder = await mkdtemp(join(tmpdir(), 'samehand-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const server = await startXvfb();
    onTestFinished(() => server.stop());
    const path = join(folder, 'a.csv.gz');
    const { start, stop, events } = setUp({ env: hookEnv(server.display), recordTo: path });
    await start();
    await xdotool(server.display, 'key', 'a');
    await xdotool(server.display, 'mousemove', '10', '20', 'click', '3');
    await expect.poll(events, GENEROUS).toBe(5);
    await stop();
    const rows = gunzipSync(await readFile(path))
      .toString()
      .trim()
      .split('\n');
    expect(rows.map((row) => row.replace(/^[\d.]+/u, 'T'))).toEqual([
      't_ms,kind,code,x,y',
      'T,kd,30,,',
      'T,ku,30,,',
      'T,mm,,10,20',
      'T,md,2,10,20',
      'T,mu,2,10,20',
    ]);
    expect(rows[1]).toBe('0,kd,30,,');
  });
});

describe('sensor that cannot run', { timeout: TEST_MS }, () => {
  it.each([
    ['without a display', { DISPLAY: '', XDG_SESSION_TYPE: '', WAYLAND_DISPLAY: '' }, 'DISPLAY is not set'],
    [
      'with a wrong display',
      { DISPLAY: ':59000', XDG_SESSION_TYPE: '', WAYLAND_DISPLAY: '' },
      'X server :59000 is not',
    ],
    ['under Wayland', { DISPLAY: ':0', XDG_SESSION_TYPE: 'wayland' }, 'This is a Wayland session'],
  ])('is degraded %s, and says so', async (_name, env, message) => {
    const { start, stop, status } = setUp({ check: () => preflight(env, 'linux') });
    await start();
    expect(status()).toMatchObject({ state: 'degraded', pid: null, restarts: 0 });
    expect(status().reason).toContain(message);
    expect(status().reason).toMatch(/It is tried again in 0.25 s\.$/u);
    await stop();
    expect(status().state).toBe('stopped');
  });

  it('is degraded when the hook cannot be loaded', async (ctx) => {
    needs(ctx, 'linux', 'xvfb');
    const folder = await mkdtemp(join(tmpdir(), 'samehand-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const server = await startXvfb();
    onTestFinished(() => server.stop());
    await writeFile(join(folder, 'libXtst.so.6'), 'not a library');
    const { start, status } = setUp({ env: { ...hookEnv(server.display), LD_LIBRARY_PATH: folder } });
    await start();
    expect(status().state).toBe('degraded');
    expect(status().reason).toMatch(/^The input hook cannot be loaded: .*libXtst.* Install the libraries/u);
  });

  it('is tried again and again when its file is missing', async () => {
    const { start, becomes, states, stop } = setUp({
      source: { kind: 'replay', path: '/none', speed: null },
      entry: new URL('./no-such-file.js', import.meta.url),
    });
    void start();
    await becomes('restarting');
    await expect.poll(() => states.filter((state) => state === 'restarting').length, GENEROUS).toBeGreaterThan(1);
    await stop();
  });
});

describe('sensor with a recording', { timeout: TEST_MS }, () => {
  it('plays it through its process without a loss, and ends', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'samehand-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const path = join(folder, 'a.csv');
    const rows = Array.from({ length: 50_000 }, (_, row) => `${String(row)},mm,,${String(row % 900)},5\n`);
    await writeFile(path, `t_ms,kind,code,x,y\n${rows.join('')}`);
    const { start, ended, status, events, column, batches } = setUp({ source: { kind: 'replay', path, speed: null } });
    await start();
    expect(await ended).toEqual({ ok: true, value: null });
    expect(events()).toBe(50_000);
    expect(status()).toMatchObject({
      state: 'stopped',
      reason: 'The recording is over.',
      restarts: 0,
      dropped: 0,
      lostBatches: 0,
      counts: { ...zeroCounts(), pointerMove: 50_000 },
    });
    expect(batches.map(({ seq }) => seq)).toEqual([...batches.keys()]);
    expect(column('t').every((t, row) => t === row)).toBe(true);
  });

  it('ends with what is wrong with it', async () => {
    const { start, ended, status } = setUp({ source: { kind: 'replay', path: '/no/such.csv', speed: null } });
    await start();
    expect(await ended).toMatchObject({ ok: false, code: 'recording-missing' });
    expect(status()).toMatchObject({ state: 'stopped', restarts: 0 });
    expect(status().reason).toContain('/no/such.csv');
  });
});
