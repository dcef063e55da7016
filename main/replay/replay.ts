/**
 * Plays recordings through the whole agent (sensor pipeline, engine, decision table, responder, a simulated
 * workstation) as fast as they can be read: first the enrolment, then the sessions in order with trust carried on.
 */
import { createHash } from 'node:crypto';
import type { EventBatch } from '../../contract/events.ts';
import type { Mode, Policy } from '../../contract/policy.ts';
import type { Occurrence, ReplayReport, TimelineEntry } from '../../contract/replay.ts';
import { unwrap } from '../../contract/result.ts';
import type { Verdict } from '../../contract/verdict.ts';
import type { Population } from '../../ml/population/population.ts';
import { startAgent, type Agent } from '../agent.ts';
import { createEngine, type Engine } from '../engine/engine.ts';
import { FEATURE_COUNTS } from '../engine/learner.ts';
import { shippedPopulation } from '../engine/population.ts';
import { createSimulatedPlatform, type SimulatedPlatform } from '../platform/simulated.ts';
import { fixedPolicy } from '../policy/fixed-policy.ts';
import { createKeySlots } from '../sensor/key-slots.ts';
import { createPipeline, type Pipeline } from '../sensor/pipeline.ts';
import { systemSchedule } from '../shared/schedule.ts';
import { openBehaviourStore } from '../store/behaviour-store.ts';
import { IN_MEMORY } from '../store/database.ts';
import { inProcessEngine } from './in-process-engine.ts';
import type { PlayedInput } from './played-input.ts';
import { standalonePorts } from './standalone-ports.ts';

export interface ReplayProgress {
  readonly phase: 'enrolment' | 'session';
  readonly index: number;
  readonly of: number;
  readonly name: string;
  /** Share of the way to a baseline, the modality that is further; 0–1. */
  readonly enrolled: number;
  readonly trust: number;
}

export interface ReplayOptions {
  readonly enrol: readonly PlayedInput[];
  readonly sessions: readonly PlayedInput[];
  readonly policy: Policy;
  readonly mode: Mode;
  readonly seed: number;
  readonly simulated: boolean;
  /** Default: the shipped one. */
  readonly population?: Population;
  readonly version: string;
  readonly onProgress?: (progress: ReplayProgress) => void;
}

/** When the replayed time begins: fixed, so that the same recordings and seed give the same report. */
const EPOCH_MS = Date.UTC(2026, 0, 5, 8);
/** Between two inputs: long enough for a key that was never released to be let go. */
const PAUSE_MS = 61_000;

const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((a, b) => a + b, 0);

/** Key slots of a replay: secret from nobody, the same for the same seed. */
const replaySlots = (seed: number): ((code: number) => number) =>
  createKeySlots(
    createHash('sha256')
      .update(`replay ${String(seed)}`)
      .digest(),
  );

interface Machine {
  readonly agent: Agent;
  readonly engine: Engine;
  readonly pipeline: Pipeline;
  readonly platform: SimulatedPlatform;
  /** Sets the replayed time, ms since the first event. */
  readonly setNow: (ms: number) => void;
}

/** A whole agent on a simulated workstation whose clock is the recording's. */
const buildMachine = async (options: ReplayOptions): Promise<Machine> => {
  const { policy, seed, version } = options;
  let nowMs = 0;
  let ids = 0;
  const now = (): number => EPOCH_MS + nowMs;
  const newId = (): string => {
    ids += 1;
    return `replay-${String(ids)}`;
  };
  let onBatch: (batch: EventBatch) => void = () => undefined;
  const slotOf = replaySlots(seed);
  const pipeline = createPipeline({
    slotOf,
    deliver: (batch) => {
      onBatch(batch);
    },
  });
  const platform = createSimulatedPlatform();
  const store = unwrap(openBehaviourStore({ path: IN_MEMORY, key: null, features: FEATURE_COUNTS }));
  const population = options.population ?? shippedPopulation();
  let engine: Engine | undefined;
  const agent = await startAgent({
    ...standalonePorts(),
    createSensor: (handlers) => {
      ({ onBatch } = handlers);
      const status = { state: 'running', reason: '', pid: null, restarts: 0 } as const;
      return {
        start: () => Promise.resolve(),
        stop: () => Promise.resolve(),
        status: () => ({ ...status, dropped: pipeline.dropped(), counts: pipeline.counts() }),
      };
    },
    createEngine: (initial, emit) => {
      engine = createEngine({ store, policy: initial, user: 'replay', population, seed, now, newId, emit });
      return Promise.resolve(inProcessEngine(engine));
    },
    platform,
    audit: () => undefined,
    policies: fixedPolicy({ ...policy, mode: 'learn' }),
    now,
    monotonicMs: () => nowMs,
    schedule: systemSchedule,
    newId,
    version,
    onFault: (cause) => {
      throw cause;
    },
  });
  if (engine === undefined) throw new Error('the agent started without an engine');
  return { agent, engine, pipeline, platform, setNow: (ms) => (nowMs = ms) };
};

