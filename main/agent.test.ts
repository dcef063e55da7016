import { describe, expect, it } from 'vitest';
import type { AuditEvent } from '../contract/audit.ts';
import { zeroCounts, type EventBatch } from '../contract/events.ts';
import type { SensorStatus } from '../contract/ipc.ts';
import { defaultPolicy, type Policy } from '../contract/policy.ts';
import { unwrap } from '../contract/result.ts';
import { copyBatch, inBatches, sitting } from '../tests/support/simulated-input.ts';
import type { SensorHandlers } from './agent-ports.ts';
import { startAgent, type Agent } from './agent.ts';
import { createEngine, type Engine } from './engine/engine.ts';
import { FEATURE_COUNTS } from './engine/learner.ts';
import { shippedPopulation } from './engine/population.ts';
import { fixedPolicy } from './policy/fixed-policy.ts';
import { standalonePorts } from './replay/standalone-ports.ts';
import { createSimulatedPlatform, type SimulatedOptions, type SimulatedPlatform } from './platform/simulated.ts';
import { inProcessEngine } from './replay/in-process-engine.ts';
import { openBehaviourStore } from './store/behaviour-store.ts';
import { IN_MEMORY } from './store/database.ts';

const SITTING = { keystrokes: 600, pointerActions: 0 };
const OWNER = 4;
const STRANGER = 5;
const ENFORCE: Policy = { ...defaultPolicy(), mode: 'enforce', enforceWhen: 'established' };

interface Bench {
  readonly agent: Agent;
  readonly engine: Engine;
  readonly platform: SimulatedPlatform;
  readonly records: AuditEvent[];
  readonly faults: unknown[];
  readonly timers: { readonly ms: number; readonly run: () => void }[];
  push(batch: EventBatch): void;
  sensor(status: Partial<SensorStatus>): void;
  /** Plays a sitting as the sensor would deliver it, batch numbers going on. */
  play(person: number, day: number): Promise<void>;
  tick(ms: number): void;
}

const build = async (
  policy: Policy = ENFORCE,
  simulated: SimulatedOptions = {},
  problem: string | null = null,
): Promise<Bench> => {
  const platform = createSimulatedPlatform(simulated);
  const records: AuditEvent[] = [];
  const faults: unknown[] = [];
  const timers: { ms: number; run: () => void }[] = [];
  const store = unwrap(openBehaviourStore({ path: IN_MEMORY, key: null, features: FEATURE_COUNTS }));
  let nowMs = Date.UTC(2026, 0, 5, 9);
  let ids = 0;
  let seq = 0;
  let handlers: SensorHandlers | undefined;
  let engine: Engine | undefined;
  let sensor: SensorStatus = { state: 'running', reason: '', pid: 1, restarts: 0, dropped: 0 };
  const newId = (): string => {
    ids += 1;
    return `id-${String(ids)}`;
  };
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
    createEngine: (initial, emit) => {
      engine = createEngine({
        store,
        policy: initial,
        user: 'u',
        population: shippedPopulation(),
        seed: 1,
        now: () => nowMs,
        newId,
        emit,
      });
      return Promise.resolve(inProcessEngine(engine));
    },
    platform,
    audit: (event) => records.push(event),
    policies: {
      ...fixedPolicy(policy),
      view: () => ({ ...fixedPolicy(policy).view(), problems: problem === null ? [] : [problem] }),
    },
    now: () => nowMs,
    monotonicMs: () => nowMs,
    schedule: (run, ms) => {
      const timer = { ms, run };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
    newId,
    version: 'test',
    pid: 42,
    warnings: ['a standing warning'],
    onFault: (cause) => faults.push(cause),
  });
  if (engine === undefined || handlers === undefined) throw new Error('the agent did not start its parts');
  const { onBatch, onState } = handlers;
  return {
    agent,
    engine,
    platform,
    records,
    faults,
    timers,
    push: onBatch,
    sensor: (status) => {
      sensor = { ...sensor, ...status };
      onState(sensor);
    },
    play: async (person, day) => {
      const batches: EventBatch[] = [];
      inBatches(sitting(person, day, SITTING), (batch) => batches.push(copyBatch(batch)));
      for (const batch of batches) {
        onBatch({ ...batch, seq });
        seq += 1;
        await agent.settled();
      }
    },
    tick: (ms) => {
      nowMs += ms;
    },
  };
};

