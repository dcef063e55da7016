import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { auditEventSchema, type AuditEvent } from '../../contract/audit.ts';
import { policySchema, type Policy } from '../../contract/policy.ts';
import { CodedError, err, ok, unwrap, type Result } from '../../contract/result.ts';
import { openAccess, type AccessStore } from '../access/access-store.ts';
import type { Facts } from '../access/facts.ts';
import { createAccommodation, type Accommodation } from './accommodation.ts';
import { createInactivity } from './inactivity.ts';
import { createRecheck, type Recheck } from './recheck.ts';
import { createResumeWatch } from './resume-watch.ts';

const KEY = new Uint8Array(32).fill(3);
const DAY_S = 86_400;
const HOUR_S = 3_600;

/** Two clocks and the timers that wait on the one that nobody can set. */
const createTime = () => {
  let wall = new Date(2026, 0, 5, 9).getTime();
  let monotonic = 1_000;
  let timers: { readonly run: () => void; readonly at: number }[] = [];
  let scheduled = 0;
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return {
    now: () => wall,
    monotonicMs: () => monotonic,
    timers: () => timers.length,
    /** Timers that were ever begun. */
    scheduled: () => scheduled,
    schedule: (run: () => void, ms: number) => {
      const timer = { run, at: monotonic + ms };
      timers.push(timer);
      scheduled += 1;
      return () => void (timers = timers.filter((each) => each !== timer));
    },
    /** What ran is killed. */
    kill: (): void => {
      timers = [];
    },
    /** Somebody sets the clock. */
    setClock: (seconds: number): void => {
      wall += seconds * 1_000;
    },
    /** Both clocks go on, second by second, and what was scheduled happens when it is due. */
    pass: async (seconds: number): Promise<void> => {
      for (let second = 0; second < seconds; second += 1) {
        wall += 1_000;
        monotonic += 1_000;
        const due = timers.filter(({ at }) => at <= monotonic);
        timers = timers.filter(({ at }) => at > monotonic);
        for (const { run } of due) run();
        if (due.length > 0) await settle();
      }
    },
    /** The machine sleeps: on Linux the monotonic clock stands still, elsewhere it goes on; timers wait either way. */
    sleep: async (seconds: number, goesOn: boolean): Promise<void> => {
      wall += seconds * 1_000;
      if (goesOn) monotonic += seconds * 1_000;
      await settle();
    },
  };
};

