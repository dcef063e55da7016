/** What rules do to the agent beside doubt: codes, inactivity, exclusion, accommodation, ends by force. Real engine and services. */
import { TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import type { AuditEvent } from '../contract/audit.ts';
import { CONSENT_VERSION } from '../contract/consent.ts';
import { zeroCounts, type EventBatch } from '../contract/events.ts';
import { policySchema } from '../contract/policy.ts';
import { unwrap } from '../contract/result.ts';
import { copyBatch, inBatches, sitting } from '../tests/support/simulated-input.ts';
import type { AgentPorts, SensorHandlers } from './agent-ports.ts';
import { startAgent } from './agent.ts';
import { applicationId } from './context/application-rules.ts';
import { createEngine, type Engine } from './engine/engine.ts';
import { FEATURE_COUNTS } from './engine/learner.ts';
import { shippedPopulation } from './engine/population.ts';
import type { GuardOrders } from './guard/guard-orders.ts';
import { createSimulatedPlatform } from './platform/simulated.ts';
import { fixedPolicy } from './policy/fixed-policy.ts';
import { inProcessEngine } from './replay/in-process-engine.ts';
import { standalonePorts } from './replay/standalone-ports.ts';
import { openBehaviourStore } from './store/behaviour-store.ts';
import { IN_MEMORY } from './store/database.ts';

const OWNER = 4;
const STRANGER = 5;
const SITTING = { keystrokes: 600, pointerActions: 0 };
const PASSPHRASE = 'a long passphrase';

const build = async (document: object = {}, more: Partial<AgentPorts> = {}) => {
  let application: string | null = null;
  const platform = createSimulatedPlatform({ application: () => application });
  const records: AuditEvent[] = [];
  const guards: GuardOrders['response'][] = [];
  const store = unwrap(openBehaviourStore({ path: IN_MEMORY, key: null, features: FEATURE_COUNTS }));
  let timers: { readonly at: number; readonly run: () => void }[] = [];
  let elapsed = 0;
  let ids = 0;
  let seq = 0;
  let quits = 0;
  let handlers: SensorHandlers | undefined;
  let engine: Engine | undefined;
  const now = (): number => Date.UTC(2026, 0, 5, 9) + elapsed;
  const newId = (): string => `id-${String((ids += 1))}`;
  const sensor = { state: 'running', reason: '', pid: 1, restarts: 0, dropped: 0 } as const;
  const agent = await startAgent({
    ...standalonePorts(),
    createSensor: (given) => {
      handlers = given;
      return {
        start: () => {
          given.onState(sensor);
          return Promise.resolve();
        },
        stop: () => Promise.resolve(),
        status: () => ({ ...sensor, counts: zeroCounts() }),
      };
    },
    createEngine: (policy, emit) => {
      engine = createEngine({ store, policy, user: 'u', population: shippedPopulation(), seed: 1, now, newId, emit });
      return Promise.resolve(inProcessEngine(engine));
    },
    platform,
    audit: (event) => records.push(event),
    policies: fixedPolicy(policySchema.parse({ enforceWhen: 'established', ...document })),
    guard: { update: (response) => guards.push(response), stop: () => guards.push('none') },
    now,
    monotonicMs: () => elapsed,
    schedule: (run, ms) => {
      const timer = { at: elapsed + ms, run };
      timers.push(timer);
      return () => void (timers = timers.filter((each) => each !== timer));
    },
    newId,
    version: 'test',
    onFault: (cause) => {
      throw cause;
    },
    onQuit: () => (quits += 1),
    ...more,
  });
  if (engine === undefined || handlers === undefined) throw new Error('the agent did not start its parts');
  const { onBatch, onDied } = handlers;
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const bench = {
    agent,
    engine,
    platform,
    records,
    guards,
    die: onDied,
    quits: () => quits,
    kinds: (): string[] => records.map(({ kind }) => kind),
    bodies: (kind: AuditEvent['kind']) => records.filter((event) => event.kind === kind).map(({ body }) => body),
    front: (path: string | null): void => {
      application = path;
    },
    /** Time goes on, and what is due happens in order. */
    pass: async (seconds: number): Promise<void> => {
      const end = elapsed + seconds * 1_000;
      for (;;) {
        const next = timers.toSorted((a, b) => a.at - b.at)[0];
        if (next === undefined || next.at > end) break;
        elapsed = Math.max(elapsed, next.at);
        timers = timers.filter((each) => each !== next);
        next.run();
        await turn();
      }
      elapsed = end;
      await agent.settled();
    },
    play: async (person: number, day: number): Promise<void> => {
      const batches: EventBatch[] = [];
      inBatches(sitting(person, day, SITTING), (batch) => batches.push(copyBatch(batch)));
      for (const batch of batches) {
        onBatch({ ...batch, seq });
        seq += 1;
        elapsed += 250;
        await agent.settled();
      }
    },
    enrol: async (): Promise<void> => {
      for (const day of [1, 2, 3]) await bench.play(OWNER, day);
      bench.engine.trainNow();
    },
    /** Sets an authenticator up; each call gives a code that was not used yet. */
    authenticator: async (): Promise<() => string> => {
      const { secret } = unwrap(await agent.calls['step-up.authenticator.begin']({}));
      const totp = new TOTP({ secret });
      const code = totp.generate({ timestamp: now() });
      unwrap(await agent.calls['step-up.authenticator.confirm']({ code }));
      return () => {
        elapsed += 30_000;
        return totp.generate({ timestamp: now() });
      };
    },
    administrator: async (): Promise<string> => {
      unwrap(await agent.calls['role.set']({ role: 'administrator', passphrase: PASSPHRASE }));
      return unwrap(await agent.calls.authorise({ as: 'administrator', passphrase: PASSPHRASE })).grant;
    },
  };
  return bench;
};

describe('a code', () => {
  it('that is passed begins trust anew and is learned from; the next doubt asks again', async () => {
    const bench = await build();
    await bench.enrol();
    const code = await bench.authenticator();
    await bench.play(STRANGER, 1);
    const { prompt, state } = bench.agent.status();
    // A stranger who goes on typing is locked; whoever stops to answer is not.
    expect([prompt?.reason ?? null, state]).toEqual([null, 'locked']);
    bench.platform.unlock();
    expect(bench.agent.status().prompt?.reason).toBe('unlock');
    expect(await bench.agent.calls['code.answer']({ code: code() })).toMatchObject({ value: { outcome: 'passed' } });
    await bench.agent.settled();
    expect(bench.agent.status()).toMatchObject({ state: 'watching', trust: 100, prompt: null });
    bench.platform.lockByHand();
    bench.platform.unlock();
    expect(bench.agent.status().prompt).toBeNull();
  });

  it('is asked for after a wake-up and another user where the policy says always, once the session is open', async () => {
    const bench = await build({
      session: { codeAfterResume: 'always', codeAfterUserSwitch: 'always', codeAfterUnlock: 'never' },
    });
    const code = await bench.authenticator();
    bench.platform.sleep();
    expect(bench.agent.status().prompt?.reason).toBe('resume');
    await bench.agent.calls['code.answer']({ code: code() });
    bench.platform.switchAway();
    bench.platform.lockByHand();
    bench.platform.switchBack();
    expect(bench.agent.status().prompt).toBeNull();
    bench.platform.unlock();
    expect(bench.agent.status().prompt?.reason).toBe('user-switch');
    expect(bench.bodies('user-switched')).toEqual([{ away: true }, { away: false }]);
  });

  it('that is not given in time locks', async () => {
    const bench = await build({ session: { codeAfterResume: 'always' }, stepUp: { promptSeconds: 20 } });
    await bench.authenticator();
    bench.platform.sleep();
    await bench.pass(21);
    expect(bench.agent.status().state).toBe('locked');
  });

  it('is owed by a start after an end by force that had been answered with a lock, and such a start vouches for nothing', async () => {
    const death: AuditEvent = {
      kind: 'agent-died',
      body: { which: 'main', how: 'x', noticedBy: 'sensor', response: 'lock', ok: true, message: '' },
    };
    const { access } = standalonePorts();
    const before = await build({}, { access });
    await before.authenticator();
    const { secrets } = standalonePorts();
    const after = await build({}, { access, secrets, deaths: [death] });
    expect(after.kinds()).toContain('agent-died');
    // Without its secret the authenticator does not work, but the recovery codes do.
    expect(after.agent.status().prompt?.reason).toBe('agent-death');
    await after.play(OWNER, 1);
    expect(after.agent.status().enrolment.keyboard.windows).toBe(0);
  });
});

describe('nobody there', () => {
  it('locks at the limit of the policy, and not in a mode that never acts', async () => {
    const bench = await build({ session: { inactivityLockSeconds: 60 } });
    await bench.pass(59);
    expect(bench.agent.status().state).toBe('learning');
    await bench.pass(2);
    expect(bench.agent.status().state).toBe('locked');
    expect(bench.bodies('decision')).toMatchObject([{ action: 'lock', reason: 'inactive' }]);
    const shadow = await build({ mode: 'shadow', session: { inactivityLockSeconds: 60 } });
    await shadow.pass(600);
    expect(shadow.agent.status().state).toBe('learning');
  });
});

describe('an application that is excluded', () => {
  it('is not judged or learned in, and does not end what somebody vouched for', async () => {
    const bench = await build({ applications: [{ id: applicationId('/usr/bin/game') }] });
    await bench.play(OWNER, 1);
    const before = bench.engine.actions;
    bench.front('/usr/bin/game');
    await bench.pass(2);
    expect(bench.agent.status().state).toBe('excluded');
    await bench.play(OWNER, 2);
    expect(bench.engine.actions).toBe(before);
    bench.front('/usr/bin/editor');
    await bench.pass(2);
    expect(bench.agent.status().state).not.toBe('excluded');
    await bench.play(OWNER, 3);
    expect(bench.engine.actions).toBeGreaterThan(before);
    expect(bench.agent.status().enrolment.keyboard.windows).toBeGreaterThan(50);
    expect(JSON.stringify(bench.records)).not.toContain('game');
  });
});

describe('a consent that the policy requires', () => {
  it('comes before anything is judged, learned or stored, and its end ends that', async () => {
    const bench = await build({ privacy: { consent: 'required' } });
    const answer = (given: 'given' | 'refused') =>
      bench.agent.calls['consent.answer']({ version: CONSENT_VERSION, answer: given, language: 'en' });
    const windows = async () => unwrap(await bench.agent.calls['profile.show']({})).storedWindows;
    await bench.play(OWNER, 1);
    expect(bench.agent.status()).toMatchObject({ state: 'unconsented', session: { lastActivityAt: null } });
    expect([await windows(), bench.engine.actions]).toEqual([0, 0]);

    unwrap(await answer('given'));
    expect(bench.agent.status().state).toBe('learning');
    await bench.play(OWNER, 2);
    const learned = await windows();
    expect(learned).toBeGreaterThan(10);

    unwrap(await answer('refused'));
    await bench.play(OWNER, 3);
    expect(bench.agent.status().state).toBe('unconsented');
    expect(await windows()).toBe(learned);
    expect(bench.bodies('consent-answered')).toMatchObject([{ answer: 'given' }, { answer: 'refused' }]);
  });
});

describe('an accommodation', () => {
  it('judges and learns nothing, asks for codes, locks sooner, and gives the same profile back', async () => {
    const bench = await build({ accommodation: { codeEveryHours: 1, inactivityLockSeconds: 120 } });
    await bench.enrol();
    await bench.play(OWNER, 4);
    const code = await bench.authenticator();
    const profile = async () => unwrap(await bench.agent.calls['profile.show']({})).modalities;
    const grant = await bench.administrator();
    unwrap(await bench.agent.calls['accommodation.grant']({ days: 5, grant }));
    // What had been vouched for until now is learned at this moment, and nothing after it.
    const before = await profile();
    expect(bench.agent.status().state).toBe('accommodated');
    await bench.play(STRANGER, 1);
    expect(bench.agent.status()).toMatchObject({ state: 'accommodated', session: { prompts: 0, locks: 0 } });
    for (let minute = 0; minute < 200 && bench.agent.status().prompt === null; minute += 1) {
      await bench.play(OWNER, 5);
      await bench.pass(30);
    }
    expect(bench.agent.status().prompt?.reason).toBe('accommodation');
    expect(await bench.agent.calls['code.answer']({ code: code() })).toMatchObject({ value: { outcome: 'passed' } });
    await bench.pass(130);
    expect(bench.agent.status().state).toBe('locked');
    bench.platform.unlock();
    const { grant: later } = unwrap(await bench.agent.calls.authorise({ as: 'administrator', passphrase: PASSPHRASE }));
    unwrap(await bench.agent.calls['accommodation.end']({ grant: later }));
    expect(await profile()).toEqual(before);
    expect(bench.agent.status().state).toBe('watching');
  });
});

describe('ends and pauses', () => {
  it('need nothing while nobody has set up anything, a code afterwards', async () => {
    const bench = await build();
    expect(await bench.agent.calls.pause({ minutes: 1 })).toMatchObject({ ok: true });
    await bench.agent.calls.resume({});
    const code = await bench.authenticator();
    expect(await bench.agent.calls.pause({ minutes: 1 })).toMatchObject({ ok: false, code: 'needs-code' });
    expect(await bench.agent.calls.quit({})).toMatchObject({ ok: false, code: 'needs-code' });
    const { grant } = unwrap(await bench.agent.calls.authorise({ as: 'employee', code: code() }));
    expect(await bench.agent.calls.quit({ grant })).toMatchObject({ ok: true });
    expect(await bench.agent.calls.quit({ grant })).toMatchObject({ ok: false, code: 'needs-code' });
    expect([bench.quits(), bench.bodies('ended')]).toEqual([1, [{ by: 'employee', isAuthorised: true }]]);
  });

  it('by a signal without the proof count as a death, where the agent would act', async () => {
    const learning = await build();
    await learning.authenticator();
    await learning.agent.interrupted('SIGTERM');
    expect(learning.agent.status().state).toBe('learning');
    const bench = await build();
    await bench.enrol();
    await bench.agent.interrupted('SIGTERM');
    expect(bench.agent.status().state).toBe('watching');
    await bench.authenticator();
    await bench.agent.interrupted('SIGTERM');
    await bench.agent.settled();
    expect(bench.agent.status().state).toBe('locked');
    expect(bench.bodies('ended')).toEqual([
      { by: 'SIGTERM', isAuthorised: true },
      { by: 'SIGTERM', isAuthorised: false },
    ]);
  });
});

describe('the guard', () => {
  it('is armed exactly while the agent would act on a verdict', async () => {
    const bench = await build();
    expect(bench.guards.at(-1)).toBe('none');
    await bench.enrol();
    expect(bench.guards.at(-1)).toBe('lock');
    await bench.agent.calls.pause({ minutes: 5 });
    expect(bench.guards.at(-1)).toBe('none');
    await bench.agent.calls.resume({});
    expect(bench.guards.at(-1)).toBe('lock');
    bench.platform.lockByHand();
    expect(bench.guards.at(-1)).toBe('none');
    bench.platform.unlock();
    bench.die('SIGKILL');
    await bench.agent.settled();
    expect(bench.agent.status().state).toBe('locked');
    await bench.agent.stop('over');
    expect(bench.guards.at(-1)).toBe('none');
  });
});
