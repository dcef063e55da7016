import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditEventSchema, type AuditEvent } from '../../contract/audit.ts';
import { policySchema, type Policy } from '../../contract/policy.ts';
import { ok, unwrap } from '../../contract/result.ts';
import { openAccess, type AccessStore } from '../access/access-store.ts';
import { createSimulatedPlatform } from '../platform/simulated.ts';
import { IN_MEMORY } from '../store/database.ts';
import { applicationId, isExcludedApplication } from './application-rules.ts';
import { compositeScore, levelOf } from './composite-score.ts';
import { createContext, type Context } from './context.ts';
import { timeOfDayScore } from './time-of-day.ts';
import { ruleAt } from './time-rules.ts';

const LEVELS = { promptBelow: 60, lockBelow: 30 };

describe('the composite score', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const maybe = fc.option(share, { nil: null });
  const weight = fc.double({ min: 0, max: 10, noNaN: true });

  it('is never above trust, falls with it, and circumstances alone never ask for a code', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 100, noNaN: true }),
        maybe,
        maybe,
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        weight,
        weight,
        (trust, network, timeOfDay, behaviour, networkWeight, timeWeight) => {
          const weights = { behaviour, network: networkWeight, timeOfDay: timeWeight };
          const { score } = compositeScore(trust, { network, timeOfDay }, weights);
          expect(score).toBeLessThanOrEqual(trust);
          expect(score).toBeGreaterThanOrEqual(0);
          const less = compositeScore(trust / 2, { network, timeOfDay }, weights);
          expect(less.score).toBeLessThanOrEqual(score);
          const policy = policySchema.safeParse({ weights });
          if (!policy.success) return;
          const strange = compositeScore(100, { network: 0, timeOfDay: 0 }, weights);
          expect(strange.score).toBeGreaterThan(policy.data.promptBelow - 1e-9);
        },
      ),
    );
  });

  it('moves the levels as documented', () => {
    const weights = { behaviour: 8, network: 1, timeOfDay: 1 };
    const strange = { network: 0, timeOfDay: 0 };
    expect(compositeScore(75, strange, weights).score).toBeCloseTo(60);
    expect(compositeScore(37.5, strange, weights).score).toBeCloseTo(30);
    expect(compositeScore(75, { network: 1, timeOfDay: 1 }, weights).score).toBe(75);
    expect(compositeScore(75, { network: null, timeOfDay: null }, weights)).toEqual({
      score: 75,
      behaviour: 0.75,
      network: null,
      timeOfDay: null,
    });
  });

  it('makes a level, except while learning', () => {
    expect(['learning', 'trusted'].map((level) => levelOf(level as 'learning', 20, LEVELS))).toEqual([
      'learning',
      'distrusted',
    ]);
    expect(levelOf('distrusted', 60, LEVELS)).toBe('trusted');
    expect(levelOf('trusted', 59.9, LEVELS)).toBe('doubtful');
  });
});

describe('the time of day', () => {
  const office = Array.from({ length: 24 }, (_, hour) => (hour >= 8 && hour < 18 ? 100 : 0));

  it('is usual in working hours, less at their edge, and strange at night; unknown with little learned', () => {
    expect([12, 3].map((hour) => timeOfDayScore(office, hour))).toEqual([1, 0]);
    const edge = timeOfDayScore(office, 18) ?? 0;
    expect(edge).toBeGreaterThan(0);
    expect(edge).toBeLessThanOrEqual(1);
    expect(
      timeOfDayScore(
        office.map((count) => count / 10),
        12,
      ),
    ).toBeNull();
  });
});

