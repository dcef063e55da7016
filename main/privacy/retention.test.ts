/** Every kind of data that the policy gives days to, each in the store that it is really in. */
import { mkdtempSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEvent } from '../../contract/audit.ts';
import { defaultPolicy, type Policy } from '../../contract/policy.ts';
import { CodedError, unwrap } from '../../contract/result.ts';
import { inBatches, sitting } from '../../tests/support/simulated-input.ts';
import { openAccess } from '../access/access-store.ts';
import { openAuditLog, type AuditLog } from '../audit/audit-log.ts';
import { damagedPath, removeSetAside } from '../audit/damaged-log.ts';
import { createNetworkTrust } from '../context/network-trust.ts';
import { createEngine } from '../engine/engine.ts';
import { FEATURE_COUNTS } from '../engine/learner.ts';
import { shippedPopulation } from '../engine/population.ts';
import { trimLog } from '../live/log-retention.ts';
import { openLog } from '../live/log.ts';
import { createFakeTime, type FakeTime } from '../notify/fake-time.fixture.ts';
import { openBehaviourStore } from '../store/behaviour-store.ts';
import { IN_MEMORY } from '../store/database.ts';
import { createRetention } from './retention.ts';

const DAY = 86_400_000;
const BEGIN = Date.UTC(2026, 0, 5, 9);

let home: string;
let time: FakeTime;
let policy: Policy;
let written: AuditEvent[];
let faults: unknown[];
let log: AuditLog;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'samehand-retention-'));
  time = createFakeTime(BEGIN);
  policy = defaultPolicy();
  written = [];
  faults = [];
  log = unwrap(openAuditLog({ path: IN_MEMORY, key: null, now: time.now }));
});
afterEach(() => {
  log.close();
  rmSync(home, { recursive: true });
});

const keep = (changes: Partial<Policy['retention']>): void => {
  policy = { ...policy, retention: { ...policy.retention, ...changes } };
};

const start = (ports: Partial<Parameters<typeof createRetention>[0]> = {}) => {
  const retention = createRetention({
    policy: () => policy,
    trimAudit: log.trim,
    minDelivered: () => Number.MAX_SAFE_INTEGER,
    forgetNetworks: () => 0,
    removeSetAside: () => 0,
    trimLog: () => 0,
    now: time.now,
    schedule: time.schedule,
    audit: (event) => written.push(event),
    onFault: (cause) => faults.push(cause),
    ...ports,
  });
  retention.start();
  return retention;
};
const removed = () => written.flatMap((event) => (event.kind === 'retention-applied' ? [event.body.removed] : []));

describe('the audit log', () => {
  const seqs = (): readonly number[] => log.list({ limit: 1_000 }).map(({ seq }) => seq);
  const write = (count: number): void => {
    for (let each = 0; each < count; each += 1) log.append({ kind: 'inactive', body: { idleSeconds: each } });
    log.seal();
  };

  it('is kept for its days, and what is not delivered yet stays', () => {
    keep({ auditDays: 30 });
    write(10);
    const last = seqs().at(-1) ?? 0;
    let delivered = 0;
    start({ minDelivered: () => delivered });
    time.pass(29 * DAY);
    write(5);
    expect(seqs()).toContain(last);
    time.pass(3 * DAY);
    expect(removed()).toEqual([]);
    expect(seqs()).toContain(last);
    delivered = Number.MAX_SAFE_INTEGER;
    time.pass(DAY + 2 * 3_600_000);
    expect(removed()).toHaveLength(1);
    expect(removed()[0]?.audit).toBeGreaterThanOrEqual(10);
    expect(seqs()).not.toContain(last);
    expect(seqs()).toContain(last + 3);
  });
});

describe('networks', () => {
  it('are forgotten when they were not seen for their days, but never the one the machine is in', () => {
    keep({ networkDays: 10 });
    const { facts } = unwrap(openAccess({ path: IN_MEMORY, key: null }));
    const ports = {
      facts,
      secret: new Uint8Array(32),
      policy: () => policy,
      now: time.now,
      audit: () => undefined,
    };
    const networks = createNetworkTrust(ports);
    networks.seen('hotel');
    time.pass(5 * DAY);
    networks.seen('home');
    time.pass(DAY);
    networks.seen('office');
    start({ forgetNetworks: networks.forgetUnseen });
    time.pass(3 * DAY);
    expect(networks.known()).toHaveLength(3);
    time.pass(2 * DAY);
    expect(removed()).toEqual([{ networks: 1 }]);
    time.pass(20 * DAY);
    expect(removed()).toEqual([{ networks: 1 }, { networks: 1 }]);
    expect(networks.known()).toEqual([networks.current()]);
    expect(createNetworkTrust(ports).known()).toHaveLength(1);
  });
});

