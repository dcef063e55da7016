/** The agent's services beside watching: codes, roles, circumstances, accommodation, notifications, rules of the session. */
import type { AuditEvent } from '../contract/audit.ts';
import type { CodePrompt } from '../contract/step-up.ts';
import { CODE_METHODS } from '../contract/policy-access.ts';
import type { Policy } from '../contract/policy.ts';
import type { Facts } from './access/facts.ts';
import { createKeeping, sourceOf, type Keeping } from './agent-keeping.ts';
import type { AgentPorts } from './agent-ports.ts';
import { createAuditCalls } from './audit/audit-calls.ts';
import { createContext, type Context } from './context/context.ts';
import type { EnginePort } from './engine/port.ts';
import { createExports, type Exports } from './export/exports.ts';
import { createMailer } from './mail/mailer.ts';
import { createNotifier, type Notifier } from './notify/notifier.ts';
import { createAuthority, type Authority } from './roles/authority.ts';
import { createAccommodation, type Accommodation } from './session/accommodation.ts';
import { createRecheck, type Recheck } from './session/recheck.ts';
import { isSetUp, readSetUp } from './step-up/set-up.ts';
import { createTransparency, type Transparency } from './transparency/transparency.ts';
import { createStepUpService, type StepUpService } from './step-up/step-up.ts';

export interface Services {
  readonly notifier: Notifier;
  readonly stepUp: StepUpService;
  readonly authority: Authority;
  readonly context: Context;
  readonly accommodation: Accommodation;
  readonly recheck: Recheck;
  readonly transparency: Transparency;
  readonly keeping: Keeping;
  readonly auditCalls: ReturnType<typeof createAuditCalls> & Exports['calls'];
  readonly close: () => void;
}

/** What services ask of the agent, and tell it. */
export interface ServiceHooks {
  /** The policy in force, rules of the moment laid over. */
  readonly policy: () => Policy;
  /** Throws when it cannot be written: for what must not be done then. */
  readonly record: (event: AuditEvent) => void;
  readonly audit: (event: AuditEvent) => void;
  readonly isDoubting: () => boolean;
  /** Somebody works and is not excused from proving who they are. */
  readonly isAttended: () => boolean;
  /** Resolves once the engine runs. */
  readonly engine: () => EnginePort;
  readonly onPrompt: (prompt: CodePrompt | null) => void;
  /** What is judged, or by which mode, may have changed. */
  readonly onCircumstances: () => void;
  readonly onAccommodation: () => void;
  readonly onCodeDue: () => void;
  readonly onConsent: () => void;
  readonly onForgotten: () => void;
  readonly onRestored: () => void;
  readonly onProgress: (job: string, done: number, total: number) => void;
}

/** Also one that does not work now: whoever locks the keyring must not get past a code by that. */
const isAnySetUp = (facts: Facts): boolean => {
  const setUp = readSetUp(facts);
  return CODE_METHODS.some((method) => isSetUp(setUp, method));
};

export const createNotifications = (
  ports: AgentPorts,
  policy: () => Policy,
  audit: ServiceHooks['audit'],
): Services['notifier'] => {
  const { platform, access, secrets, machine, now, schedule, newId } = ports;
  const mailer = createMailer({ settings: () => policy().mail, password: () => secrets.read('smtp') });
  return createNotifier({
    outbox: access.outbox,
    policy,
    mailer,
    webhookSecret: () => secrets.read('webhook'),
    notify: (notice) => platform.notify(notice),
    machine,
    now,
    schedule,
    newId,
    audit,
  });
};

export const createServices = async (ports: AgentPorts, notifier: Notifier, hooks: ServiceHooks): Promise<Services> => {
  const { platform, access, secrets, now, monotonicMs, schedule, newId, randomBytes, policies } = ports;
  const { facts } = access;
  const { policy, audit } = hooks;
  const mailer = createMailer({ settings: () => policy().mail, password: () => secrets.read('smtp') });
  const stepUp = await createStepUpService({
    facts,
    secrets,
    mail: mailer.send,
    policy,
    account: ports.account,
    now,
    monotonicMs,
    schedule,
    newId,
    randomBytes,
    audit,
    onPrompt: hooks.onPrompt,
  });
  const authority = createAuthority({
    facts,
    secrets,
    policy,
    verify: (code) => stepUp.verifier.verify(code, null),
    hasCodeMethod: () => isAnySetUp(facts),
    isDoubting: hooks.isDoubting,
    onRolesChanged: () => {
      void policies.seal();
    },
    now,
    monotonicMs,
    randomBytes,
    audit,
  });
  const context = createContext({
    platform,
    facts,
    secret: ports.networkSecret,
    policy,
    hours: () => hooks.engine().hours(),
    now,
    schedule,
    audit,
    onChange: hooks.onCircumstances,
  });
  const accommodation = createAccommodation({
    facts,
    policy,
    now,
    monotonicMs,
    schedule,
    audit,
    isAttended: hooks.isAttended,
    onFault: ports.onFault,
    onChange: hooks.onAccommodation,
    onCodeDue: hooks.onCodeDue,
  });
  const exports = createExports({ newId, schedule });
  const source = () => sourceOf(ports, policy());
  const { reading } = ports;
  const auditCalls = createAuditCalls({
    reading,
    exports,
    require: authority.require,
    audit,
    randomBytes,
    monotonicMs,
    now,
    onProgress: hooks.onProgress,
    log: ports.log,
    anchor: ports.anchor,
    source,
  });
  const transparency = createTransparency({
    facts,
    scrub: access.scrub,
    vault: ports.vault,
    newId,
    policy,
    reading,
    exports,
    engine: hooks.engine,
    require: authority.require,
    hasAdministrator: authority.hasAdministrator,
    isDoubting: hooks.isDoubting,
    networks: context.networks,
    forgetNetworks: context.forgetNetworks,
    storedBytes: ports.storedBytes,
    record: hooks.record,
    audit,
    now,
    onConsent: hooks.onConsent,
    onForgotten: hooks.onForgotten,
  });
  const keeping = createKeeping(ports, { ...hooks, source, authority, context, transparency, exports });
  return {
    notifier,
    transparency,
    keeping,
    auditCalls: { ...auditCalls, ...exports.calls },
    close: exports.close,
    stepUp,
    authority,
    context,
    accommodation,
    recheck: createRecheck({ facts, policy, onFault: ports.onFault }),
  };
};