/**
 * @returns what happened, deterministic for the same inputs, policy and seed.
 * @throws CodedError when a recording is missing or broken.
 */
export const runReplay = async (options: ReplayOptions): Promise<ReplayReport> => {
  const { enrol, sessions, mode, onProgress } = options;
  const policy: Policy = { ...options.policy, mode, enforceWhen: 'established' };
  const machine = await buildMachine(options);
  const { agent, engine, pipeline, platform, setNow } = machine;

  let offset = 0;
  let sessionsStart = 0;
  let session = -1;
  let actionsBefore = 0;
  let acted = false;
  let locked = false;
  const timeline: TimelineEntry[] = [];
  const prompts: Occurrence[] = [];
  const locks: Occurrence[] = [];
  let verdict: Verdict | null = null;

  await platform.onLockChange((state) => {
    locked = state === 'locked';
  });
  agent.subscribe((name, body) => {
    // Windows that were already on their way when the lock was decided came too late to matter.
    if (session < 0 || locks.at(-1)?.session === session) return;
    if (name === 'verdict') verdict = body as Verdict;
    if (name !== 'decision' || verdict === null) return;
    const { action, withheld } = body as { action: TimelineEntry['action']; withheld: TimelineEntry['withheld'] };
    const { modality, trust, llr, byModel } = verdict;
    const actions = verdict.actions - actionsBefore;
    const t = Math.max(0, verdict.t - sessionsStart);
    timeline.push({ t, session, actions, modality, trust, llr, byModel, action, withheld });
    if (action === 'prompt') prompts.push({ session, actionsInSession: actions, t, trust });
    if (action === 'lock') locks.push({ session, actionsInSession: actions, t, trust });
    acted ||= action !== 'none';
  });

  const play = async (
    input: PlayedInput,
    progress: () => void,
  ): Promise<{ name: string; events: number; actions: number; durationMs: number }> => {
    const eventsBefore = sum(pipeline.counts());
    actionsBefore = engine.actions;
    let last = 0;
    for await (const { count, timeMs, kind, code, x, y } of input.blocks()) {
      for (let row = 0; row < count && !locked; row += 1) {
        last = timeMs[row] ?? last;
        setNow(offset + last);
        pipeline.push(offset + last, (kind[row] ?? 0) as 0, code[row] ?? 0, x[row] ?? 0, y[row] ?? 0);
        if (acted) {
          acted = false;
          await agent.settled();
        }
      }
      progress();
      if (locked) break;
    }
    pipeline.flush();
    await agent.settled();
    offset += last + PAUSE_MS;
    return {
      name: input.name,
      events: sum(pipeline.counts()) - eventsBefore,
      actions: engine.actions - actionsBefore,
      durationMs: last,
    };
  };

  const enrolled: ReplayReport['enrolment']['sessions'] = [];
  for (const [index, input] of enrol.entries()) {
    const report = (): void => {
      const { keyboard, pointer } = engine.enrolment();
      const share = Math.max(keyboard.progress, pointer.progress);
      onProgress?.({
        phase: 'enrolment',
        index,
        of: enrol.length,
        name: input.name,
        enrolled: share,
        trust: engine.trust,
      });
    };
    enrolled.push(await play(input, report));
    // Each sitting ends with the user leaving: a sitting of its own when windows are held back.
    platform.lockByHand();
    platform.unlock();
  }
  engine.trainNow();
  const enrolment = engine.enrolment();
  agent.configure(policy);

  sessionsStart = offset;
  const played: ReplayReport['sessions'] = [];
  for (const [index, input] of sessions.entries()) {
    session = index;
    acted = false;
    platform.unlock();
    const report = (): void => {
      onProgress?.({
        phase: 'session',
        index,
        of: sessions.length,
        name: input.name,
        enrolled: 1,
        trust: engine.trust,
      });
    };
    played.push({ ...(await play(input, report)), index });
  }
  const { coverage } = agent.status();
  await agent.stop('replay over');
  return {
    format: 1,
    version: options.version,
    simulated: options.simulated,
    mode,
    seed: options.seed,
    levels: { promptBelow: policy.promptBelow, lockBelow: policy.lockBelow },
    enrolment: {
      established: enrolment.keyboard.established || enrolment.pointer.established,
      ...enrolment,
      sessions: enrolled,
    },
    sessions: played,
    timeline,
    prompts,
    locks,
    coverage: { gaps: coverage.gaps, lostBatches: coverage.lostBatches, lostEvents: coverage.lostEvents },
  };
};