describe('the program’s own log', () => {
  const lines = (name = 'agent.log'): string[] =>
    readFileSync(join(home, name), 'utf8')
      .split('\n')
      .filter((line) => line !== '');

  it('loses its old lines while it is written, and the one before it goes with its last line', () => {
    keep({ logDays: 7 });
    const line = (days: number, msg: string): string =>
      `${JSON.stringify({ level: 30, time: BEGIN + days * DAY, msg })}\n`;
    writeFileSync(join(home, 'agent.log.1'), line(-3, 'former'));
    writeFileSync(join(home, 'agent.log'), `${line(-2, 'old')}  at a trace\n${line(-1, 'older')}${line(3, 'young')}`);
    const program = openLog(home);
    start({ trimLog: (before) => trimLog(home, before) });
    time.pass(4 * DAY + 3_600_000);
    expect(lines()).toHaveLength(4);
    time.pass(3 * DAY);
    program.info('after');
    expect(lines().map((text) => (JSON.parse(text) as { msg: string }).msg)).toEqual(['young', 'after']);
    expect(() => lines('agent.log.1')).toThrow('ENOENT');
    expect(removed().reduce((sum, each) => sum + (each.log ?? 0), 0)).toBe(4);
  });
});

describe('windows, scores and sessions', () => {
  it('are kept for their days by the engine, once a day', () => {
    keep({ windowDays: 10, verdictDays: 5, sessionDays: 20 });
    const store = unwrap(openBehaviourStore({ path: IN_MEMORY, key: null, features: FEATURE_COUNTS }));
    let ids = 0;
    const engine = createEngine({
      store,
      policy,
      user: 'u',
      population: shippedPopulation(),
      seed: 1,
      now: time.now,
      newId: () => `session-${String((ids += 1))}`,
      emit: () => undefined,
    });
    const after = (days: number): readonly number[] => {
      time.pass(days * DAY);
      engine.tick();
      const kinds = engine.stored(0).kinds.filter(({ kind }) => ['windows', 'verdicts', 'sessions'].includes(kind));
      return kinds.map(({ records }) => Math.sign(records));
    };
    engine.anchor('start');
    inBatches(sitting(4, 1, { keystrokes: 300, pointerActions: 0 }), engine.push);
    engine.attend(false);
    expect(after(4)).toEqual([1, 1, 1]);
    expect(after(2)).toEqual([1, 0, 1]);
    expect(after(5)).toEqual([0, 0, 1]);
    expect(after(10)).toEqual([0, 0, 0]);
    engine.close();
  });
});

describe('the daily run', () => {
  it('says nothing when nothing went, and goes on though one kind fails', () => {
    let asked = 0;
    const retention = start({
      trimAudit: () => {
        throw new CodedError('storage-unavailable', 'full');
      },
      forgetNetworks: () => {
        asked += 1;
        return 0;
      },
    });
    time.pass(10 * DAY);
    expect(asked).toBeGreaterThanOrEqual(9);
    expect(asked).toBeLessThanOrEqual(11);
    expect(faults).toHaveLength(asked);
    expect(removed()).toEqual([]);
    retention.stop();
    expect(time.timers()).toBe(0);
  });

  it('does not wait for a clock that was set back', () => {
    let asked = 0;
    start({
      forgetNetworks: () => {
        asked += 1;
        return 0;
      },
    });
    time.pass(3_600_000);
    expect(asked).toBe(1);
    time.setClock(BEGIN - 400 * DAY);
    time.pass(2 * 3_600_000);
    expect(asked).toBe(2);
  });

  it('removes what was set aside of a damaged audit log, once it is as old as records may be', () => {
    keep({ auditDays: 30 });
    const path = join(home, 'audit.db');
    const files = [31, 29].map((days) => {
      const file = damagedPath(path, BEGIN - days * DAY);
      writeFileSync(file, '');
      utimesSync(file, (BEGIN - days * DAY) / 1_000, (BEGIN - days * DAY) / 1_000);
      return file;
    });
    writeFileSync(path, '');
    start({ removeSetAside: (before) => removeSetAside(path, before) });
    time.pass(3_600_000);
    expect(removed()).toEqual([{ 'damaged-audit': 1 }]);
    expect(
      readdirSync(home)
        .map((name) => join(home, name))
        .sort(),
    ).toEqual([path, files[1]].sort());
  });

  it('removes all of what goes in pieces', () => {
    const pieces = [20_000, 5_000, 0, 0, 0];
    start({ trimAudit: () => pieces.shift() ?? 0 });
    time.pass(3_600_000);
    expect(removed()).toEqual([{ audit: 25_000 }]);
  });
});
