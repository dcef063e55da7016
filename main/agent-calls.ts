/** The calls that ask something of the agent itself. Those of its services stand with the services. */
import type { AuditEvent } from '../contract/audit.ts';
import type { Status } from '../contract/ipc.ts';
import type { Policy } from '../contract/policy.ts';
import { err, ok } from '../contract/result.ts';
import type { Handlers } from './control/dispatch.ts';
import type { EnginePort } from './engine/port.ts';
import type { Pause } from './pause.ts';
import type { PolicyKeeper } from './policy/policy-keeper.ts';
import type { Authority } from './roles/authority.ts';

type AgentCallName =
  | 'status'
  | 'pause'
  | 'resume'
  | 'quit'
  | 'profile.show'
  | 'profile.reset'
  | 'profile.versions'
  | 'profile.rollback'
  | 'policy.show'
  | 'policy.check'
  | 'policy.simulate'
  | 'policy.apply';

export interface AgentCallPorts {
  readonly status: () => Status;
  readonly policy: () => Policy;
  readonly policies: PolicyKeeper;
  readonly engine: EnginePort;
  readonly pause: Pause;
  readonly authority: Authority;
  readonly audit: (event: AuditEvent) => void;
  readonly isDoubting: () => boolean;
  /** Nothing is left of what was learned. */
  readonly onForgotten: () => void;
  readonly onQuit: () => void;
}

/** Otherwise whoever took over could switch the agent off with one command. */
const DOUBTING = 'The agent doubts whose hands these are. This is possible again once trust is back.';
const doubting = () => err('not-allowed', DOUBTING);

export const createAgentCalls = (ports: AgentCallPorts): Pick<Handlers, AgentCallName> => {
  const { policy, policies, engine, pause, authority, audit, isDoubting } = ports;
  return {
    status: () => Promise.resolve(ok(ports.status())),

    pause: ({ minutes, grant }) => {
      const { allowed, maxMinutes, needs } = policy().pause;
      if (!allowed) {
        return Promise.resolve(err('not-allowed', 'The policy of this workstation does not allow pausing.'));
      }
      if (minutes > maxMinutes) {
        const most = String(maxMinutes);
        return Promise.resolve(err('not-allowed', `The policy allows a pause of at most ${most} minutes.`));
      }
      if (isDoubting()) return Promise.resolve(doubting());
      const by = authority.require(needs, grant);
      if (!by.ok) return Promise.resolve(by);
      return Promise.resolve(ok({ until: new Date(pause.begin(minutes, by.value)).toISOString() }));
    },

    resume: () => {
      pause.end('user');
      return Promise.resolve(ok({}));
    },

    quit: ({ grant }) => {
      const by = authority.require(policy().quit.needs, grant);
      if (!by.ok) return Promise.resolve(by);
      audit({ kind: 'ended', body: { by: by.value, isAuthorised: true } });
      ports.onQuit();
      return Promise.resolve(ok({}));
    },

    'profile.show': async () => ok(await engine.profile()),
    'profile.versions': async () => ok({ versions: [...(await engine.versions())] }),

    'profile.reset': async ({ modality, grant }) => {
      if (isDoubting()) return doubting();
      const by = authority.require('code', grant);
      if (!by.ok) return by;
      const removedWindows = await engine.reset(modality);
      ports.onForgotten();
      audit({ kind: 'profile-reset', body: { by: by.value } });
      return ok({ removedWindows });
    },

    'profile.rollback': async ({ modality, to, grant }) => {
      if (isDoubting()) return doubting();
      const by = authority.require('code', grant);
      if (!by.ok) return by;
      const before = (await engine.versions()).find((each) => each.active && each.modality === modality);
      const now = await engine.rollback(modality, to);
      const from = before?.version ?? 0;
      audit({ kind: 'profile-rolled-back', body: { modality, from, to: now.version, by: by.value } });
      return ok({ from, now });
    },

    'policy.show': () => Promise.resolve(ok(policies.view())),
    'policy.check': ({ text }) => Promise.resolve(ok(policies.check(text))),

    'policy.simulate': async ({ text, days }) => {
      const candidate = policies.candidate(text);
      return candidate.ok ? ok(await engine.simulate(candidate.value, days, policies.policy())) : candidate;
    },

    'policy.apply': async ({ text, reason, grant }) => {
      if (isDoubting()) return doubting();
      const by = authority.require(authority.hasAdministrator() ? 'administrator' : 'code', grant);
      return by.ok ? policies.apply(text, reason, by.value) : by;
    },
  };
};