let folder = '';
let store: AccessStore;
let policy: Policy;
let events: AuditEvent[];
const audit = (event: AuditEvent): void => {
  events.push(auditEventSchema.parse(event));
};
/** What the disk does when it is full. */
const failing = (isFull: () => boolean): Facts => ({
  ...store.facts,
  set: (fact, value) => {
    if (isFull()) throw new CodedError('storage-unavailable', 'The disk is full.');
    store.facts.set(fact, value);
  },
});
const reopen = (): void => {
  store.close();
  store = unwrap(openAccess({ path: join(folder, 'access.db'), key: KEY }));
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-session-'));
  store = unwrap(openAccess({ path: join(folder, 'access.db'), key: KEY }));
  policy = policySchema.parse({});
  events = [];
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('inactivity', () => {
  const setUp = (
    options: {
      readonly limit?: number;
      readonly platformIdle?: () => number | null;
      readonly isBlind?: () => boolean;
      readonly lockFails?: boolean;
    } = {},
  ) => {
    const time = createTime();
    const locks: number[] = [];
    const state = {
      lastInput: null as number | null,
      since: time.monotonicMs(),
      isOpen: true,
      limit: options.limit ?? 60,
      asked: 0,
    };
    const inactivity = createInactivity({
      platformIdleMs: () => {
        state.asked += 1;
        return Promise.resolve(options.platformIdle?.() ?? null);
      },
      lastInputAt: () => state.lastInput,
      since: () => state.since,
      limitSeconds: () => state.limit,
      isOpen: () => state.isOpen,
      isBlind: options.isBlind ?? (() => false),
      monotonicMs: time.monotonicMs,
      schedule: time.schedule,
      onInactive: (seconds) => {
        locks.push(seconds);
        state.isOpen = options.lockFails === true;
      },
    });
    inactivity.start();
    return { time, locks, state, ...inactivity };
  };

  it('locks once the limit is reached, not before, and asks the system only then', async () => {
    const { time, locks, state } = setUp();
    await time.pass(59);
    expect([locks, state.asked]).toEqual([[], 0]);
    await time.pass(2);
    expect(locks).toEqual([60]);
    await time.pass(600);
    expect(locks).toHaveLength(1);
  });

  it('counts from the last input, whoever saw it', async () => {
    let platform: number | null = null;
    const { time, locks, state } = setUp({ platformIdle: () => platform });
    await time.pass(50);
    state.lastInput = time.monotonicMs();
    await time.pass(50);
    expect(locks).toEqual([]);
    // The sensor saw nothing, but the system did.
    platform = 5_000;
    await time.pass(60);
    expect(locks).toEqual([]);
    platform = 70_000;
    await time.pass(60);
    expect(locks).toHaveLength(1);
  });

  it('does not lock somebody who works, nor fail to lock, when the clock is set by a day', async () => {
    const { time, locks, state } = setUp();
    state.lastInput = time.monotonicMs();
    time.setClock(DAY_S);
    await time.pass(30);
    expect(locks).toEqual([]);
    time.setClock(-2 * DAY_S);
    await time.pass(31);
    expect(locks).toHaveLength(1);
  });

  it('locks nothing that is locked, and begins anew with the session', async () => {
    const { time, locks, state } = setUp();
    state.isOpen = false;
    await time.pass(600);
    expect(locks).toEqual([]);
    state.isOpen = true;
    state.since = time.monotonicMs();
    await time.pass(50);
    expect(locks).toEqual([]);
    await time.pass(30);
    expect(locks).toHaveLength(1);
  });

  it('believes the system alone while the sensor sees nothing, and nobody where the system does not say', async () => {
    let platform: number | null = null;
    let isBlind = true;
    const { time, locks } = setUp({ platformIdle: () => platform, isBlind: () => isBlind });
    await time.pass(600);
    expect(locks).toEqual([]);
    platform = 5_000;
    await time.pass(60);
    expect(locks).toEqual([]);
    platform = 61_000;
    await time.pass(60);
    expect(locks).toEqual([61]);
    platform = null;
    isBlind = false;
    await time.pass(60);
    expect(locks).toHaveLength(1);
  });

  it('says it again every minute while it is open still, and at once after somebody came and left', async () => {
    const { time, locks, state } = setUp({ lockFails: true });
    await time.pass(60 + 3 * 60 + 5);
    expect(locks).toEqual([60, 120, 180, 240]);
    state.lastInput = time.monotonicMs();
    await time.pass(61);
    expect(locks).toHaveLength(5);
    expect(locks.at(-1)).toBe(60);
  });

  it('wakes a machine that is left alone four times a minute at most', async () => {
    const { time, state } = setUp({ limit: 900 });
    state.isOpen = false;
    await time.pass(2 * HOUR_S);
    expect(time.scheduled()).toBeLessThan(2 * HOUR_S * (4 / 60) + 2);
    state.isOpen = true;
    const before = time.scheduled();
    await time.pass(HOUR_S);
    expect(time.scheduled() - before).toBeLessThan(HOUR_S * (4 / 60) + 2);
  });

  it('follows a limit that is lowered, and leaves no timer behind', async () => {
    const { time, locks, state, stop } = setUp({ limit: 900 });
    await time.pass(100);
    state.limit = 60;
    await time.pass(16);
    expect(locks).toHaveLength(1);
    stop();
    expect(time.timers()).toBe(0);
  });
});

describe('the wake-up of a machine', () => {
  const setUp = () => {
    const time = createTime();
    const slept: number[] = [];
    const watch = createResumeWatch({ ...time, onResumed: (seconds) => slept.push(seconds) });
    watch.start();
    return { time, slept, watch };
  };

  it.each([true, false])('is noticed where the monotonic clock goes on in sleep (%s)', async (goesOn) => {
    const { time, slept } = setUp();
    await time.pass(25);
    await time.sleep(2 * HOUR_S, goesOn);
    await time.pass(11);
    expect(slept).toHaveLength(1);
    expect(slept[0]).toBeGreaterThan(2 * HOUR_S - 15);
    await time.pass(60);
    expect(slept).toHaveLength(1);
  });

  it('is told once where the system tells it too', async () => {
    const { time, slept, watch } = setUp();
    await time.sleep(HOUR_S, false);
    watch.noted();
    await time.pass(30);
    expect(slept).toEqual([]);
  });

  it('is told once where the system tells it after the late timer', async () => {
    const { time, slept, watch } = setUp();
    await time.sleep(HOUR_S, false);
    await time.pass(12);
    watch.noted();
    await time.pass(60);
    expect(slept).toEqual([]);
    await time.sleep(HOUR_S, true);
    await time.pass(16);
    expect(slept).toHaveLength(1);
  });

  it('is what a clock set forward is taken for', async () => {
    const { time, slept } = setUp();
    time.setClock(DAY_S);
    await time.pass(16);
    expect(slept).toEqual([DAY_S]);
  });

  it('is no busy machine, and no clock set back', async () => {
    const { time, slept, watch } = setUp();
    await time.sleep(20, true);
    await time.pass(30);
    time.setClock(-DAY_S);
    await time.pass(30);
    expect(slept).toEqual([]);
    watch.stop();
    expect(time.timers()).toBe(0);
  });
});

describe('a code that is owed', () => {
  const create = (): Recheck => createRecheck({ facts: store.facts, policy: () => policy });

  it('is owed until it is given, across restarts', () => {
    let recheck = create();
    expect([recheck.owed(), recheck.after('start')]).toEqual([null, null]);
    recheck.owe('doubt');
    reopen();
    recheck = create();
    expect([recheck.owed(), recheck.after('start'), recheck.after('unlock')]).toEqual(['doubt', 'doubt', 'unlock']);
    recheck.settle();
    reopen();
    expect(create().owed()).toBeNull();
  });

  it.each([
    ['never', null, null],
    ['after-doubt', null, 'resume'],
    ['always', 'resume', 'resume'],
  ] as const)('is asked for after a wake-up as the policy says: %s', (codeAfterResume, without, owed) => {
    policy = policySchema.parse({ session: { codeAfterResume } });
    const recheck = create();
    expect(recheck.after('resume')).toBe(without);
    recheck.owe('doubt');
    expect(recheck.after('resume')).toBe(owed);
  });

  it('is asked for by a rule of its own after another user, and after an unlock', () => {
    policy = policySchema.parse({ session: { codeAfterUserSwitch: 'always', codeAfterUnlock: 'never' } });
    const recheck = create();
    expect([recheck.after('user-switch'), recheck.after('unlock')]).toEqual(['user-switch', null]);
  });

  it('is no longer owed for a doubt where an unlock settles one, but for everything else', () => {
    policy = policySchema.parse({ session: { codeAfterUnlock: 'never' } });
    const recheck = create();
    const left = (['doubt', 'unlock', 'resume', 'user-switch', 'accommodation', 'agent-death'] as const).map(
      (reason) => {
        recheck.owe(reason);
        return recheck.after('unlock');
      },
    );
    expect(left).toEqual([null, null, 'resume', 'user-switch', 'accommodation', 'agent-death']);
  });

  it('is owed for this run where the disk is full, and stored as soon as it can be', () => {
    let isFull = true;
    const faults: unknown[] = [];
    const recheck = createRecheck({
      facts: failing(() => isFull),
      policy: () => policy,
      onFault: (cause) => faults.push(cause),
    });
    recheck.owe('doubt');
    expect([recheck.owed(), recheck.after('unlock'), faults.length, create().owed()]).toEqual([
      'doubt',
      'unlock',
      1,
      null,
    ]);
    isFull = false;
    recheck.owe('doubt');
    expect(create().owed()).toBe('doubt');
    isFull = true;
    recheck.settle();
    expect([recheck.owed(), create().owed()]).toEqual([null, 'doubt']);
  });
});

describe('an accommodation', () => {
  interface Bench {
    readonly accommodation: Accommodation;
    readonly time: ReturnType<typeof createTime>;
    changes: number;
    codes: number;
    faults: number;
    isAttended: boolean;
    isFull: boolean;
  }
  const setUp = (time = createTime()): Bench => {
    const bench: Bench = {
      time,
      changes: 0,
      codes: 0,
      faults: 0,
      isAttended: true,
      isFull: false,
      accommodation: createAccommodation({
        facts: failing(() => bench.isFull),
        policy: () => policy,
        now: time.now,
        monotonicMs: time.monotonicMs,
        schedule: time.schedule,
        audit,
        isAttended: () => bench.isAttended,
        onChange: () => (bench.changes += 1),
        onCodeDue: () => (bench.codes += 1),
        onFault: () => (bench.faults += 1),
      }),
    };
    bench.accommodation.start();
    return bench;
  };
  const asAdministrator = (): Result<string> => ok('administrator');

  it('takes an administrator, at most the days of the policy, and records until when and by whom, nothing else', async () => {
    const { accommodation, time, changes } = setUp();
    expect(changes).toBe(0);
    const refusing = accommodation.calls((need) =>
      need === 'administrator' ? err('needs-administrator', 'no') : ok('user'),
    );
    expect(await refusing['accommodation.grant']({ days: 10 })).toMatchObject({
      ok: false,
      code: 'needs-administrator',
    });
    const calls = accommodation.calls(asAdministrator);
    expect(await calls['accommodation.grant']({ days: 91 })).toMatchObject({ ok: false, code: 'not-allowed' });
    const { until } = unwrap(await calls['accommodation.grant']({ days: 10 }));
    expect(Date.parse(until)).toBe(time.now() + 10 * DAY_S * 1_000);
    expect(events).toEqual([{ kind: 'accommodation-began', body: { until, by: 'administrator' } }]);
    const stored = store.facts.get({ name: 'session.accommodation', schema: z.unknown() });
    expect(stored).toEqual({ until: Date.parse(until), by: 'administrator' });
    expect(unwrap(await calls['accommodation.show']({}))).toEqual({ until });
    expect(await refusing['accommodation.end']({})).toMatchObject({ ok: false, code: 'needs-administrator' });
    expect(accommodation.isActive()).toBe(true);
  });

  it('survives a restart, and ends by itself also when the machine slept over its end', async () => {
    const first = setUp();
    unwrap(await first.accommodation.calls(asAdministrator)['accommodation.grant']({ days: 1 }));
    first.accommodation.stop();
    reopen();
    const bench = setUp(first.time);
    expect(bench.accommodation.isActive()).toBe(true);
    await bench.time.sleep(2 * DAY_S, false);
    await bench.time.pass(61);
    expect(bench.accommodation.until()).toBeNull();
    expect(events.at(-1)).toEqual({ kind: 'accommodation-ended', body: { by: 'timer' } });
    expect(bench.changes).toBe(1);
    reopen();
    expect(setUp(first.time).accommodation.isActive()).toBe(false);
  });

  it('is over at once at a start after its end', async () => {
    const first = setUp();
    unwrap(await first.accommodation.calls(asAdministrator)['accommodation.grant']({ days: 1 }));
    first.accommodation.stop();
    first.time.setClock(DAY_S);
    const bench = setUp(first.time);
    expect([bench.accommodation.isActive(), bench.changes]).toEqual([false, 1]);
  });

  it('is made no longer by a clock set back a day, and over when it is set forward past its end', async () => {
    const back = setUp();
    unwrap(await back.accommodation.calls(asAdministrator)['accommodation.grant']({ days: 1 }));
    back.time.setClock(-DAY_S);
    await back.time.pass(DAY_S - 60);
    expect(back.accommodation.isActive()).toBe(true);
    await back.time.pass(120);
    expect(back.accommodation.isActive()).toBe(false);
    back.accommodation.stop();

    const forward = setUp();
    unwrap(await forward.accommodation.calls(asAdministrator)['accommodation.grant']({ days: 1 }));
    forward.time.setClock(DAY_S);
    await forward.time.pass(61);
    expect(forward.accommodation.isActive()).toBe(false);
  });

  it('ends in time where the disk is full, too', async () => {
    const bench = setUp();
    unwrap(await bench.accommodation.calls(asAdministrator)['accommodation.grant']({ days: 1 }));
    bench.isFull = true;
    await bench.time.sleep(DAY_S, false);
    await bench.time.pass(61);
    expect(bench.accommodation.isActive()).toBe(false);
    expect(bench.faults).toBeGreaterThan(0);
    bench.accommodation.stop();
    const next = setUp(bench.time);
    expect(next.accommodation.isActive()).toBe(false);
  });

  it('is not granted where it cannot be stored', () => {
    const bench = setUp();
    bench.isFull = true;
    expect(() => bench.accommodation.calls(asAdministrator)['accommodation.grant']({ days: 1 })).toThrow('full');
    expect([bench.accommodation.isActive(), events, bench.changes]).toEqual([false, [], 0]);
  });

  it('ends early by an administrator', async () => {
    const { accommodation } = setUp();
    const calls = accommodation.calls(asAdministrator);
    expect(await calls['accommodation.end']({})).toMatchObject({ ok: false, code: 'not-found' });
    await calls['accommodation.grant']({ days: 1 });
    unwrap(await calls['accommodation.end']({}));
    expect([accommodation.isActive(), events.at(-1)?.kind]).toEqual([false, 'accommodation-ended']);
  });

  it('asks for a code after hours of work, counted while somebody is there, and from the last code on', async () => {
    policy = policySchema.parse({ accommodation: { codeEveryHours: 1 } });
    const bench = setUp();
    unwrap(await bench.accommodation.calls(asAdministrator)['accommodation.grant']({ days: 1 }));
    await bench.time.pass(HOUR_S / 2);
    bench.isAttended = false;
    await bench.time.pass(2 * HOUR_S);
    expect(bench.codes).toBe(0);
    bench.isAttended = true;
    await bench.time.pass(HOUR_S / 2 - 60);
    bench.accommodation.codePassed();
    await bench.time.pass(HOUR_S - 60);
    expect(bench.codes).toBe(0);
    await bench.time.pass(121);
    expect(bench.codes).toBe(1);
    bench.accommodation.stop();
    expect(bench.time.timers()).toBe(0);
  });

  it('counts work across restarts, and sleep is none', async () => {
    policy = policySchema.parse({ accommodation: { codeEveryHours: 1 } });
    const first = setUp();
    unwrap(await first.accommodation.calls(asAdministrator)['accommodation.grant']({ days: 1 }));
    await first.time.pass(HOUR_S / 2);
    await first.time.sleep(3 * HOUR_S, true);
    await first.time.pass(120);
    expect(first.codes).toBe(0);
    first.accommodation.stop();
    reopen();
    const bench = setUp(first.time);
    await bench.time.pass(HOUR_S / 2 + 60);
    expect(bench.codes).toBe(1);
    // A kill loses less than the ten minutes that are stored at once.
    await bench.time.pass(HOUR_S / 2);
    bench.time.kill();
    reopen();
    const again = setUp(first.time);
    await again.time.pass(HOUR_S / 2 + 11 * 60);
    expect(again.codes).toBe(1);
  });
});