const enrol = async (bench: Bench): Promise<void> => {
  for (const day of [1, 2, 3]) await bench.play(OWNER, day);
  bench.engine.trainNow();
};

const kinds = (records: readonly AuditEvent[]): string[] => records.map(({ kind }) => kind);

describe('agent', () => {
  it('asks and then locks when another person takes over, with intent before the act and outcome after', async () => {
    const bench = await build();
    await enrol(bench);
    await bench.play(OWNER, 4);
    expect(bench.agent.status()).toMatchObject({ state: 'watching', session: { prompts: 0, locks: 0 } });
    await bench.play(STRANGER, 1);
    expect(bench.agent.status()).toMatchObject({ state: 'locked', session: { prompts: 1, locks: 1 } });
    expect(bench.platform.calls.map(({ kind }) => kind)).toEqual(['notify', 'lock']);
    const acts = bench.records.flatMap(({ kind, body }) =>
      kind === 'action-intended' || kind === 'action-done' ? [`${body.decisionId} ${body.action} ${kind}`] : [],
    );
    for (const action of ['notify', 'lock']) {
      const [intended, done, ...more] = acts.filter((act) => act.includes(` ${action} `));
      expect(intended).toMatch(/action-intended$/);
      expect(done).toBe(intended?.replace('action-intended', 'action-done'));
      expect(more).toEqual([]);
    }
    expect(kinds(bench.records)).toContain('baseline-established');
  });

  it('starts afresh when the workstation is unlocked, and ignores what happens while it is locked', async () => {
    const bench = await build();
    await enrol(bench);
    await bench.play(STRANGER, 1);
    const before = bench.engine.actions;
    await bench.play(STRANGER, 2);
    expect(bench.engine.actions).toBe(before);
    bench.platform.unlock();
    expect(bench.agent.status()).toMatchObject({ state: 'watching', trust: 100 });
    await bench.play(OWNER, 4);
    expect(bench.agent.status().state).toBe('watching');
  });

  it('does not act before the user’s own estimate meets the budget, and says what it withheld', async () => {
    const bench = await build({ ...ENFORCE, enforceWhen: 'within-budget', falseLockBudgetPerDay: 0.001 });
    await enrol(bench);
    await bench.play(STRANGER, 1);
    expect(bench.platform.calls).toEqual([]);
    expect(bench.agent.status().enrolment.keyboard).toMatchObject({ established: true, withinBudget: false });
    const decisions = bench.records.flatMap((event) => (event.kind === 'decision' ? [event.body] : []));
    expect(decisions.length).toBeGreaterThan(0);
    for (const decision of decisions) expect(decision).toMatchObject({ action: 'none', reason: 'not-ready' });
    expect(decisions.map(({ withheld }) => withheld)).toContain('prompt');
  });

  it('goes on protecting a user whose screen locker cannot be observed, without locking them out twice', async () => {
    const bench = await build(ENFORCE, { withoutLocker: true });
    await enrol(bench);
    await bench.play(STRANGER, 1);
    const status = bench.agent.status();
    expect(bench.platform.calls.some(({ kind }) => kind === 'lock')).toBe(true);
    expect(status.state).not.toBe('locked');
    expect(status.warnings).toContain('No simulated screen locker answered the lock.');
  });

  it('pauses as far as the policy allows, and resumes by itself', async () => {
    const bench = await build();
    await enrol(bench);
    expect(await bench.agent.calls.pause({ minutes: 31 })).toMatchObject({ ok: false, code: 'not-allowed' });
    const paused = await bench.agent.calls.pause({ minutes: 10 });
    expect(paused).toEqual({ ok: true, value: { until: '2026-01-05T09:10:00.000Z' } });
    expect(bench.agent.status()).toMatchObject({ state: 'paused', pausedUntil: '2026-01-05T09:10:00.000Z' });
    const before = bench.engine.actions;
    await bench.play(OWNER, 4);
    expect(bench.engine.actions).toBe(before);
    bench.timers.findLast(({ ms }) => ms === 600_000)?.run();
    expect(bench.agent.status().state).toBe('watching');
    expect(kinds(bench.records).slice(-2)).toEqual(['paused', 'resumed']);
  });

  it('refuses to pause where the policy forbids it, and while it doubts whose hands these are', async () => {
    const forbidden = await build({ ...ENFORCE, pause: { allowed: false, maxMinutes: 30, needs: 'nothing' } });
    expect(await forbidden.agent.calls.pause({ minutes: 1 })).toMatchObject({ ok: false, code: 'not-allowed' });
    const doubting = await build({ ...ENFORCE, lockBelow: 1, promptBelow: 90 });
    await enrol(doubting);
    await doubting.play(STRANGER, 1);
    expect(['doubtful', 'locked']).toContain(doubting.agent.status().state);
    if (doubting.agent.status().state === 'doubtful')
      expect(await doubting.agent.calls.pause({ minutes: 1 })).toMatchObject({ ok: false, code: 'not-allowed' });
  });

  it('counts lost batches and dropped events as coverage gaps and writes them down', async () => {
    const bench = await build();
    const batches: EventBatch[] = [];
    inBatches(sitting(OWNER, 1, SITTING), (batch) => batches.push(copyBatch(batch)));
    const [first, , third, fourth] = batches;
    if (first === undefined || third === undefined || fourth === undefined) throw new Error('too few batches');
    bench.push(first);
    bench.push(third);
    bench.push({ ...fourth, dropped: 9 });
    expect(bench.agent.status().coverage).toMatchObject({ gaps: 2, lostBatches: 1, lostEvents: 9 });
    expect(kinds(bench.records).filter((kind) => kind === 'coverage-gap')).toHaveLength(2);
  });

  it('never looks healthier than its sensor', async () => {
    const bench = await build();
    bench.tick(1000);
    bench.sensor({ state: 'restarting', reason: 'The sensor ended.', pid: null, restarts: 1 });
    bench.tick(3000);
    expect(bench.agent.status()).toMatchObject({
      state: 'degraded',
      sensor: { state: 'restarting', reason: 'The sensor ended.', restarts: 1 },
      coverage: { keyboard: false, pointer: false, blindMs: 3000 },
    });
  });

  it('writes a sensor that is tried again in vain down once', async () => {
    const bench = await build();
    for (let attempt = 0; attempt < 5; attempt += 1) {
      bench.sensor({ state: 'degraded', reason: `There is no display, attempt ${String(attempt)}.` });
    }
    const states = bench.records.flatMap((event) => (event.kind === 'sensor-state' ? [event.body.state] : []));
    expect(states).toEqual(['running', 'degraded']);
  });

  it('reports a refused policy, and standing warnings', async () => {
    const bench = await build(ENFORCE, {}, 'The policy file was refused.');
    expect(bench.agent.status().warnings).toEqual(['a standing warning', 'The policy file was refused.']);
    expect(kinds(bench.records)).toContain('policy-refused');
  });

  it('forgets a profile when asked to', async () => {
    const bench = await build();
    await enrol(bench);
    const reset = unwrap(await bench.agent.calls['profile.reset']({ modality: 'all' }));
    expect(reset.removedWindows).toBeGreaterThan(100);
    expect(bench.agent.status()).toMatchObject({ state: 'learning', trust: 100 });
    expect(kinds(bench.records).at(-1)).toBe('profile-reset');
  });

  it('pushes verdicts, decisions and statuses to subscribers until they leave', async () => {
    const bench = await build();
    const seen: string[] = [];
    const leave = bench.agent.subscribe((name) => seen.push(name));
    await bench.play(OWNER, 1);
    expect(seen.filter((name) => name === 'verdict').length).toBeGreaterThan(10);
    expect(seen.filter((name) => name === 'decision')).toHaveLength(seen.filter((name) => name === 'verdict').length);
    const before = seen.length;
    leave();
    await bench.play(OWNER, 2);
    expect(seen).toHaveLength(before);
  });

  it('writes down that it stopped, and why', async () => {
    const bench = await build();
    await bench.agent.stop('SIGTERM');
    expect(bench.records.at(-1)).toEqual({ kind: 'agent-stopped', body: { reason: 'SIGTERM' } });
  });
});
