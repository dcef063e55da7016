/** Rules of the session in a whole agent, with a workstation in memory and clocks that the test moves. */
import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import type { AuditEvent } from '../../contract/audit.ts';
import { zeroCounts, type EventBatch } from '../../contract/events.ts';
import { policySchema } from '../../contract/policy.ts';
import { unwrap } from '../../contract/result.ts';
import { until } from '../../tests/support/dbus.ts';
import { copyBatch, inBatches, sitting } from '../../tests/support/simulated-input.ts';
import type { SensorHandlers } from '../agent-ports.ts';
import { startAgent } from '../agent.ts';
import { createEngine, type Engine } from '../engine/engine.ts';
import { FEATURE_COUNTS } from '../engine/learner.ts';
import { shippedPopulation } from '../engine/population.ts';
import { createSimulatedPlatform } from '../platform/simulated.ts';
import { fixedPolicy } from '../policy/fixed-policy.ts';
import { inProcessEngine } from '../replay/in-process-engine.ts';
import { standalonePorts } from '../replay/standalone-ports.ts';
import { openBehaviourStore } from '../store/behaviour-store.ts';
import { IN_MEMORY } from '../store/database.ts';

const OWNER = 4;
const STRANGER = 5;
const SITTING = { keystrokes: 600, pointerActions: 0 };
const PASSPHRASE = 'a long passphrase';
const MINUTE_S = 60;
const DAY_S = 86_400;

const build = async (rules: Readonly<Record<string, unknown>> = {}) => {
  const policy = policySchema.parse({ mode: 'enforce', enforceWhen: 'established', ...rules });
  const platform = createSimulatedPlatform();
  const records: AuditEvent[] = [];
  const store = unwrap(openBehaviourStore({ path: IN_MEMORY, key: null, features: FEATURE_COUNTS }));
  let nowMs = Date.UTC(2026, 0, 5, 9);
  let timers: { readonly at: number; readonly run: () => void }[] = [];
  let ids = 0;
  let seq = 0;
  let engine: Engine | undefined;
  let handlers: SensorHandlers | undefined;
  const newId = (): string => String((ids += 1));
  const running = { state: 'running', reason: '', pid: 1, restarts: 0, dropped: 0 } as const;
  const agent = await startAgent({
    ...standalonePorts(),
    createSensor: (given) => {
      handlers = given;
      const start = (): Promise<void> => {
        given.onState(running);
        return Promise.resolve();
      };
      return { start, stop: () => Promise.resolve(), status: () => ({ ...running, counts: zeroCounts() }) };
    },
    createEngine: (initial, emit) => {
      const population = shippedPopulation();
      engine = createEngine({ store, policy: initial, user: 'u', population, seed: 1, now: () => nowMs, newId, emit });
      return Promise.resolve(inProcessEngine(engine));
    },
    platform,
    audit: (event) => records.push(event),
    policies: fixedPolicy(policy),
    now: () => nowMs,
    monotonicMs: () => nowMs,
    schedule: (run, ms) => {
      const timer = { at: nowMs + ms, run };
      timers.push(timer);
      return () => void (timers = timers.filter((each) => each !== timer));
    },
    newId,
    version: 'test',
    onFault: (cause) => {
      throw cause;
    },
  });
  if (engine === undefined || handlers === undefined) throw new Error('the agent did not start its parts');
  const learner = engine;
  const { onBatch } = handlers;

  const play = async (person: number, day: number): Promise<void> => {
    const batches: EventBatch[] = [];
    inBatches(sitting(person, day, SITTING), (batch) => batches.push(copyBatch(batch)));
    for (const batch of batches) {
      onBatch({ ...batch, seq });
      seq += 1;
      await agent.settled();
    }
  };
  /** What timers do once so many seconds are over. */
  const pass = async (seconds: number): Promise<void> => {
    const end = nowMs + seconds * 1_000;
    for (;;) {
      const [next] = timers.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at);
      if (next === undefined) break;
      timers = timers.filter((each) => each !== next);
      nowMs = Math.max(nowMs, next.at);
      next.run();
      await new Promise((resolve) => setImmediate(resolve));
    }
    nowMs = end;
    await agent.settled();
  };
  const lastOf = (kind: AuditEvent['kind']): AuditEvent['body'] | undefined =>
    records.findLast((record) => record.kind === kind)?.body;
  return {
    agent,
    engine: learner,
    platform,
    records,
    play,
    pass,
    lastOf,
    count: (kind: AuditEvent['kind']): number => records.filter((record) => record.kind === kind).length,
    learn: async (): Promise<void> => {
      for (const day of [1, 2, 3]) await play(OWNER, day);
      learner.trainNow();
    },
    /** Sets an authenticator up, and answers with codes of it. */
    authenticator: async (): Promise<() => string> => {
      const { secret } = unwrap(await agent.calls['step-up.authenticator.begin']({}));
      const totp = new TOTP({ secret: Secret.fromBase32(secret) });
      const code = (): string => totp.generate({ timestamp: nowMs });
      unwrap(await agent.calls['step-up.authenticator.confirm']({ code: code() }));
      return code;
    },
    /** A grant of the administrator, whose passphrase is set first. */
    administrator: async (): Promise<string> => {
      unwrap(await agent.calls['role.set']({ role: 'administrator', passphrase: PASSPHRASE }));
      return unwrap(await agent.calls.authorise({ as: 'administrator', passphrase: PASSPHRASE })).grant;
    },
  };
};

