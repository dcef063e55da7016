/** How far the hands are trusted now: by the engine, and together with circumstances. */
import type { Policy } from '../contract/policy.ts';
import type { TrustLevel, Verdict } from '../contract/verdict.ts';
import { levelOf } from './context/composite-score.ts';

/** Windows in a row that leave no doubt, after which the session counts as the user's for trust in the network. */
const VERIFIED_WINDOWS = 50;

export interface TrustPorts {
  readonly policy: () => Policy;
  /** Of this trust with the circumstances of the moment, 0–100. */
  readonly score: (trust: number) => number;
}

export interface AgentTrust {
  /** 0–100. */
  readonly value: () => number;
  readonly level: () => TrustLevel;
  /** After circumstances or the policy have changed. */
  readonly judge: () => void;
  /** Takes the engine's word; says whether by this window the session has become the user's beyond doubt. */
  readonly take: (verdict: Verdict) => { readonly isVerified: boolean };
  /** The session begins anew, with full trust. */
  readonly restore: () => void;
  /** Nothing is left of what was learned. */
  readonly forget: () => void;
}

export const createAgentTrust = ({ policy, score }: TrustPorts): AgentTrust => {
  let trust = 100;
  /** By the engine's trust alone, and with circumstances. */
  let behaviourLevel: TrustLevel = 'learning';
  let level: TrustLevel = 'learning';
  let steadyWindows = 0;

  const judge = (): void => {
    level = levelOf(behaviourLevel, score(trust), policy());
  };
  return {
    value: () => trust,
    level: () => level,
    judge,
    take: (verdict) => {
      ({ trust } = verdict);
      behaviourLevel = verdict.level;
      judge();
      if (level !== 'trusted') steadyWindows = 0;
      else if (verdict.llr !== null) steadyWindows += 1;
      return { isVerified: level === 'trusted' && verdict.llr !== null && steadyWindows === VERIFIED_WINDOWS };
    },
    restore: () => {
      trust = 100;
      steadyWindows = 0;
      if (behaviourLevel !== 'learning') behaviourLevel = 'trusted';
      judge();
    },
    forget: () => {
      trust = 100;
      behaviourLevel = 'learning';
      judge();
    },
  };
};
