/** Does what was decided, once, and writes down what was meant before and what came of it after. */
import type { AuditEvent } from '../../contract/audit.ts';
import { assertNever } from '../../contract/result.ts';
import type { PromptReason } from '../../contract/step-up.ts';
import type { Action, Decision, Modality, Reason } from '../../contract/verdict.ts';
import type { LockOutcome, Platform } from '../platform/platform.ts';
import type { Schedule } from '../shared/schedule.ts';
import { createLockAttempts } from './lock-attempts.ts';
import { createQuestion } from './question.ts';
import type { StepUp } from './step-up.ts';
import { createWarnings, reasonOf } from './warnings.ts';

export interface ResponderOptions {
  readonly platform: Pick<Platform, 'lock' | 'notify'>;
  /** May throw: the action is then taken all the same, and the fault is among the warnings. */
  readonly audit: (event: AuditEvent) => void;
  readonly newId: () => string;
  readonly schedule: Schedule;
  readonly stepUp: StepUp;
  /** Called when an action begins: once for a prompt, once for a lock however often it is tried. */
  readonly onAction: (action: Exclude<Action, 'none'>, because: 'doubt' | 'rule') => void;
  /** The employee proved who they are. */
  readonly onGenuine: () => void;
  /** A doubt went away by itself: the hands looked right again. */
  readonly onRecovered: () => void;
  /** The platform accepted a lock, confirmed or not. */
  readonly onLocked: (outcome: LockOutcome) => void;
}

export interface Evidence {
  /** 0–100. */
  readonly trust: number;
  readonly modality: Modality;
}

export interface Responder {
  /**
   * Takes the decision on one verdict. Resolves when the first attempt of what it began is over; never rejects.
   * Retries and the answer to a prompt come later by themselves.
   */
  handle(decision: Decision, evidence: Evidence): Promise<void>;
  /** A rule asks for a code, whatever the hands look like. Nothing is asked where no method is set up, or one is asked for already. */
  recheck(reason: PromptReason, trust: number): void;
  /** A rule locks the workstation, whatever the hands look like. As `handle`. */
  lockBy(reason: Extract<Reason, 'inactive' | 'agent-death'>, trust: number): Promise<void>;
  /** Whether a prompt or notification is open: the `asked` of the decision table. */
  asked(): boolean;
  /** The workstation was left: what was asked is asked no longer. */
  left(): void;
  warnings(): readonly string[];
  /** The session was unlocked, or the profile is a new one: nothing that was pending matters any more. */
  reset(): void;
  /** Resolves when no lock or notification is under way. Does not wait for retries and answers. */
  settled(): Promise<void>;
  /** Ends prompts and retries. Nothing is handled afterwards. */
  close(): void;
}

/**
 * Neither the doubt nor a lock that could not be done yet is over while this is decided: a pause settles nothing, and
 * what a modality says that may not act does not either.
 */
const isUnsettled = ({ action, reason }: Decision): boolean =>
  action !== 'none' || reason === 'already-asked' || reason === 'paused' || reason === 'not-ready';

/**
 * Whether a decision to do nothing belongs in the log: the first of a run that withholds the same action for the same
 * reason, and a recovery. Everything else that does nothing is the ordinary course of a day.
 */
export const isNoteworthy = (previous: Decision | null, next: Decision): boolean => {
  if (next.withheld === null && next.reason !== 'recovered') return false;
  return previous?.reason !== next.reason || previous.withheld !== next.withheld;
};

export const createResponder = (options: ResponderOptions): Responder => {
  const { platform, newId, schedule, stepUp, onAction, onGenuine, onRecovered, onLocked } = options;
  const warnings = createWarnings();
  const underWay = new Set<Promise<void>>();
  let previous: Decision | null = null;
  let isClosed = false;

  const audit = (event: AuditEvent): void => {
    try {
      options.audit(event);
      warnings.set('audit', null);
    } catch (thrown) {
      warnings.set('audit', `The audit log could not be written: ${reasonOf(thrown)}`);
    }
  };

  const track = (work: Promise<void>): Promise<void> => {
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
    return work;
  };

  const locks = createLockAttempts({ platform, audit, schedule, warnings, onLocked, track });

  const lock = (decisionId: string, because: 'doubt' | 'rule'): Promise<void> => {
    onAction('lock', because);
    question.withdraw('the workstation is being locked');
    return locks.begin(decisionId);
  };

  const question = createQuestion({
    platform,
    stepUp,
    audit,
    warnings,
    track,
    onPassed: () => {
      previous = null;
      onGenuine();
    },
    onRefused: (decisionId) => {
      if (locks.isFree()) void track(lock(decisionId, 'doubt'));
    },
  });

  const begins = ({ action }: Decision): boolean => {
    switch (action) {
      case 'none':
        return false;
      case 'notify':
      case 'prompt':
        return !question.isOpen() && !locks.isPending();
      case 'lock':
        return locks.isFree();
      default:
        return assertNever(action);
    }
  };

  const settle = (why: string): void => {
    locks.cancel();
    question.withdraw(why);
  };
  /** What no verdict led to. */
  const auditRule = (decisionId: string, action: Action, reason: Reason, trust: number): void => {
    audit({ kind: 'decision', body: { decisionId, action, reason, withheld: null, trust, modality: 'none' } });
  };

  return {
    handle: async (decision, { trust, modality }) => {
      if (isClosed) return;
      const { action, reason, withheld } = decision;
      const isBeginning = begins(decision);
      const isRecorded = isBeginning || isNoteworthy(previous, decision);
      previous = decision;
      if (!isUnsettled(decision)) {
        locks.cancel();
        if (question.recovered(reason) && reason === 'recovered') onRecovered();
      }
      if (!isRecorded) return;
      const decisionId = newId();
      audit({ kind: 'decision', body: { decisionId, action, reason, withheld, trust, modality } });
      if (!isBeginning || action === 'none') return;
      if (action === 'lock') {
        await track(lock(decisionId, 'doubt'));
        return;
      }
      onAction(action, 'doubt');
      await track(question.ask(decisionId, modality));
    },
    recheck: (reason, trust) => {
      if (isClosed || !stepUp.enrolled || question.isOpen() || locks.isPending()) return;
      const decisionId = newId();
      auditRule(decisionId, 'prompt', 'recheck', trust);
      onAction('prompt', 'rule');
      question.recheck(decisionId, reason);
    },
    lockBy: async (reason, trust) => {
      if (isClosed || !locks.isFree()) return;
      const decisionId = newId();
      auditRule(decisionId, 'lock', reason, trust);
      await track(lock(decisionId, 'rule'));
    },
    asked: question.isOpen,
    left: () => {
      question.withdraw('the workstation was left');
    },
    warnings: warnings.list,
    reset: () => {
      settle('the session began anew');
      locks.reset();
      previous = null;
      warnings.set('lock', null);
    },
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    close: () => {
      isClosed = true;
      settle('the agent stops');
      locks.reset();
    },
  };
};
