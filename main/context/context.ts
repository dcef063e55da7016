/** Circumstances as they are now: network, hour, application in front. Nothing is looked at that the policy gives no weight. */
import type { AuditEvent } from '../../contract/audit.ts';
import type { CompositeScore, KnownNetwork } from '../../contract/context.ts';
import type { Need } from '../../contract/policy-access.ts';
import type { Mode, Policy } from '../../contract/policy.ts';
import { err, ok, type Result } from '../../contract/result.ts';
import type { Facts } from '../access/facts.ts';
import type { Handlers } from '../control/dispatch.ts';
import type { Platform } from '../platform/platform.ts';
import type { Schedule } from '../shared/schedule.ts';
import { isExcludedApplication } from './application-rules.ts';
import { compositeScore } from './composite-score.ts';
import { TICK_MS, createLook } from './look.ts';
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
  /** The user was verified; counts once a session and network. */
  sessionVerified(): void;
  /** A code was passed: a network that only waits for it becomes trusted. */
  codePassed(): void;
  networks(): readonly KnownNetwork[];
  /** Of an erasure: every network, trusted or not. */
  forgetNetworks(by: string): void;
  /** Of the retention: those that were not seen since a time in ms since 1970; answers how many. */
  forgetUnseenNetworks(before: number): number;
  /** Looks from now on. What is in front and around is known a moment later, and told by `onChange`. */
  start(): Promise<void>;
  stop(): void;
  readonly calls: (
    require: (need: Need, grant: string | undefined) => Result<string>,
  ) => Pick<Handlers, 'network.show' | 'network.trust' | 'network.forget'>;
}

export interface ContextPorts {
  readonly platform: Pick<Platform, 'network' | 'foregroundApplication'>;
  readonly facts: Facts;
  /** Key of the networks' hashes. */
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
const HOURS_MS = 600_000;

const NOT_LOOKED_AT =
  'The policy gives networks no weight, so none is looked at. An administrator can set weights.network.';

export const createContext = (ports: ContextPorts): Context => {
  const { platform, policy, now, schedule, audit, onChange } = ports;
  const networks = createNetworkTrust(ports);
  let application: string | null = null;
  let hours: readonly number[] = [];
  /** Networks in which the user was verified in this session. */
  const verifiedIn = new Set<string>();
  let before: { exclusion: Exclusion; mode: Mode | null } = { exclusion: null, mode: null };
  let isRunning = false;
  let cancel = (): void => undefined;

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

  const looks = [
    createLook({
      isWanted: () => isRunning && policy().weights.network > 0,
      everyMs: NETWORK_MS,
      ask: () => platform.network(),
      take: (identity) => {
        const known = networks.current()?.id;
        networks.seen(identity);
        if (networks.current()?.id !== known) onChange();
      },
    }),
    createLook({
      isWanted: () => isRunning && policy().applications.length > 0,
      everyMs: APPLICATION_MS,
      ask: () => platform.foregroundApplication(),
      take: (identity) => {
        application = identity;
        changed();
      },
    }),
    createLook({
      isWanted: () => isRunning && policy().weights.timeOfDay > 0,
      everyMs: HOURS_MS,
      ask: ports.hours,
      take: (learned) => {
        hours = learned ?? hours;
      },
    }),
  ];
  /** So often that a rule holds from its very minute on, and a changed policy within a second. */
  const tick = (): void => {
    cancel = schedule(tick, TICK_MS);
    for (const look of looks) look.tick();
    changed();
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
      verifiedIn.clear();
    },
    sessionVerified: () => {
      const id = networks.current()?.id;
      if (id === undefined || verifiedIn.has(id)) return;
      verifiedIn.add(id);
      networks.sessionVerified();
    },
    codePassed: () => {
      if (networks.current()?.awaitsConfirmation === true) networks.confirm('employee');
    },
    networks: networks.known,
    forgetNetworks: (by) => {
      for (const { id } of networks.known()) networks.forget(id, by);
    },
    forgetUnseenNetworks: networks.forgetUnseen,
    start: () => {
      isRunning = true;
      tick();
      return Promise.resolve();
    },
    stop: () => {
      isRunning = false;
      cancel();
    },
    calls: (required) => ({
      'network.show': () => Promise.resolve(ok({ current: networks.current(), known: [...networks.known()] })),
      'network.trust': ({ grant }) => {
        if (policy().weights.network === 0) return Promise.resolve(err('not-allowed', NOT_LOOKED_AT));
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
