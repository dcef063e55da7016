/** How soon the session's lock is called after the verdict that asks for it: the agent's decision, two records on the disk, D-Bus. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zeroCounts } from '../../contract/events.ts';
import { defaultPolicy } from '../../contract/policy.ts';
import { unwrap } from '../../contract/result.ts';
import type { TrustLevel } from '../../contract/verdict.ts';
import { startAgent } from '../../main/agent.ts';
import { openAuditLog } from '../../main/audit/audit-log.ts';
import type { EngineEvent, EnginePort } from '../../main/engine/port.ts';
import { createPlatform } from '../../main/platform/create-platform.ts';
import { fixedPolicy } from '../../main/policy/fixed-policy.ts';
import { standalonePorts } from '../../main/replay/standalone-ports.ts';
import { systemSchedule } from '../../main/shared/schedule.ts';
import { startPrivateBus, until, type PrivateBus } from '../support/dbus.ts';
import { IN_SESSION, startLoginSession, type LoginSession } from '../support/logind.ts';
import { missing } from '../support/needs.ts';
import type { Benchmark } from './benchmark.ts';
import { quantile } from './quantile.ts';

const ROUNDS = 30;
const GOAL = { atMost: 300 };

const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6;

/** An engine that says what it is told to: the way from sensor to verdict has a benchmark of its own. */
const spokenEngine = (): {
  port: EnginePort;
  hear: (emit: (event: EngineEvent) => void) => void;
  say: (level: TrustLevel) => void;
} => {
  let emit: (event: EngineEvent) => void = () => undefined;
  const nothing = (): void => undefined;
  const never = (): never => {
    throw new Error('not in this benchmark');
  };
  const one = { established: true, windows: 1, windowsNeeded: 1, progress: 1, falseLocksPerDay: 0, withinBudget: true };
  return {
    port: {
      push: nothing,
      gap: nothing,
      attend: nothing,
      anchor: nothing,
      acted: nothing,
      configure: nothing,
      profile: never,
      versions: never,
      rollback: never,
      reset: never,
      simulate: never,
      history: never,
      stored: never,
      verdicts: never,
      windows: never,
      hours: () => Promise.resolve(Array<number>(24).fill(0)),
      close: () => Promise.resolve(),
    },
    hear: (given) => {
      emit = given;
      emit({ type: 'enrolment', enrolment: { keyboard: one, pointer: one } });
    },
    say: (level) => {
      const trust = level === 'trusted' ? 100 : 10;
      const rest = {
        t: 1,
        modality: 'keyboard' as const,
        llr: 0,
        byModel: {},
        evidence: [],
        abstained: null,
        actions: 1,
      };
      emit({ type: 'verdict', verdict: { ...rest, level, trust } });
    },
  };
};

const measure = async (folder: string, bus: PrivateBus, logind: LoginSession): Promise<number[]> => {
  const audit = unwrap(openAuditLog({ path: join(folder, 'audit.db'), key: randomBytes(32), now: Date.now }));
  const engine = spokenEngine();
  const platform = createPlatform('linux', {
    env: { ...bus.env, ...IN_SESSION },
    pid: process.pid,
    monotonicMs,
  });
  /** When the system had answered each lock. */
  const answeredAt: number[] = [];
  const agent = await startAgent({
    ...standalonePorts(),
    createSensor: () => ({
      start: () => Promise.resolve(),
      stop: () => Promise.resolve(),
      status: () => ({ state: 'running', reason: '', pid: 1, restarts: 0, dropped: 0, counts: zeroCounts() }),
    }),
    createEngine: (_, emit) => {
      engine.hear(emit);
      return Promise.resolve(engine.port);
    },
    // The answer of the system, seen to be locked: later than the call itself.
    platform: {
      ...platform,
      lock: async () => {
        const outcome = await platform.lock();
        answeredAt.push(performance.now());
        return outcome;
      },
    },
    audit: audit.append,
    policies: fixedPolicy({ ...defaultPolicy(), mode: 'enforce', enforceWhen: 'established' }),
    now: Date.now,
    monotonicMs,
    schedule: systemSchedule,
    newId: () => 'id',
    version: 'bench',
    onFault: (cause) => {
      throw cause;
    },
  });
  const waits: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    engine.say('distrusted');
    await agent.settled();
    const saidAt = performance.now();
    engine.say('distrusted');
    await agent.settled();
    const answered = answeredAt[round];
    if (answered === undefined) throw new Error('nothing was locked');
    waits.push(answered - saidAt);
    await until('the lock to be seen', () => Promise.resolve(agent.status().state === 'locked'));
    await logind.setLocked(false);
    await until('the unlock to be seen', () => Promise.resolve(agent.status().state !== 'locked'));
    engine.say('trusted');
  }
  await agent.stop('measured');
  audit.close();
  if ((await logind.locks()) !== ROUNDS) throw new Error('not every lock arrived');
  return waits;
};

export const bench: Benchmark = {
  name: 'lock-latency',
  run: async () => {
    const lacking = missing('dbus') ?? missing('dbusmock');
    if (lacking !== null) {
      console.log(`not measured: ${lacking}`);
      return [];
    }
    const folder = mkdtempSync(join(tmpdir(), 'samehand-lock-'));
    const bus = await startPrivateBus();
    try {
      const logind = await startLoginSession(bus);
      const waits = await measure(folder, bus, logind);
      return [
        { name: 'session seen to be locked after the verdict, p50', value: quantile(waits, 0.5), unit: 'ms' },
        { name: '… longest of 30', value: Math.max(...waits), unit: 'ms', goal: GOAL },
      ];
    } finally {
      await bus.stop();
      rmSync(folder, { recursive: true });
    }
  },
};
