/** The composition root: ports in, a running agent out. It knows no host and touches no system by itself. */
import type { AuditEvent } from '../contract/audit.ts';
import type { EventBatch } from '../contract/events.ts';
import type { Enrolment, PushBody, PushName, SensorStatus, Status } from '../contract/ipc.ts';
import type { Policy } from '../contract/policy.ts';
import { assertNever } from '../contract/result.ts';
import type { PromptReason } from '../contract/step-up.ts';
import { MODALITIES, type Modality, type Verdict } from '../contract/verdict.ts';
import { createAgentCalls } from './agent-calls.ts';
import type { Keeping } from './agent-keeping.ts';
import type { AgentPorts } from './agent-ports.ts';
import { createForce } from './agent-force.ts';
import { createNotifications, createServices } from './agent-services.ts';
import { composeStatus } from './agent-status.ts';
import { createAgentTrust } from './agent-trust.ts';
import { policyForAudit } from './audit/policy-for-audit.ts';
import { createBlindTime } from './blind-time.ts';
import type { Handlers } from './control/dispatch.ts';
import type { Voucher } from './engine/anchoring.ts';
import type { EngineEvent, EnginePort, Enrolments } from './engine/port.ts';
import { createDiagnosis } from './doctor/diagnosis.ts';
import { createGapWatch } from './gap-watch.ts';
import type { GuardOrders } from './guard/guard-orders.ts';
import { createPause } from './pause.ts';
import { decide } from './response/decision.ts';
import { createResponder } from './response/responder.ts';
import { createSessionWatch } from './session-watch.ts';

