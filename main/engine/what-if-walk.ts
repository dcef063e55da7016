/** Walks through stored verdicts as one policy would have: trust is reckoned anew from their evidence, and acted on. */
import type { Policy } from '../../contract/policy.ts';
import type { TimeRule } from '../../contract/policy-context.ts';
import type { Modality } from '../../contract/verdict.ts';
import type { ChosenLimit } from '../../ml/trust/choose-limit.ts';
import { trustOf, updateDoubt } from '../../ml/trust/sequential.ts';
import { trustLevel } from '../../ml/trust/trust-level.ts';
import { decide } from '../response/decision.ts';
import type { VerdictStep } from '../store/verdicts.ts';
import { countsOf } from './judge.ts';
import { isWithinBudget } from './tolerance.ts';
import { WINDOWS } from './window-shape.ts';

/** A policy, and what of the user it would go by. */
export interface Terms {
  readonly policy: Policy;
  readonly established: Readonly<Record<Modality, boolean>>;
  readonly limits: Readonly<Record<Modality, ChosenLimit | null>>;
}

export interface WalkOptions {
  /** Whether a code is passed at once whenever one is asked for, or never comes and somebody unlocks after the lock. */
  readonly codes: 'always' | 'never';
  /** Whether what mode and readiness hold back happens all the same. */
  readonly isUnheld: boolean;
  /** Called with what happens, and when: whole seconds since 1970. */
  readonly onAction: (action: 'prompt' | 'lock', at: number) => void;
}

export interface Walk {
  /** @param rule the policy's rule for the time of that verdict. */
  take(step: VerdictStep, rule: TimeRule | null): void;
  /** There are no more verdicts up to this time, in whole seconds since 1970. */
  end(at: number): void;
}

/** A question stays open through a verdict that neither settles the doubt nor may act on it. */
const KEEPS_OPEN: readonly string[] = ['already-asked', 'not-ready'];

export const createWalk = (
  { policy, established, limits }: Terms,
  { codes, isUnheld, onAction }: WalkOptions,
): Walk => {
  const { lockBelow, enforceWhen, stepUp } = policy;
  const isWithin = {
    keyboard: isWithinBudget('keyboard', limits.keyboard, policy),
    pointer: isWithinBudget('pointer', limits.pointer, policy),
  };
  const counts = countsOf(isWithin, enforceWhen);
  let session = '';
  let doubt = 0;
  /** When the open question was put, whole seconds since 1970. */
  let askedAt: number | null = null;

  const startAfresh = (): void => {
    doubt = 0;
    askedAt = null;
  };

  /** A code that does not come in time locks; whoever unlocks begins afresh. */
  const waitUntil = (at: number): void => {
    if (askedAt === null || at - askedAt < stepUp.promptSeconds) return;
    onAction('lock', askedAt);
    startAfresh();
  };

  const weigh = ({ modality, llr, fresh }: VerdictStep): void => {
    const limit = limits[modality];
    if (llr === null || limit === null || !counts[modality]) return;
    doubt = updateDoubt(doubt, llr, fresh ?? WINDOWS[modality].hop, limit);
  };

  const judge = (step: VerdictStep, rule: TimeRule | null): void => {
    const { modality, level, abstained, at } = step;
    weigh(step);
    const isKnown = established[modality] && abstained !== 'learning';
    const { action, reason } = decide({
      mode: isUnheld ? 'enforce' : (rule?.mode ?? policy.mode),
      ready: isKnown && (isUnheld || isWithin[modality] || enforceWhen === 'established'),
      level: level === 'learning' ? level : trustLevel(trustOf(doubt, lockBelow), policy),
      asked: askedAt !== null,
      locked: false,
      paused: false,
    });
    if (action === 'prompt' || action === 'lock') onAction(action, at);
    if (action === 'lock' || (action === 'prompt' && codes === 'always')) startAfresh();
    else if (action === 'prompt') askedAt = at;
    else if (!KEEPS_OPEN.includes(reason)) askedAt = null;
  };

  return {
    take: (step, rule) => {
      waitUntil(step.at);
      if (step.sessionId !== session) startAfresh();
      session = step.sessionId;
      if (rule?.scoring !== false) judge(step, rule);
    },
    end: waitUntil,
  };
};
