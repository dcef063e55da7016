/** The composition root: ports in, a running agent out. It knows no host and touches no system by itself. */
import type { AuditEvent } from '../contract/audit.ts';
import type { EventBatch, EventCounts } from '../contract/events.ts';
import type { Enrolment, PushBody, PushName, SensorStatus, Status } from '../contract/ipc.ts';
import type { Policy } from '../contract/policy.ts';
import { assertNever, err, ok } from '../contract/result.ts';
import { type Modality, type TrustLevel, type Verdict } from '../contract/verdict.ts';
import { composeStatus } from './agent-status.ts';
import { createBlindTime } from './blind-time.ts';
import { createGapWatch } from './gap-watch.ts';
import type { Handlers } from './control/dispatch.ts';
import type { Voucher } from './engine/anchoring.ts';
import type { EngineEvent, EnginePort, Enrolments } from './engine/port.ts';
import type { Platform } from './platform/platform.ts';
import type { LoadedPolicy } from './policy/load-policy.ts';
import { decide } from './response/decision.ts';
import { createResponder } from './response/responder.ts';
import type { Schedule } from './shared/schedule.ts';

/** What the sensor tells the agent. */
export interface SensorHandlers {
  readonly onBatch: (batch: EventBatch) => void;
  /** Called after every change of state. */
  readonly onState: (status: SensorStatus) => void;
}

export interface SensorPort {
  start(): Promise<void>;
  stop(): Promise<void>;
  status(): SensorStatus & { readonly counts: EventCounts };
}

export interface AgentPorts {
  readonly createSensor: (handlers: SensorHandlers) => SensorPort;
  readonly createEngine: (policy: Policy, emit: (event: EngineEvent) => void) => Promise<EnginePort>;
  readonly platform: Platform;
  /** Writes a record; throws when it cannot. */
  readonly audit: (event: AuditEvent) => void;
  readonly policy: LoadedPolicy;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly schedule: Schedule;
  readonly newId: () => string;
  readonly version: string;
  readonly pid: number;
  readonly keySource: Status['store']['keySource'];
  /** Sentences that hold for the whole run, such as a key kept in a file. */
  readonly warnings: readonly string[];
  /** Takes what must not stop the agent but must not be lost either. */
  readonly onFault: (cause: unknown) => void;
}

export interface Agent {
  /** Every call of the contract but `watch`, which a transport answers by subscribing. */
  readonly calls: Omit<Handlers, 'watch'>;
  status(): Status;
  subscribe(listener: <N extends PushName>(name: N, body: PushBody<N>) => void): () => void;
  configure(policy: Policy): void;
  /** Resolves when every action that was begun is done. */
  settled(): Promise<void>;
  stop(reason: string): Promise<void>;
}

const MINUTE_MS = 60_000;

/** Otherwise whoever took over could switch the agent off with one command. */
const DOUBTING = 'The agent doubts whose hands these are. This is possible again once trust is back.';

/** Until the engine has said how far enrolment is. */
const NOTHING_LEARNED: Enrolment = {
  established: false,
  windows: 0,
  windowsNeeded: 0,
  progress: 0,
  falseLocksPerDay: null,
  withinBudget: false,
};

