/** Circumstances as they are now: network, hour, application in front. Nothing is looked at that the policy gives no weight. */
import type { AuditEvent } from '../../contract/audit.ts';
import type { CompositeScore } from '../../contract/context.ts';
import type { Need } from '../../contract/policy-access.ts';
import type { Mode, Policy } from '../../contract/policy.ts';
import { ok, type Result } from '../../contract/result.ts';
import type { Facts } from '../access/facts.ts';
import type { Handlers } from '../control/dispatch.ts';
import type { Platform } from '../platform/platform.ts';
import type { Schedule } from '../shared/schedule.ts';
import { isExcludedApplication } from './application-rules.ts';
import { compositeScore } from './composite-score.ts';
import { createNetworkTrust } from './network-trust.ts';
import { timeOfDayScore } from './time-of-day.ts';
import { ruleAt } from './time-rules.ts';

type Exclusion = 'application' | 'time' | null;

export interface Context {
  /** Composite of trust and circumstances as they are now. Cheap. */
  score(trust: number): CompositeScore;
  /** Why nothing is to be judged now, or null. */
  exclusion(): Exclusion;
  /** Mode by the rule that applies now, or null. */
  mode(): Mode | null;
  sessionBegan(): void;
  /** The user was verified; counts once a session. */
  sessionVerified(): void;
  /** A code was passed: a network that only waits for it becomes trusted. */
  codePassed(): void;
  start(): Promise<void>;
  stop(): void;
  readonly calls: (
    require: (need: Need, grant: string | undefined) => Result<string>,
  ) => Pick<Handlers, 'network.show' | 'network.trust' | 'network.forget'>;
}

export interface ContextPorts {
  readonly platform: Pick<Platform, 'network' | 'foregroundApplication'>;
  readonly facts: Facts;
  readonly secret: Uint8Array;
  readonly policy: () => Policy;
  /** Windows learned by hour of the day. */
  readonly hours: () => Promise<readonly number[]>;
  readonly now: () => number;
  readonly schedule: Schedule;
  readonly audit: (event: AuditEvent) => void;
  /** Exclusion, mode or network may be another. */
  readonly onChange: () => void;
}

const NETWORK_MS = 10_000;
const APPLICATION_MS = 1_000;
const TIMES_MS = 15_000;
const HOURS_MS = 600_000;

/** Looks again and again, one look after the other; returns what ends it. */
const every = (schedule: Schedule, ms: () => number, look: () => Promise<void>): (() => void) => {
  let isOver = false;
  let cancel = (): void => undefined;
  const again = (): void => {
    if (isOver) return;
    cancel = schedule(() => {
      void look()
        .catch(() => undefined)
        .finally(again);
    }, ms());
  };
  again();
  return () => {
    isOver = true;
    cancel();
  };
};

export const createContext = (ports: ContextPorts): Context => {
  const { platform, policy, now, schedule, audit, onChange } = ports;
  const networks = createNetworkTrust(ports);
  let application: string | null = null;
  let hours: readonly number[] = [];
  let isVerified = false;
  let before: { exclusion: Exclusion; mode: Mode | null } = { exclusion: null, mode: null };
  let stops: readonly (() => void)[] = [];

  const rule = () => ruleAt(policy().times, new Date(now()));
  const exclusion = (): Exclusion => {
    if (rule()?.scoring === false) return 'time';
    return isExcludedApplication(policy().applications, application) ? 'application' : null;
  };
  const mode = (): Mode | null => rule()?.mode ?? null;

  const changed = (): void => {
    const next = { exclusion: exclusion(), mode: mode() };
    if (next.exclusion !== before.exclusion) {
      audit({ kind: 'excluded', body: { by: next.exclusion ?? 'nothing' } });
    }
    const isNews = next.exclusion !== before.exclusion || next.mode !== before.mode;
    before = next;
    if (isNews) onChange();
  };

  const lookAtNetwork = async (): Promise<void> => {
    if (policy().weights.network === 0) return;
    const known = networks.current()?.id;
    networks.seen(await platform.network());
    if (networks.current()?.id !== known) onChange();
  };
  const lookAtApplication = async (): Promise<void> => {
    application = policy().applications.length === 0 ? null : await platform.foregroundApplication();
    changed();
  };
  const lookAtTimes = (): Promise<void> => {
    changed();
    return Promise.resolve();
  };
  const lookAtHours = async (): Promise<void> => {
    if (policy().weights.timeOfDay > 0) hours = await ports.hours();
  };

  return {
    score: (trust) => {
      const { weights } = policy();
      return compositeScore(
        trust,
        {
          network: weights.network === 0 ? null : (networks.current()?.score ?? null),
          timeOfDay: weights.timeOfDay === 0 ? null : timeOfDayScore(hours, new Date(now()).getHours()),
        },
        weights,
      );
    },
    exclusion,
    mode,
    sessionBegan: () => {
      isVerified = false;
    },
    sessionVerified: () => {
      if (isVerified) return;
      isVerified = true;
      networks.sessionVerified();
    },
    codePassed: () => {
      if (networks.current()?.awaitsConfirmation === true) networks.confirm('employee');
    },
    start: async () => {
      await Promise.all([lookAtNetwork(), lookAtApplication(), lookAtHours().catch(() => undefined)]);
      stops = [
        every(schedule, () => NETWORK_MS, lookAtNetwork),
        every(schedule, () => (policy().applications.length === 0 ? TIMES_MS : APPLICATION_MS), lookAtApplication),
        every(schedule, () => TIMES_MS, lookAtTimes),
        every(schedule, () => HOURS_MS, lookAtHours),
      ];
    },
    stop: () => {
      for (const stop of stops) stop();
    },
    calls: (required) => ({
      'network.show': () => Promise.resolve(ok({ current: networks.current(), known: [...networks.known()] })),
      'network.trust': ({ grant }) => {
        const by = required('code', grant);
        return Promise.resolve(by.ok ? networks.confirm(by.value) : by);
      },
      'network.forget': ({ id, grant }) => {
        const by = required('code', grant);
        if (!by.ok) return Promise.resolve(by);
        const forgotten = networks.forget(id, by.value);
        return Promise.resolve(forgotten.ok ? ok({}) : forgotten);
      },
    }),
  };
};