describe('rules by time of day', () => {
  const night = { days: ['fri'], from: '18:00', to: '07:00', mode: 'shadow', scoring: true } as const;
  const lunch = { days: ['mon', 'fri'], from: '12:00', to: '13:00', mode: null, scoring: false } as const;
  const at = (day: number, hour: number, minute = 0): Date => new Date(2026, 0, day, hour, minute);

  it.each([
    ['Friday evening', at(9, 18), night],
    ['a minute before', at(9, 17, 59), null],
    ['Saturday before seven', at(10, 6, 59), night],
    ['Saturday at seven', at(10, 7), null],
    ['Saturday evening', at(10, 18), null],
    ['Friday before seven', at(9, 6), null],
    ['Monday at lunch', at(5, 12, 30), lunch],
    ['Tuesday at lunch', at(6, 12, 30), null],
  ])('%s', (_, time, rule) => {
    expect(
      ruleAt(
        [night, lunch].map((each) => ({ ...each, days: [...each.days] })),
        time,
      ),
    ).toEqual(rule === null ? null : { ...rule, days: [...rule.days] });
  });

  it('go by the first that applies', () => {
    const all = { days: ['fri' as const], from: '00:00', to: '23:59', mode: 'learn' as const, scoring: true };
    expect(ruleAt([all, { ...night, days: ['fri'] }], at(9, 20))?.mode).toBe('learn');
  });
});

