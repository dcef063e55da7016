import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { auditEventSchema, type AuditEvent } from '../../contract/audit.ts';
import { policySchema, type Policy } from '../../contract/policy.ts';
import { CodedError, err, ok, unwrap } from '../../contract/result.ts';
import { openAccess, type AccessStore } from '../access/access-store.ts';
import type { Facts } from '../access/facts.ts';
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

  it('is never above trust, and falls with it', () => {
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
        },
      ),
    );
  });

  it('is never raised by circumstances, and falls the stranger they are', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 100, noNaN: true }), share, share, weight, (trust, one, other, network) => {
        const weights = { behaviour: 1, network, timeOfDay: 1 };
        const scoreIn = (familiarity: number): number =>
          compositeScore(trust, { network: familiarity, timeOfDay: 0.5 }, weights).score;
        expect(scoreIn(Math.min(one, other))).toBeLessThanOrEqual(scoreIn(Math.max(one, other)));
      }),
    );
  });

  it('asks for no code by circumstances alone, under any policy that is valid', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        weight,
        weight,
        fc.double({ min: 1, max: 99, noNaN: true }),
        fc.boolean(),
        maybe,
        maybe,
        (behaviour, network, timeOfDay, limit, isAtLimit, one, other) => {
          const weights = { behaviour, network, timeOfDay };
          const most = (100 * behaviour) / (behaviour + network + timeOfDay);
          // Also as near below the largest limit that is valid as numbers can be.
          const promptBelow = isAtLimit ? most * (1 - Number.EPSILON) : limit;
          fc.pre(policySchema.safeParse({ weights, promptBelow, lockBelow: 0 }).success);
          for (const circumstances of [
            { network: 0, timeOfDay: 0 },
            { network: one, timeOfDay: other },
          ]) {
            const { score } = compositeScore(100, circumstances, weights);
            expect(levelOf('trusted', score, { promptBelow, lockBelow: 0 })).toBe('trusted');
          }
        },
      ),
      { numRuns: 2_000 },
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

  describe('on the days on which clocks change', () => {
    const early = { days: ['sun' as const], from: '02:15', to: '03:30', mode: null, scoring: false };
    const holds = (time: string): boolean => ruleAt([early], new Date(time)) !== null;
    beforeEach(() => {
      vi.stubEnv('TZ', 'Europe/Berlin');
    });
    afterEach(() => {
      vi.unstubAllEnvs();
    });

    it('hold for what is left of their time in spring', () => {
      // 01:59 is followed by 03:00.
      expect(['2026-03-29T00:59Z', '2026-03-29T01:00Z', '2026-03-29T01:29Z', '2026-03-29T01:30Z'].map(holds)).toEqual([
        false,
        true,
        true,
        false,
      ]);
    });

    it('hold in both hours of the same name in autumn', () => {
      // 02:59 is followed by 02:00.
      const times = [
        '2026-10-25T00:14Z',
        '2026-10-25T00:15Z',
        '2026-10-25T01:14Z',
        '2026-10-25T01:15Z',
        '2026-10-25T02:30Z',
      ];
      expect(times.map(holds)).toEqual([false, true, false, true, false]);
    });

    it('end over midnight by the clock on the wall', () => {
      const night = { ...early, days: ['sat' as const], from: '22:00', to: '06:00' };
      const nights = ['2026-03-28T21:00Z', '2026-03-29T03:59Z', '2026-03-29T04:00Z'];
      expect(nights.map((time) => ruleAt([night], new Date(time)) !== null)).toEqual([true, true, false]);
    });
  });

  it('last a whole day where they end when they began', () => {
    const day = { ...lunch, days: ['fri' as const], to: '12:00' };
    const times = [at(9, 11, 59), at(9, 12), at(10, 11, 59), at(10, 12)];
    expect(times.map((time) => ruleAt([day], time) !== null)).toEqual([false, true, true, false]);
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
  /** Whether the system does not answer which application is in front. */
  let hanging: boolean;
  let timers: { run: () => void; ms: number }[];
  let context: Context;

  const set = (document: object): void => {
    policy = policySchema.parse(document);
  };
  const build = (facts = store.facts): Context => {
    const platform = createSimulatedPlatform({
      network: () => {
        asked.push('network');
        return network;
      },
      application: () => {
        asked.push('application');
        return application;
      },
    });
    return createContext({
      platform: {
        network: platform.network,
        foregroundApplication: () => {
          const answer = platform.foregroundApplication();
          return hanging ? new Promise(() => undefined) : answer;
        },
      },
      facts,
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
  };
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const start = async (): Promise<void> => {
    await context.start();
    await settle();
  };
  /** So many seconds pass, and what was begun in each ends; the network has its turn every ten. */
  const look = async (seconds = 10): Promise<void> => {
    for (let second = 0; second < seconds; second += 1) {
      for (const { run } of timers.splice(0)) run();
      await settle();
    }
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
    hanging = false;
    timers = [];
    set({});
    context = build();
  });
  afterEach(() => {
    context.stop();
    store.close();
  });

  it('are not looked at while the policy gives them no weight', async () => {
    await start();
    await look(700);
    expect(asked).toEqual([]);
    expect([context.score(80).score, context.exclusion(), context.mode(), events]).toEqual([80, null, null, []]);
  });

  it('let a network gain trust by verified sessions, one each, and a code', async () => {
    set({ weights: { network: 0.5 }, network: { sessionsToTrust: 2 } });
    await start();
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
    await start();
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

  it('count one session in each network in which the user was verified', async () => {
    set({ weights: { network: 0.5 } });
    await start();
    context.sessionVerified();
    network = null;
    await look();
    context.sessionVerified();
    network = 'wireless 0a:00:00:00:00:01';
    await look();
    context.sessionVerified();
    context.sessionVerified();
    network = 'wired 02:fc:00:00:00:05';
    await look();
    context.sessionVerified();
    const { known } = unwrap(await context.calls(() => ok('user'))['network.show']({}));
    expect(known.map(({ verifiedSessions }) => verifiedSessions)).toEqual([1, 1]);
  });

  it('go on, and count, when the disk fails; only what was asked for is refused', async () => {
    set({ weights: { network: 0.5 }, network: { sessionsToTrust: 1 } });
    let isFull = true;
    const { facts } = store;
    const full: Facts = {
      ...facts,
      set: (fact, value) => {
        if (isFull) throw new CodedError('storage-unavailable', 'The disk is full.');
        facts.set(fact, value);
      },
    };
    context = build(full);
    await start();
    context.sessionVerified();
    expect(context.score(100).network).toBeCloseTo(0.8);
    const {
      'network.trust': trust,
      'network.forget': forget,
      'network.show': show,
    } = context.calls(() => ok('employee'));
    const { current } = unwrap(await show({}));
    expect(current).toMatchObject({ awaitsConfirmation: true, verifiedSessions: 1 });
    const refused = { ok: false, code: 'storage-unavailable' };
    expect(await trust({})).toMatchObject(refused);
    expect(await forget({ id: current?.id ?? '' })).toMatchObject(refused);
    context.codePassed();
    expect([context.score(100).network, bodies('network-trusted')]).toEqual([0.8, []]);
    isFull = false;
    context.codePassed();
    expect(context.score(100).network).toBe(1);
    context.stop();
    context = build();
    await start();
    expect(context.score(100).network).toBe(1);
  });

  it('trust a network without a code where the policy says so', async () => {
    set({ weights: { network: 0.5 }, network: { sessionsToTrust: 1, confirm: 'nothing' } });
    await start();
    context.sessionVerified();
    expect(context.score(100).network).toBe(1);
  });

  it('are confirmed and forgotten by calls, as far as there were enough sessions', async () => {
    set({ weights: { network: 0.5 }, network: { sessionsToTrust: 1 } });
    await start();
    const calls = context.calls(() => ok('employee'));
    expect(await calls['network.trust']({})).toMatchObject({ ok: false, code: 'not-allowed' });
    const byAdministrator = context.calls(() => ok('administrator'));
    expect(await byAdministrator['network.trust']({})).toMatchObject({ ok: true, value: { trusted: true } });
    const { current, known } = unwrap(await calls['network.show']({}));
    expect(known).toEqual([current]);
    expect(await calls['network.forget']({ id: current?.id ?? '' })).toMatchObject({ ok: true });
    expect(await calls['network.forget']({ id: 'none' })).toMatchObject({ ok: false, code: 'not-found' });
    expect(unwrap(await calls['network.show']({})).known).toEqual([]);
    await look();
    expect(unwrap(await calls['network.show']({})).current).toMatchObject({ trusted: false, verifiedSessions: 0 });
    expect(bodies('network-forgotten')).toEqual([{ network: current?.id, by: 'employee' }]);
  });

  it('take no call about networks without the proof it needs, or where none is looked at', async () => {
    const needed: unknown[] = [];
    const calls = context.calls((need, grant) => {
      needed.push([need, grant]);
      return err('needs-code', 'This takes a one-time code.');
    });
    expect(await calls['network.trust']({ grant: 'g' })).toMatchObject({ ok: false, code: 'not-allowed' });
    set({ weights: { network: 0.5 } });
    network = null;
    await start();
    expect(await calls['network.trust']({ grant: 'g' })).toMatchObject({ ok: false, code: 'needs-code' });
    expect(await calls['network.forget']({ id: 'x' })).toMatchObject({ ok: false, code: 'needs-code' });
    expect(needed).toEqual([
      ['code', 'g'],
      ['code', undefined],
    ]);
    const byCode = context.calls(() => ok('employee'));
    expect(await byCode['network.trust']({})).toMatchObject({ ok: false, code: 'not-found' });
  });

  it('remember fifty networks, trusted ones longest', async () => {
    set({ weights: { network: 0.5 }, network: { sessionsToTrust: 1, confirm: 'nothing' } });
    await start();
    context.sessionVerified();
    for (let other = 0; other < 60; other += 1) {
      wall += 1_000;
      network = `wired ${String(other)}`;
      await look();
    }
    const { known } = unwrap(await context.calls(() => ok('user'))['network.show']({}));
    expect([known.length, known.filter(({ trusted }) => trusted).length]).toEqual([50, 1]);
  });

  it('never let go of the network they are in, though fifty others are trusted', async () => {
    set({ weights: { network: 0.5 }, network: { sessionsToTrust: 1, confirm: 'nothing' } });
    await start();
    for (let other = 0; other < 50; other += 1) {
      wall += 1_000;
      network = `wired ${String(other)}`;
      await look();
      context.sessionBegan();
      context.sessionVerified();
    }
    wall -= 86_400_000;
    network = 'wired strange';
    await look();
    expect(context.score(100).network).toBe(0);
    const { known } = unwrap(await context.calls(() => ok('user'))['network.show']({}));
    expect([known.length, known.filter(({ trusted }) => trusted).length]).toEqual([50, 49]);
  });

  it('exclude an application while it is in front, and say so without naming it', async () => {
    set({ applications: [{ id: applicationId('/usr/bin/game') }] });
    await start();
    expect(context.exclusion()).toBeNull();
    application = '/usr/bin/game';
    await look();
    expect(context.exclusion()).toBe('application');
    application = null;
    await look();
    expect(bodies('excluded')).toEqual([{ by: 'application' }, { by: 'nothing' }]);
    expect(changes).toBe(2);
    expect(JSON.stringify(events)).not.toMatch(/game|editor/);
    expect(asked).toHaveLength(21);
  });

  it('judge again when an excluded application cannot be told any more, and when its rule is gone', async () => {
    const rules = { applications: [{ id: applicationId('/usr/bin/game') }] };
    set(rules);
    application = '/usr/bin/game';
    await start();
    expect(context.exclusion()).toBe('application');
    hanging = true;
    await look(7);
    expect([context.exclusion(), asked.length]).toEqual([null, 2]);
    hanging = false;
    application = '/usr/bin/game';
    context.stop();
    context = build();
    await start();
    expect(context.exclusion()).toBe('application');
    set({});
    expect(context.exclusion()).toBeNull();
    await look(1);
    expect(bodies('excluded').at(-1)).toEqual({ by: 'nothing' });
  });

  it('follow a policy that is changed within a second', async () => {
    await start();
    application = '/usr/bin/game';
    set({
      applications: [{ id: applicationId('/usr/bin/game') }],
      weights: { behaviour: 3, network: 0.5, timeOfDay: 0.5 },
    });
    await look(1);
    expect(asked).toEqual(['network', 'application', 'hours']);
    expect(context.exclusion()).toBe('application');
    expect(context.score(90)).toEqual({ score: 80, behaviour: 0.9, network: 0, timeOfDay: 1 });
    set({});
    await look(1);
    expect([context.exclusion(), context.score(90).network]).toEqual([null, null]);
    expect(bodies('network-changed').at(-1)).toEqual({ network: null, score: null });
    await look(20);
    expect(asked).toHaveLength(3);
  });

  it('do nothing more once stopped, and take no answer that comes late', async () => {
    set({ weights: { network: 0.5 }, applications: [{ id: applicationId('/usr/bin/game') }] });
    application = '/usr/bin/game';
    const started = context.start();
    context.stop();
    await started;
    await settle();
    expect([timers, events, changes, context.exclusion()]).toEqual([[], [], 0, null]);
  });

  it('exclude a time, and lay a mode over the policy', async () => {
    set({
      times: [
        { days: ['mon'], from: '12:00', to: '13:00', scoring: false },
        { days: ['mon'], from: '13:00', to: '14:00', mode: 'shadow' },
      ],
    });
    await start();
    wall = new Date(2026, 0, 5, 12, 30).getTime();
    await look();
    expect([context.exclusion(), context.mode()]).toEqual(['time', null]);
    wall = new Date(2026, 0, 5, 13, 30).getTime();
    await look();
    expect([context.exclusion(), context.mode()]).toEqual([null, 'shadow']);
    expect(bodies('excluded')).toEqual([{ by: 'time' }, { by: 'nothing' }]);
    expect(changes).toBe(2);
    expect(timers.map(({ ms }) => ms)).toEqual([1_000]);
    expect(asked).toEqual([]);
  });
});
