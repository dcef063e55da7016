import { appendFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actAfterDeath } from './after-death.ts';
import { noteDeath, recentDeaths, takeDeaths, type Death } from './deaths.ts';
import { createGuard } from './guard.ts';
import type { GuardOrders } from './guard-orders.ts';
import { readMarker, removeMarker, writeMarker } from './marker.ts';
import { revivalOf } from './revive.ts';

const DEATH: Death = {
  at: 1_000,
  which: 'main',
  how: 'killed',
  noticedBy: 'sensor',
  response: 'lock',
  ok: true,
  message: 'locked',
};
/** Long before anything here was written. */
const BOOTED = 0;
const EVENT = {
  kind: 'agent-died',
  body: { which: 'main', how: 'killed', noticedBy: 'sensor', response: 'lock', ok: true, message: 'locked' },
};

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'samehand-guard-'));
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

describe('deaths that the audit log does not have yet', () => {
  it('are given out until they are written, for their owner alone, and remembered', () => {
    expect(takeDeaths(home, BOOTED).events).toEqual([]);
    noteDeath(home, DEATH);
    expect(statSync(join(home, 'deaths.jsonl')).mode & 0o777).toBe(0o600);
    expect(takeDeaths(home, BOOTED).events).toEqual([EVENT]);
    const { events, written } = takeDeaths(home, BOOTED);
    expect(events).toEqual([EVENT]);
    written();
    expect(takeDeaths(home, BOOTED).events).toEqual([]);
    expect(recentDeaths(home)).toEqual([DEATH]);
  });

  it('keep one that came while the others were being written', () => {
    noteDeath(home, DEATH);
    const { written } = takeDeaths(home, BOOTED);
    const late = { ...DEATH, at: 2_000, message: 'late' };
    noteDeath(home, late);
    written();
    expect(takeDeaths(home, BOOTED).events).toEqual([{ ...EVENT, body: { ...EVENT.body, message: 'late' } }]);
    expect(recentDeaths(home)).toEqual([DEATH, late]);
  });

  it('are an end of both processes too, unless the machine was started since', () => {
    writeMarker(home, { response: 'lock', platform: 'linux', pid: 42 });
    const writtenAt = statSync(join(home, 'guard.json')).mtimeMs;
    expect(takeDeaths(home, writtenAt - 1).events).toEqual([
      {
        kind: 'agent-died',
        body: {
          which: 'main',
          how: 'It was gone, and had not ended in order.',
          noticedBy: 'start',
          response: 'lock',
          ok: false,
          message: 'Its sensor was gone too: nobody was left to act.',
        },
      },
    ]);
    expect(takeDeaths(home, writtenAt + 1).events).toEqual([]);
  });

  it('lose nothing but the line that was half written or makes no sense', () => {
    noteDeath(home, DEATH);
    appendFileSync(join(home, 'deaths.jsonl'), '{"at":1,"which":"nobody"}\nnonsense\n{"at":2,"whi');
    expect(takeDeaths(home, BOOTED).events).toEqual([EVENT]);
    takeDeaths(home, BOOTED).written();
    appendFileSync(join(home, 'deaths.jsonl'), '{"at":2,"whi');
    takeDeaths(home, BOOTED).written();
    expect(existsSync(join(home, 'deaths.jsonl'))).toBe(false);
  });
});

describe('the marker', () => {
  it('is what was last written, for its owner alone, and null once it is removed or broken', () => {
    expect(readMarker(home)).toBeNull();
    const marker = { response: 'lock', platform: 'linux', pid: 42 } as const;
    writeMarker(home, marker);
    expect(readMarker(home)).toEqual(marker);
    expect(statSync(join(home, 'guard.json')).mode & 0o777).toBe(0o600);
    removeMarker(home, 41);
    expect(readMarker(home)).toEqual(marker);
    removeMarker(home, 42);
    removeMarker(home, 42);
    expect(existsSync(join(home, 'guard.json'))).toBe(false);
    writeMarker(home, marker);
    appendFileSync(join(home, 'guard.json'), '}');
    expect(readMarker(home)).toBeNull();
  });
});