export const startAgent = async (ports: AgentPorts): Promise<Agent> => {
  const { platform, now, schedule, onFault } = ports;
  const { source, problem } = ports.policy;
  let { policy } = ports.policy;
  const startedAt = now();
  let sessionStart = startedAt;
  let lastActivity: number | null = null;
  let trust = 100;
  let level: TrustLevel = 'learning';
  let locked = false;
  let pausedUntil: number | null = null;
  let cancelPause: (() => void) | null = null;
  let enrolment: Enrolments = { keyboard: NOTHING_LEARNED, pointer: NOTHING_LEARNED };
  let engineMessage: string | null = null;
  let store: Pick<Status['store'], 'state' | 'message'> = { state: 'ok', message: '' };
  let prompts = 0;
  let locks = 0;
  let sensorNews = '';
  const gaps = createGapWatch();
  const blind = createBlindTime(startedAt);
  const listeners = new Set<<N extends PushName>(name: N, body: PushBody<N>) => void>();

  /** A log that cannot be written must not leave the workstation unwatched: the fault is reported and work goes on. */
  const audit = (event: AuditEvent): void => {
    try {
      ports.audit(event);
    } catch (cause) {
      onFault(cause);
    }
  };

  const push = <N extends PushName>(name: N, body: PushBody<N>): void => {
    for (const listener of listeners) listener(name, body);
  };

  const responder = createResponder({
    platform,
    audit: ports.audit,
    newId: ports.newId,
    schedule,
    stepUp: null,
    onAction: (action) => {
      if (action === 'prompt') prompts += 1;
      if (action === 'lock') locks += 1;
      engine.acted(action);
    },
    onGenuine: () => {
      startAfresh('code');
    },
    onLocked: ({ confirmed }) => {
      // Nobody will say when it is unlocked again: without a fresh start the user who unlocks would be locked out anew.
      if (!confirmed) startAfresh('nobody');
      pushStatus();
    },
  });

  /** In doubt, and there to act on it: where nothing is ever locked, refusing protects nobody. */
  const isDoubting = (): boolean => policy.mode === 'enforce' && (level === 'doubtful' || level === 'distrusted');

  const isAttending = (): boolean => !locked && pausedUntil === null;

  const status = (): Status =>
    composeStatus({
      sensor: sensor.status(),
      locked,
      pausedUntil,
      engineMessage,
      level,
      trust,
      policy,
      enrolment,
      coverage: { ...gaps.total(), blindMs: blind.total(now()) },
      session: { startedAt: sessionStart, lastActivityAt: lastActivity, prompts, locks },
      store: { ...store, keySource: ports.keySource },
      pid: ports.pid,
      version: ports.version,
      warnings: [...ports.warnings, ...(problem === null ? [] : [problem]), ...responder.warnings()],
    });

  const pushStatus = (): void => {
    if (listeners.size > 0) push('status', status());
  };

  const ready = (modality: Modality): boolean => {
    const { established, withinBudget } = enrolment[modality];
    return established && (withinBudget || policy.enforceWhen === 'established');
  };

  const onVerdict = (verdict: Verdict): void => {
    const levelBefore = level;
    ({ trust, level } = verdict);
    lastActivity = now();
    push('verdict', verdict);
    const decision = decide({
      mode: policy.mode,
      ready: ready(verdict.modality),
      level,
      asked: responder.asked(),
      locked,
      paused: pausedUntil !== null,
    });
    push('decision', { ...decision, trust, t: verdict.t });
    void responder.handle(decision, { trust, modality: verdict.modality });
    if (level !== levelBefore) pushStatus();
  };

  const onEngine = (event: EngineEvent): void => {
    switch (event.type) {
      case 'verdict':
        onVerdict(event.verdict);
        return;
      case 'enrolment':
        ({ enrolment } = event);
        return;
      case 'trained': {
        const { modality, windows, profileVersion } = event;
        audit({
          kind: event.first ? 'baseline-established' : 'profile-trained',
          body: { modality, windows, profileVersion },
        });
        pushStatus();
        return;
      }
      case 'store':
        store = { state: event.state, message: event.message };
        audit(
          event.state === 'ok'
            ? { kind: 'storage-recovered', body: {} }
            : { kind: 'storage-degraded', body: { message: event.message } },
        );
        pushStatus();
        return;
      case 'engine':
        engineMessage = event.message;
        pushStatus();
        return;
      default:
        assertNever(event);
    }
  };

  /** The session begins anew, with full trust. */
  const startAfresh = (by: Voucher): void => {
    sessionStart = now();
    trust = 100;
    if (level !== 'learning') level = 'trusted';
    engine.anchor(by);
  };

  /** Events of a locked or paused workstation are not even handed to the engine. */
  const attend = (): void => {
    engine.attend(isAttending());
    pushStatus();
  };

  const onLockChange = (state: 'locked' | 'unlocked'): void => {
    locked = state === 'locked';
    audit({ kind: locked ? 'session-locked' : 'session-unlocked', body: { by: platform.name } });
    if (!locked) {
      startAfresh('unlock');
      responder.reset();
    }
    attend();
  };

  const resume = (by: string): void => {
    if (pausedUntil === null) return;
    cancelPause?.();
    pausedUntil = null;
    audit({ kind: 'resumed', body: { by } });
    attend();
  };

  const calls: Agent['calls'] = {
    status: () => Promise.resolve(ok(status())),
    pause: ({ minutes }) => {
      const { allowed, maxMinutes } = policy.pause;
      if (!allowed)
        return Promise.resolve(err('not-allowed', 'The policy of this workstation does not allow pausing.'));
      if (minutes > maxMinutes)
        return Promise.resolve(
          err('not-allowed', `The policy allows a pause of at most ${String(maxMinutes)} minutes.`),
        );
      if (isDoubting()) return Promise.resolve(err('not-allowed', DOUBTING));
      cancelPause?.();
      pausedUntil = now() + minutes * MINUTE_MS;
      cancelPause = schedule(() => {
        resume('timer');
      }, minutes * MINUTE_MS);
      audit({ kind: 'paused', body: { minutes, by: 'user' } });
      attend();
      return Promise.resolve(ok({ until: new Date(pausedUntil).toISOString() }));
    },
    resume: () => {
      resume('user');
      return Promise.resolve(ok({}));
    },
    'profile.show': async () => ok(await engine.profile()),
    'profile.reset': async ({ modality }) => {
      if (isDoubting()) return err('not-allowed', DOUBTING);
      const removedWindows = await engine.reset(modality);
      trust = 100;
      level = 'learning';
      responder.reset();
      audit({ kind: 'profile-reset', body: { by: 'user' } });
      return ok({ removedWindows });
    },
    'profile.versions': async () => ok({ versions: [...(await engine.versions())] }),
    'profile.rollback': async ({ modality, to }) => {
      if (isDoubting()) return err('not-allowed', DOUBTING);
      const before = (await engine.versions()).find((each) => each.active && each.modality === modality);
      const now = await engine.rollback(modality, to);
      const from = before?.version ?? 0;
      audit({ kind: 'profile-rolled-back', body: { modality, from, to: now.version, by: 'user' } });
      return ok({ from, now });
    },
  };

  const onBatch = (batch: EventBatch): void => {
    const gap = gaps.note(batch);
    if (gap !== null) {
      audit({ kind: 'coverage-gap', body: gap });
      engine.gap();
    }
    if (isAttending()) engine.push(batch);
  };

  const onSensor = ({ state, reason, restarts }: SensorStatus): void => {
    blind.note(state === 'running', now());
    // A sensor that is tried again and again in vain says so once, not at every attempt.
    const news = `${state} ${String(restarts)}`;
    if (news !== sensorNews) audit({ kind: 'sensor-state', body: { state, reason, restarts } });
    sensorNews = news;
    pushStatus();
  };

  audit({ kind: 'agent-started', body: { version: ports.version, mode: policy.mode, platform: platform.name } });
  audit({ kind: 'policy-loaded', body: { source, policy } });
  if (problem !== null) audit({ kind: 'policy-refused', body: { source, message: problem } });

  const engine = await ports.createEngine(policy, onEngine);
  const sensor = ports.createSensor({ onBatch, onState: onSensor });
  // Subscribed before the state is asked for, so that a lock in between is not lost.
  const stopWatching = await platform.onLockChange(onLockChange);
  locked = (await platform.lockState()) === 'locked';
  if (!locked) engine.anchor('start');
  attend();
  await sensor.start();

  return {
    calls,
    status,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    configure: (next) => {
      policy = next;
      engine.configure(next);
      audit({ kind: 'policy-loaded', body: { source: 'changed', policy: next } });
      pushStatus();
    },
    settled: () => responder.settled(),
    stop: async (reason) => {
      cancelPause?.();
      stopWatching();
      await sensor.stop();
      await engine.close();
      responder.close();
      await responder.settled();
      await platform.close();
      audit({ kind: 'agent-stopped', body: { reason } });
    },
  };
};