describe('a workstation that is left alone', () => {
  it('is locked after the time of the policy, also while nothing may be judged yet or watching is paused', async () => {
    const bench = await build({ session: { inactivityLockSeconds: 300 } });
    await bench.pass(299);
    expect(bench.count('inactive')).toBe(0);
    await bench.pass(2);
    expect([bench.lastOf('inactive'), bench.agent.status().state]).toEqual([{ idleSeconds: 300 }, 'locked']);
    bench.platform.unlock();
    unwrap(await bench.agent.calls.pause({ minutes: 30 }));
    await bench.pass(301);
    expect([bench.count('inactive'), bench.agent.status().state]).toEqual([2, 'locked']);
    await bench.agent.stop('test');
  });

  it('is not where the mode is one that never acts', async () => {
    const bench = await build({ mode: 'shadow' });
    await bench.pass(DAY_S / 24);
    expect(bench.count('inactive')).toBe(0);
    await bench.agent.stop('test');
  });
});

describe('a session that comes back', () => {
  it('asks for a code after another user, and after sleep, as the policy says, and settles with it', async () => {
    const bench = await build({ session: { codeAfterUserSwitch: 'always', codeAfterResume: 'always' } });
    const code = await bench.authenticator();
    const asked = async () => unwrap(await bench.agent.calls['code.state']({})).prompt?.reason ?? null;
    bench.platform.switchAway();
    expect(await asked()).toBeNull();
    bench.platform.switchBack();
    expect([await asked(), bench.count('user-switched')]).toEqual(['user-switch', 2]);
    await bench.pass(31);
    expect(unwrap(await bench.agent.calls['code.answer']({ code: code() })).outcome).toBe('passed');
    expect(await asked()).toBeNull();
    bench.platform.sleep();
    expect([await asked(), bench.lastOf('system-resumed')]).toEqual(['resume', { sleptSeconds: null }]);
    await bench.agent.stop('test');
  });

  it('asks after the unlock where it was locked when it came back', async () => {
    const bench = await build({ session: { codeAfterResume: 'always', codeAfterUnlock: 'never' } });
    await bench.authenticator();
    bench.platform.lockByHand();
    bench.platform.sleep();
    expect(unwrap(await bench.agent.calls['code.state']({})).prompt).toBeNull();
    bench.platform.unlock();
    expect(unwrap(await bench.agent.calls['code.state']({})).prompt?.reason).toBe('resume');
    await bench.agent.stop('test');
  });

  it('cannot be spared the code by locking and unlocking while it is asked for', async () => {
    const bench = await build({ session: { codeAfterResume: 'always', codeAfterUnlock: 'never' } });
    await bench.authenticator();
    bench.platform.sleep();
    bench.platform.lockByHand();
    bench.platform.unlock();
    expect(unwrap(await bench.agent.calls['code.state']({})).prompt?.reason).toBe('resume');
    await bench.agent.stop('test');
  });
});

describe('an accommodated user', () => {
  it('is neither judged nor learned, and afterwards the same profile is in force', async () => {
    const bench = await build();
    await bench.learn();
    const grant = await bench.administrator();
    unwrap(await bench.agent.calls['accommodation.grant']({ days: 2, grant }));
    expect(bench.agent.status()).toMatchObject({ state: 'accommodated' });
    // What still waited was learned when the engine stopped attending.
    const { profile } = bench.engine;
    const before = profile();
    const { actions } = bench.engine;
    const decisions = bench.count('decision');
    for (const day of [1, 2]) await bench.play(STRANGER, day);
    expect(bench.engine.actions).toBe(actions);
    expect(profile()).toEqual(before);
    expect([bench.count('decision'), bench.agent.status().session]).toMatchObject([
      decisions,
      { prompts: 0, locks: 0 },
    ]);

    unwrap(await bench.agent.calls['accommodation.end']({ grant }));
    expect(profile().modalities).toEqual(before.modalities);
    await bench.play(OWNER, 4);
    expect(bench.agent.status()).toMatchObject({ state: 'watching' });
    await bench.play(STRANGER, 3);
    expect(bench.agent.status().state).toBe('locked');
    await bench.agent.stop('test');
  });

  it('is locked out sooner when nobody is there, and asked for a code after hours of work', async () => {
    const bench = await build({ accommodation: { inactivityLockSeconds: 120, codeEveryHours: 0.5 } });
    await bench.authenticator();
    const grant = await bench.administrator();
    unwrap(await bench.agent.calls['accommodation.grant']({ days: 2, grant }));
    await bench.pass(121);
    expect([bench.lastOf('inactive'), bench.agent.status().state]).toEqual([{ idleSeconds: 120 }, 'locked']);
    bench.platform.unlock();
    let day = 0;
    await until('a code that is due', async () => {
      await bench.play(OWNER, (day += 1));
      await bench.pass(MINUTE_S);
      return bench.lastOf('code-asked');
    });
    expect(bench.lastOf('code-asked')).toMatchObject({ reason: 'accommodation' });
    expect(day).toBeGreaterThan(25);
    await bench.agent.stop('test');
  });
});