describe('an application', () => {
  it('is known by the hash of its path or bundle id, on Windows whatever the case', () => {
    expect(applicationId('/usr/bin/game')).toBe('9aa3ea8450dfb9ec7ec7c1a65b5ba4e8ba71cf9d88569cfcd4cadce7ed36a40c');
    expect(applicationId(String.raw`C:\Games\Game.exe`)).toBe(applicationId(String.raw`c:\games\game.EXE`));
    expect(applicationId('/usr/bin/Game')).not.toBe(applicationId('/usr/bin/game'));
    const rules = [{ id: applicationId('/usr/bin/game'), note: '' }];
    expect(['/usr/bin/game', '/usr/bin/editor', null].map((each) => isExcludedApplication(rules, each))).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('circumstances', () => {
  let store: AccessStore;
  let policy: Policy;
  let events: AuditEvent[];
  let network: string | null;
  let application: string | null;
  let wall: number;
  let changes: number;
  let asked: string[];
  let timers: { run: () => void; ms: number }[];
  let context: Context;

  const set = (document: object): void => {
    policy = policySchema.parse(document);
  };
  const build = (): Context =>
    createContext({
      platform: createSimulatedPlatform({
        network: () => {
          asked.push('network');
          return network;
        },
        application: () => {
          asked.push('application');
          return application;
        },
      }),
      facts: store.facts,
      secret: new Uint8Array(32).fill(1),
      policy: () => policy,
      hours: () => {
        asked.push('hours');
        return Promise.resolve(Array<number>(24).fill(100));
      },
      now: () => wall,
      schedule: (run, ms) => {
        const timer = { run, ms };
        timers.push(timer);
        return () => void (timers = timers.filter((each) => each !== timer));
      },
      audit: (event) => events.push(auditEventSchema.parse(event)),
      onChange: () => (changes += 1),
    });
  /** Runs every timer that waits, once, and lets what it began end. */
  const look = async (): Promise<void> => {
    for (const { run } of timers.splice(0)) run();
    await new Promise((resolve) => setImmediate(resolve));
  };
  const bodies = (kind: AuditEvent['kind']): readonly unknown[] =>
    events.filter((event) => event.kind === kind).map(({ body }) => body);

  beforeEach(() => {
    store = unwrap(openAccess({ path: IN_MEMORY, key: null }));
    events = [];
    network = 'wired 02:fc:00:00:00:05';
    application = '/usr/bin/editor';
    wall = new Date(2026, 0, 5, 10).getTime();
    changes = 0;
    asked = [];
    timers = [];
    set({});
    context = build();
  });
  afterEach(() => {
    context.stop();
    store.close();
  });

  it('are not looked at while the policy gives them no weight', async () => {
    await context.start();
    await look();
    expect(asked).toEqual([]);
    expect([context.score(80).score, context.exclusion(), context.mode(), events]).toEqual([80, null, null, []]);
  });

  it('let a network gain trust by verified sessions, one each, and a code', async () => {
    set({ weights: { network: 0.5 }, network: { sessionsToTrust: 2 } });
    await context.start();
    expect(bodies('network-changed')).toEqual([
      { network: expect.stringMatching(/^[0-9a-f]{8}$/) as string, score: 0 },
    ]);
    expect(context.score(100).network).toBe(0);
    for (let session = 0; session < 2; session += 1) {
      context.sessionBegan();
      context.codePassed();
      context.sessionVerified();
      context.sessionVerified();
    }
    expect(context.score(100).network).toBeCloseTo(0.8);
    context.codePassed();
    expect(context.score(100)).toMatchObject({ network: 1, score: 100 });
    expect(bodies('network-trusted')).toMatchObject([{ by: 'employee' }]);
    // Kept across a restart, and never in the clear.
    context.stop();
    context = build();
    await context.start();
    expect(context.score(100).network).toBe(1);
    expect(JSON.stringify(events)).not.toContain('02:fc');
    network = 'wireless 0a:00:00:00:00:01';
    await look();
    expect(context.score(100).network).toBe(0);
    expect(changes).toBeGreaterThan(0);
    network = null;
    await look();
    expect(context.score(100).network).toBeNull();
  });

  it('trust a network without a code where the policy says so', async () => {
    set({ weights: { network: 0.5 }, network: { sessionsToTrust: 1, confirm: 'nothing' } });
    await context.start();
    context.sessionVerified();
    expect(context.score(100).network).toBe(1);
  });

  it('are confirmed and forgotten by calls, as far as there were enough sessions', async () => {
    set({ weights: { network: 0.5 }, network: { sessionsToTrust: 1 } });
    await context.start();
    const calls = context.calls(() => ok('employee'));
    expect(await calls['network.trust']({})).toMatchObject({ ok: false, code: 'not-allowed' });
    const byAdministrator = context.calls(() => ok('administrator'));
    expect(await byAdministrator['network.trust']({})).toMatchObject({ ok: true, value: { trusted: true } });
    const { current, known } = unwrap(await calls['network.show']({}));
    expect(known).toEqual([current]);
    expect(await calls['network.forget']({ id: current?.id ?? '' })).toMatchObject({ ok: true });
    expect(await calls['network.forget']({ id: 'none' })).toMatchObject({ ok: false, code: 'not-found' });
    expect(unwrap(await calls['network.show']({})).known).toEqual([]);
  });

  it('remember fifty networks, trusted ones longest', async () => {
    set({ weights: { network: 0.5 }, network: { sessionsToTrust: 1, confirm: 'nothing' } });
    await context.start();
    context.sessionVerified();
    for (let other = 0; other < 60; other += 1) {
      wall += 1_000;
      network = `wired ${String(other)}`;
      await look();
    }
    const { known } = unwrap(await context.calls(() => ok('user'))['network.show']({}));
    expect([known.length, known.filter(({ trusted }) => trusted).length]).toEqual([50, 1]);
  });

  it('exclude an application while it is in front, and say so without naming it', async () => {
    set({ applications: [{ id: applicationId('/usr/bin/game') }] });
    await context.start();
    expect(context.exclusion()).toBeNull();
    application = '/usr/bin/game';
    await look();
    expect(context.exclusion()).toBe('application');
    application = null;
    await look();
    expect(bodies('excluded')).toEqual([{ by: 'application' }, { by: 'nothing' }]);
    expect(changes).toBe(2);
    expect(timers.some(({ ms }) => ms === 1_000)).toBe(true);
  });

  it('exclude a time, and lay a mode over the policy', async () => {
    set({
      times: [
        { days: ['mon'], from: '12:00', to: '13:00', scoring: false },
        { days: ['mon'], from: '13:00', to: '14:00', mode: 'shadow' },
      ],
    });
    await context.start();
    wall = new Date(2026, 0, 5, 12, 30).getTime();
    await look();
    expect([context.exclusion(), context.mode()]).toEqual(['time', null]);
    wall = new Date(2026, 0, 5, 13, 30).getTime();
    await look();
    expect([context.exclusion(), context.mode()]).toEqual([null, 'shadow']);
    expect(bodies('excluded')).toEqual([{ by: 'time' }, { by: 'nothing' }]);
    expect(changes).toBe(2);
  });
});
