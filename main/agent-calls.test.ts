/** What the agent lets be done to what was learned, and what it tells the engine of who vouches for whom. */
import { expect, it } from 'vitest';
import type { AuditEvent } from '../contract/audit.ts';
import { zeroCounts } from '../contract/events.ts';
import type { ProfileVersion } from '../contract/ipc.ts';
import { defaultPolicy, type Mode } from '../contract/policy.ts';
import { CodedError, ok } from '../contract/result.ts';
import type { TrustLevel } from '../contract/verdict.ts';
import { startAgent, type Agent } from './agent.ts';
import type { EngineEvent, EnginePort } from './engine/port.ts';
import { fixedPolicy } from './policy/fixed-policy.ts';
import { standalonePorts } from './replay/standalone-ports.ts';
import { createSimulatedPlatform, type SimulatedOptions, type SimulatedPlatform } from './platform/simulated.ts';
import { dispatch } from './control/dispatch.ts';

const version = (number: number, active: boolean): ProfileVersion => ({
  modality: 'keyboard',
  version: number,
  active,
  withdrawn: false,
  trainedAt: null,
  windows: 120,
  falseLocksPerDay: null,
});

interface Bench {
  readonly agent: Agent;
  readonly platform: SimulatedPlatform;
  readonly records: AuditEvent[];
  /** What the engine was asked to do, in order. */
  readonly asked: string[];
  judge(level: TrustLevel, trust: number): Promise<void>;
}

/** An agent whose engine does as it is told and judges on demand: which way it learns is no matter here. */
const build = async (
  mode: Mode,
  { locked = false, ...simulated }: SimulatedOptions & { readonly locked?: boolean } = {},
): Promise<Bench> => {
  const records: AuditEvent[] = [];
  const asked: string[] = [];
  const platform = createSimulatedPlatform(simulated);
  if (locked) platform.lockByHand();
  let emit: (event: EngineEvent) => void = () => undefined;
  const nothing = (): void => undefined;
  const engine: EnginePort = {
    push: nothing,
    gap: nothing,
    attend: nothing,
    anchor: (by) => {
      asked.push(`anchor ${by}`);
    },
    acted: nothing,
    configure: nothing,
    profile: () => Promise.reject(new Error('not in this test')),
    versions: () => Promise.resolve([version(3, true), version(2, false)]),
    rollback: (modality, to) => {
      asked.push(`rollback ${modality} ${String(to)}`);
      if (to === 9) return Promise.reject(new CodedError('not-found', 'There is no version 9.'));
      return Promise.resolve(version(2, true));
    },
    reset: (modality) => {
      asked.push(`reset ${modality}`);
      return Promise.resolve(7);
    },
    simulate: () => Promise.reject(new Error('not in this test')),
    history: () => Promise.reject(new Error('not in this test')),
    stored: () => Promise.reject(new Error('not in this test')),
    verdicts: () => Promise.reject(new Error('not in this test')),
    windows: () => Promise.reject(new Error('not in this test')),
    hours: () => Promise.resolve(Array<number>(24).fill(0)),
    close: () => Promise.resolve(),
  };
  let ids = 0;
  const agent = await startAgent({
    ...standalonePorts(),
    createSensor: () => ({
      start: () => Promise.resolve(),
      stop: () => Promise.resolve(),
      status: () => ({ state: 'running', reason: '', pid: 1, restarts: 0, dropped: 0, counts: zeroCounts() }),
    }),
    createEngine: (_, given) => {
      emit = given;
      return Promise.resolve(engine);
    },
    platform,
    audit: (event) => records.push(event),
    policies: fixedPolicy({ ...defaultPolicy(), mode, enforceWhen: 'established' }),
    now: () => 0,
    monotonicMs: () => 0,
    schedule: () => nothing,
    newId: () => {
      ids += 1;
      return String(ids);
    },
    version: 'test',
    onFault: (cause) => {
      throw cause;
    },
  });
  const one = { established: true, windows: 1, windowsNeeded: 1, progress: 1, falseLocksPerDay: 0, withinBudget: true };
  emit({ type: 'enrolment', enrolment: { keyboard: one, pointer: one } });
  return {
    agent,
    platform,
    records,
    asked,
    judge: async (level, trust) => {
      const verdict = { t: 1, llr: -1, byModel: {}, evidence: [], abstained: null, actions: 1, level, trust };
      emit({ type: 'verdict', verdict: { ...verdict, modality: 'keyboard' } });
      await agent.settled();
    },
  };
};

it('rolls back, says from what to what, and writes it down', async () => {
  const { agent, records, asked } = await build('enforce');
  expect(await agent.calls['profile.rollback']({ modality: 'keyboard', to: null })).toEqual(
    ok({ from: 3, now: version(2, true) }),
  );
  expect(asked).toEqual(['anchor start', 'rollback keyboard null']);
  expect(records.at(-1)).toEqual({
    kind: 'profile-rolled-back',
    body: { modality: 'keyboard', from: 3, to: 2, by: 'user' },
  });
  expect(await agent.calls['profile.versions']({})).toEqual(ok({ versions: [version(3, true), version(2, false)] }));
});

it('writes nothing down when there is no such version', async () => {
  const { agent, records } = await build('enforce');
  const before = records.length;
  const handlers = { ...agent.calls, watch: () => Promise.resolve(ok({})) };
  const fault = (cause: unknown): never => {
    throw cause;
  };
  expect(await dispatch(handlers, 'profile.rollback', { modality: 'keyboard', to: 9 }, fault)).toEqual({
    ok: false,
    code: 'not-found',
    message: 'There is no version 9.',
  });
  expect(records).toHaveLength(before);
});

it.each(['doubtful', 'distrusted'] as const)('refuses pause, reset and rollback when hands are %s', async (level) => {
  const { agent, asked, judge } = await build('enforce');
  await judge(level, 50);
  const refused = { ok: false, code: 'not-allowed' };
  expect(await agent.calls.pause({ minutes: 1 })).toMatchObject(refused);
  expect(await agent.calls['profile.reset']({ modality: 'all' })).toMatchObject(refused);
  expect(await agent.calls['profile.rollback']({ modality: 'keyboard', to: null })).toMatchObject(refused);
  expect(asked).toEqual(['anchor start']);
  await judge('trusted', 95);
  expect(await agent.calls['profile.rollback']({ modality: 'keyboard', to: null })).toMatchObject({ ok: true });
});

it.each(['learn', 'shadow'] as const)('refuses none of them in mode %s, where nothing is ever locked', async (mode) => {
  const { agent, judge } = await build(mode);
  await judge('distrusted', 5);
  expect(await agent.calls['profile.rollback']({ modality: 'keyboard', to: null })).toMatchObject({ ok: true });
  expect(await agent.calls.pause({ minutes: 1 })).toMatchObject({ ok: true });
  expect(await agent.calls['profile.reset']({ modality: 'all' })).toEqual(ok({ removedWindows: 7 }));
});

it('tells the engine who vouches: a start, an unlock, and nobody when a lock could not be confirmed', async () => {
  const locked = await build('enforce', { locked: true });
  expect(locked.asked).toEqual([]);
  locked.platform.unlock();
  expect(locked.asked).toEqual(['anchor unlock']);

  const unconfirmed = await build('enforce', { withoutLocker: true });
  await unconfirmed.judge('doubtful', 50);
  await unconfirmed.judge('distrusted', 5);
  expect(unconfirmed.asked).toEqual(['anchor start', 'anchor nobody']);
});