export interface Agent {
  /** Every call of the contract but `watch`, which a transport answers by subscribing. */
  readonly calls: Omit<Handlers, 'watch'>;
  status(): Status;
  subscribe(listener: <N extends PushName>(name: N, body: PushBody<N>) => void): () => void;
  /** Puts another policy in force, for a replay: a live agent follows its policy keeper. */
  configure(policy: Policy): void;
  /** Resolves when every action that was begun is done. */
  settled(): Promise<void>;
  /**
   * Somebody ends the agent without asking it, by a signal. Where the policy would have had proof of who it is, that
   * counts as a death, and is answered as one. `stop` is to follow.
   */
  interrupted(by: string): Promise<void>;
  stop(reason: string): Promise<void>;
}

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
  const { platform, policies, guard, now, monotonicMs, schedule, onFault } = ports;
  const startedAt = now();
  let base = policies.policy();
  let policy: Policy = { ...base, mode: ports.mode ?? base.mode };
  let session = { startedAt, lastActivityAt: null as number | null, prompts: 0, locks: 0 };
  let locked = false;
  let isExcluded = false;
  let enrolment: Enrolments = { keyboard: NOTHING_LEARNED, pointer: NOTHING_LEARNED };
  let engine: EnginePort | null = null;
  let engineMessage: string | null = null;
  let store: Pick<Status['store'], 'state' | 'message'> = { state: 'ok', message: '' };
  let sensorNews = '';
  /** Null while the first records are written. */
  let keeping: Keeping | null = null;
  const gaps = createGapWatch();
  const blind = createBlindTime(startedAt);
  const listeners = new Set<<N extends PushName>(name: N, body: PushBody<N>) => void>();

  const push = <N extends PushName>(name: N, body: PushBody<N>): void => {
    for (const listener of listeners) listener(name, body);
  };

  /** May throw; who is to be told is told all the same. */
  const record = (event: AuditEvent): void => {
    try {
      ports.audit(event);
      keeping?.appended(event.kind);
    } finally {
      notifier.note(event);
    }
  };
  /** A log that cannot be written must not leave the workstation unwatched: the fault is reported and work goes on. */
  const audit = (event: AuditEvent): void => {
    try {
      record(event);
    } catch (cause) {
      onFault(cause);
    }
  };

  /** In doubt, and there to act on it: where nothing is ever locked, refusing protects nobody. */
  const isDoubting = (): boolean => policy.mode === 'enforce' && ['doubtful', 'distrusted'].includes(trust.level());
  const ready = (modality: Modality): boolean => {
    const { established, withinBudget } = enrolment[modality];
    return established && (withinBudget || policy.enforceWhen === 'established');
  };
  const isOpen = (): boolean => !locked && !watch.isAway() && pause.until() === null;
  const isAttending = (): boolean => isOpen() && !accommodation.isActive() && !consent.isMissing();
  /** What follows when this process or the sensor is ended by force: nothing where a verdict would lead to nothing either. */
  const deathResponse = (): GuardOrders['response'] =>
    policy.mode === 'enforce' && isOpen() && (accommodation.isActive() || MODALITIES.some(ready))
      ? policy.guard.onAgentDeath
      : 'none';

  /** Events of a workstation that is locked, paused or accommodated are not even handed to the engine. */
  const attend = (): void => {
    engine?.attend(isAttending());
    if (isExcluded !== (context.exclusion() !== null)) {
      isExcluded = !isExcluded;
      engine?.gap();
    }
    guard.update(deathResponse());
    pushStatus();
  };
  /** After the policy, or the rules that lay over it, may have changed. */
  const adoptPolicy = (): void => {
    const mode = ports.mode ?? context.mode() ?? base.mode;
    policy = mode === base.mode ? base : { ...base, mode };
    engine?.configure(policy);
    notifier.configure();
    services.keeping.configure();
    trust.judge();
    attend();
  };

  /** Nothing is left of what was learned. */
  const onForgotten = (): void => {
    trust.forget();
    responder.reset();
  };

  /** Another profile is in force: trust begins anew, and nobody vouched for whoever sits there. */
  const onRestored = (): void => {
    onForgotten();
    startAfresh('nobody');
    attend();
  };

  const notifier = createNotifications(ports, () => policy, audit);
  const services = await createServices(ports, notifier, {
    policy: () => policy,
    record,
    audit,
    isDoubting,
    isAttended: isOpen,
    engine: () => engineOrThrow(),
    onPrompt: (prompt) => {
      push('prompt', { prompt });
      pushStatus();
    },
    onCircumstances: adoptPolicy,
    onAccommodation: () => {
      if (accommodation.isActive()) responder.reset();
      attend();
    },
    onCodeDue: () => {
      ask('accommodation');
    },
    onConsent: attend,
    onForgotten,
    onRestored,
    onProgress: (job, done, total) => {
      push('progress', { job, done, total });
    },
  });
  ({ keeping } = services);
  const { stepUp, authority, context, accommodation, recheck } = services;
  const { consent } = services.transparency;
  const { prompts: questions } = stepUp;
  const trust = createAgentTrust({ policy: () => policy, score: (value) => context.score(value).score });
  const engineOrThrow = (): EnginePort => {
    if (engine === null) throw new Error('the engine has not started yet');
    return engine;
  };

  const pause = createPause({ now, schedule, audit, onChange: attend });

  const responder = createResponder({
    platform,
    audit: record,
    newId: ports.newId,
    schedule,
    stepUp: questions,
    onAction: (action, because) => {
      if (action === 'prompt') session = { ...session, prompts: session.prompts + 1 };
      if (action === 'lock') session = { ...session, locks: session.locks + 1 };
      if (because === 'doubt' && questions.enrolled) recheck.owe('doubt');
      engine?.acted(action);
    },
    onGenuine: () => {
      recheck.settle();
      context.codePassed();
      accommodation.codePassed();
      startAfresh('code');
      attend();
    },
    onRecovered: recheck.settle,
    onLocked: ({ confirmed }) => {
      // Nobody will say when it is unlocked again: without a fresh start the user who unlocks would be locked out anew.
      if (!confirmed) {
        startAfresh('nobody');
        const owed = recheck.owed();
        if (owed !== null) ask(owed);
      }
      attend();
    },
  });

  /** Has a code asked for: where no method is set up there is none to ask for. */
  const ask = (reason: PromptReason): void => {
    if (!questions.enrolled) return;
    recheck.owe(reason);
    responder.recheck(reason, trust.value());
  };

  const watch = createSessionWatch({
    platform,
    recheck,
    inactivityLimitSeconds: () =>
      accommodation.isActive()
        ? Math.min(policy.accommodation.inactivityLockSeconds, policy.session.inactivityLockSeconds)
        : policy.session.inactivityLockSeconds,
    isLocked: () => locked,
    isBlind: () => sensor.status().state !== 'running',
    mayLock: () => policy.mode === 'enforce',
    now,
    monotonicMs,
    schedule,
    audit,
    onInactive: () => void responder.lockBy('inactive', trust.value()),
    onAsk: ask,
    onAway: attend,
  });

  const status = (): Status =>
    composeStatus({
      sensor: sensor.status(),
      locked,
      pausedUntil: pause.until(),
      accommodatedUntil: accommodation.until(),
      unconsented: consent.isMissing(),
      exclusion: context.exclusion(),
      engineMessage,
      level: trust.level(),
      trust: trust.value(),
      composite: context.score(trust.value()),
      prompt: questions.current(),
      policy,
      enrolment,
      coverage: { ...gaps.total(), blindMs: blind.total(now()) },
      session,
      store: { ...store, keySource: ports.keySource },
      pid: ports.pid,
      version: ports.version,
      warnings: [
        ...ports.warnings,
        ...policies.view().problems,
        ...stepUp.verifier.problems(),
        ...responder.warnings(),
      ],
    });
  const pushStatus = (): void => {
    if (listeners.size > 0 && engine !== null) push('status', status());
  };

  const onVerdict = (verdict: Verdict): void => {
    const levelBefore = trust.level();
    const { isVerified } = trust.take(verdict);
    session = { ...session, lastActivityAt: now() };
    if (isVerified) context.sessionVerified();
    push('verdict', verdict);
    const decision = decide({
      mode: policy.mode,
      ready: ready(verdict.modality),
      level: trust.level(),
      asked: responder.asked(),
      locked,
      paused: !isAttending(),
    });
    push('decision', { ...decision, trust: trust.value(), t: verdict.t });
    void responder.handle(decision, { trust: trust.value(), modality: verdict.modality });
    if (trust.level() !== levelBefore) pushStatus();
  };

  const onEngine = (event: EngineEvent): void => {
    switch (event.type) {
      case 'verdict':
        onVerdict(event.verdict);
        return;
      case 'enrolment':
        ({ enrolment } = event);
        guard.update(deathResponse());
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
    session = { ...session, startedAt: now() };
    trust.restore();
    watch.began();
    context.sessionBegan();
    engine?.anchor(by);
  };

  const onUnlocked = (): void => {
    const reason = watch.unlocked();
    responder.reset();
    if (reason !== null && questions.enrolled) {
      // The one who unlocked has still to prove who they are: nothing is learned of them until then.
      startAfresh('nobody');
      ask(reason);
    } else {
      recheck.settle();
      startAfresh('unlock');
    }
  };
  const onLockChange = (state: 'locked' | 'unlocked'): void => {
    locked = state === 'locked';
    audit({ kind: locked ? 'session-locked' : 'session-unlocked', body: { by: platform.name } });
    if (locked) responder.left();
    else onUnlocked();
    attend();
  };

  const onBatch = (batch: EventBatch): void => {
    const gap = gaps.note(batch);
    if (gap !== null) {
      audit({ kind: 'coverage-gap', body: gap });
      engine?.gap();
    }
    if (batch.count > 0) watch.input();
    if (isAttending() && !isExcluded) engine?.push(batch);
  };
  const onSensor = ({ state, reason, restarts }: SensorStatus): void => {
    blind.note(state === 'running', now());
    // A sensor that is tried again and again in vain says so once, not at every attempt.
    const news = `${state} ${String(restarts)}`;
    if (news !== sensorNews) audit({ kind: 'sensor-state', body: { state, reason, restarts } });
    sensorNews = news;
    pushStatus();
  };
  const force = createForce({
    response: deathResponse,
    oweCode: () => {
      if (questions.enrolled) recheck.owe('agent-death');
    },
    lock: () => responder.lockBy('agent-death', trust.value()),
    notify: (notice) => platform.notify(notice),
    audit,
  });

  audit({ kind: 'agent-started', body: { version: ports.version, mode: policy.mode, platform: platform.name } });
  for (const death of ports.deaths) audit(death);
  audit({ kind: 'policy-loaded', body: { source: 'start', policy: policyForAudit(policy) } });
  const reportProblems = (problems: readonly string[]): void => {
    for (const message of problems) audit({ kind: 'policy-refused', body: { source: 'policy', message } });
  };
  reportProblems(policies.view().problems);
  const started = await ports.createEngine(policy, onEngine);
  engine = started;
  await services.transparency.renewal.finish();
  const sensor = ports.createSensor({ onBatch, onState: onSensor, onDied: force.sensorDied });
  // Subscribed before the state is asked for, so that a lock in between is not lost.
  const stopWatching = await platform.onLockChange(onLockChange);
  locked = (await platform.lockState()) === 'locked';
  await context.start();
  accommodation.start();
  await watch.start();
  const wasEndedByForce = ports.deaths.length > 0;
  if (ports.deaths.some((death) => death.kind === 'agent-died' && death.body.response === 'lock')) {
    if (questions.enrolled) recheck.owe('agent-death');
  }
  if (!locked) {
    const owed = recheck.after('start');
    started.anchor(wasEndedByForce || owed !== null ? 'nobody' : 'start');
    if (owed !== null) ask(owed);
  }
  const stopFollowing = [
    policies.onChange((change) => {
      base = change.policy;
      const { source, by, reason, changes } = change;
      audit({ kind: 'policy-changed', body: { source, by, reason, changes: [...changes] } });
      adoptPolicy();
    }),
    policies.onProblem((problems) => {
      reportProblems(problems);
      pushStatus();
    }),
  ];
  // It may have changed while the parts were started.
  base = policies.policy();
  adoptPolicy();
  await sensor.start();
  services.keeping.start();

  return {
    calls: {
      ...createAgentCalls({
        status,
        policy: () => policy,
        policies,
        engine: started,
        pause,
        authority,
        audit,
        isDoubting,
        onForgotten,
        onQuit: ports.onQuit,
      }),
      ...authority.calls,
      ...stepUp.createCalls(authority.require, isDoubting, recheck.settle),
      ...context.calls(authority.require),
      ...accommodation.calls(authority.require),
      ...notifier.calls(authority.require),
      ...services.transparency.calls,
      ...services.auditCalls,
      ...services.keeping.calls,
      ...createDiagnosis({ ...ports.workstation, status, view: policies.view, sensor, audit }),
    },
    status,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    configure: (next) => {
      base = next;
      audit({ kind: 'policy-loaded', body: { source: 'changed', policy: policyForAudit(next) } });
      adoptPolicy();
    },
    settled: () => responder.settled(),
    interrupted: async (by) => {
      const isAuthorised = authority.require(policy.quit.needs, undefined).ok;
      audit({ kind: 'ended', body: { by, isAuthorised } });
      if (!isAuthorised) await force.respond('The agent was ended');
    },
    stop: async (reason) => {
      guard.stop();
      for (const stop of stopFollowing) stop();
      pause.close();
      context.stop();
      accommodation.stop();
      watch.stop();
      stopWatching();
      await sensor.stop();
      await started.close();
      services.close();
      responder.close();
      await responder.settled();
      await notifier.close();
      await platform.close();
      policies.close();
      audit({ kind: 'agent-stopped', body: { reason } });
      await services.keeping.close();
      await ports.reading.close();
    },
  };
};
