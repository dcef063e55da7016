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
    expect(takeDeaths(home).events).toEqual([]);
    noteDeath(home, DEATH);
    expect(statSync(join(home, 'deaths.jsonl')).mode & 0o777).toBe(0o600);
    expect(takeDeaths(home).events).toEqual([EVENT]);
    const { events, written } = takeDeaths(home);
    expect(events).toEqual([EVENT]);
    written();
    expect(takeDeaths(home).events).toEqual([]);
    expect(recentDeaths(home)).toEqual([DEATH]);
  });

  it('lose nothing but the line that was half written or makes no sense', () => {
    noteDeath(home, DEATH);
    appendFileSync(join(home, 'deaths.jsonl'), '{"at":1,"which":"nobody"}\nnonsense\n{"at":2,"whi');
    expect(takeDeaths(home).events).toEqual([EVENT]);
  });
});

describe('the marker', () => {
  it('is what was last written, for its owner alone, and null once it is removed or broken', () => {
    expect(readMarker(home)).toBeNull();
    const marker = { response: 'lock', platform: 'linux', pid: 42 } as const;
    writeMarker(home, marker);
    expect(readMarker(home)).toEqual(marker);
    expect(statSync(join(home, 'guard.json')).mode & 0o777).toBe(0o600);
    appendFileSync(join(home, 'guard.json'), '}');
    expect(readMarker(home)).toBeNull();
    removeMarker(home);
    removeMarker(home);
    expect(existsSync(join(home, 'guard.json'))).toBe(false);
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
      { home, platform: 'linux', response: 'none', revive: null },
      { home, platform: 'linux', response: 'lock', revive: null },
    ]);
    expect(readMarker(home)).toEqual({ response: 'lock', platform: 'linux', pid: 7 });
    guard.stop();
    expect([sent.at(-1), readMarker(home), faults]).toEqual([null, null, []]);
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
  const touch = (): NonNullable<GuardOrders['revive']> => ({
    command: process.execPath,
    args: ['-e', `require('fs').writeFileSync(${JSON.stringify(join(home, 'alive'))}, '')`],
  });
  const started = () => expect.poll(() => existsSync(join(home, 'alive')), { timeout: 15_000 });

  it('is the response, a line, and a new start', async () => {
    writeMarker(home, { response: 'lock', platform: 'simulated', pid: 1 });
    await actAfterDeath({ home, platform: 'simulated', response: 'lock', revive: touch() }, killed, ports);
    expect(recentDeaths(home)).toEqual([
      { at: 1_000_000, ...killed, response: 'lock', ok: true, message: 'The simulated workstation is locked.' },
    ]);
    expect(readMarker(home)).toBeNull();
    await started().toBe(true);
  });

  it('is no start after the fifth within ten minutes, which is said', async () => {
    const lately = Array.from({ length: 5 }, (_, index) => ({ ...DEATH, at: 1_000_000 - index * 100_000 }));
    for (const death of lately) noteDeath(home, death);
    await actAfterDeath({ home, platform: 'simulated', response: 'none', revive: touch() }, killed, ports);
    expect(recentDeaths(home).at(-1)?.message).toContain('not started again: it died too often');
    expect(existsSync(join(home, 'alive'))).toBe(false);
  });

  it('is a start though nothing can be written', async () => {
    const revive = touch();
    const elsewhere = join(home, 'not', 'there');
    await actAfterDeath({ home: elsewhere, platform: 'simulated', response: 'none', revive }, killed, ports);
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