describe('the guard', () => {
  it('tells the sensor and leaves the marker only when something changed, and takes both back at the end', () => {
    const sent: (GuardOrders | null)[] = [];
    const faults: unknown[] = [];
    const guard = createGuard({
      home,
      platform: 'linux',
      pid: 7,
      revive: null,
      send: (orders) => sent.push(orders),
      onFault: (cause) => faults.push(cause),
    });
    guard.update('none');
    guard.update('none');
    guard.update('lock');
    expect(sent).toEqual([
      { home, platform: 'linux', pid: 7, response: 'none', revive: null },
      { home, platform: 'linux', pid: 7, response: 'lock', revive: null },
    ]);
    expect(readMarker(home)).toEqual({ response: 'lock', platform: 'linux', pid: 7 });
    guard.stop();
    expect([sent.at(-1), readMarker(home), faults]).toEqual([null, null, []]);
  });

  it('takes back its own marker only', () => {
    const ports = { home, platform: 'linux', revive: null, send: () => undefined, onFault: () => undefined } as const;
    createGuard({ ...ports, pid: 8 }).update('lock');
    createGuard({ ...ports, pid: 7 }).stop();
    expect(readMarker(home)?.pid).toBe(8);
  });

  it('goes on where the marker cannot be written', () => {
    const faults: unknown[] = [];
    const sent: unknown[] = [];
    rmSync(home, { recursive: true });
    const guard = createGuard({
      home,
      platform: 'linux',
      pid: 7,
      revive: null,
      send: (orders) => sent.push(orders),
      onFault: (cause) => faults.push(cause),
    });
    guard.update('lock');
    expect([sent.length, faults.length]).toEqual([1, 1]);
  });
});

describe('what follows a death', () => {
  const ports = { env: {}, pid: process.pid, now: () => 1_000_000, monotonicMs: () => 0 };
  const killed = { which: 'main', how: 'killed', noticedBy: 'sensor' } as const;
  const orders = () => ({ home, platform: 'simulated', pid: 1 }) as const;
  const touch = (): NonNullable<GuardOrders['revive']> => ({
    command: process.execPath,
    args: ['-e', `require('fs').writeFileSync(${JSON.stringify(join(home, 'alive'))}, '')`],
  });
  const started = () => expect.poll(() => existsSync(join(home, 'alive')), { timeout: 15_000 });

  it('is the response, a line, and a new start', async () => {
    writeMarker(home, { response: 'lock', platform: 'simulated', pid: 1 });
    await actAfterDeath({ ...orders(), response: 'lock', revive: touch() }, killed, ports);
    expect(recentDeaths(home)).toEqual([
      { at: 1_000_000, ...killed, response: 'lock', ok: true, message: 'The simulated workstation is locked.' },
    ]);
    expect(readMarker(home)).toBeNull();
    await started().toBe(true);
  });

  it('is no start after the fifth within ten minutes, which is said', async () => {
    const lately = Array.from({ length: 5 }, (_, index) => ({ ...DEATH, at: 1_000_000 - index * 100_000 }));
    for (const death of lately) noteDeath(home, death);
    for (const response of ['none', 'lock'] as const) {
      await actAfterDeath({ ...orders(), response, revive: touch() }, killed, ports);
    }
    expect(recentDeaths(home).slice(-2)).toMatchObject([
      { response: 'none', message: expect.stringContaining('not started again: it died too often') as string },
      { response: 'lock', message: expect.stringMatching(/is locked\. .*not started again/u) as string },
    ]);
    expect(existsSync(join(home, 'alive'))).toBe(false);
  });

  it('is a start though nothing can be written', async () => {
    const revive = touch();
    const elsewhere = join(home, 'not', 'there');
    await actAfterDeath({ ...orders(), home: elsewhere, response: 'none', revive }, killed, ports);
    await started().toBe(true);
  });
});

describe('the command that starts it again', () => {
  const started = {
    execPath: '/node',
    execArgv: ['--flag'],
    argv: ['/node', '/samehand.js', 'run', '--mode', 'shadow'],
  };

  it('is the one it was started with, or none under a service manager', () => {
    expect(revivalOf({}, started)).toEqual({
      command: '/node',
      args: ['--flag', '/samehand.js', 'run', '--mode', 'shadow'],
    });
    expect(revivalOf({ INVOCATION_ID: 'a1' }, started)).toBeNull();
    expect(revivalOf({ XPC_SERVICE_NAME: 'app.samehand.agent' }, started)).toBeNull();
    expect(revivalOf({ XPC_SERVICE_NAME: '0' }, started)).not.toBeNull();
  });
});
