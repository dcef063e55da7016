/** Asks the employee: for a code where there is one to ask for, else by a notification that says what will happen. */
import type { AuditEvent } from '../../contract/audit.ts';
import type { PromptReason } from '../../contract/step-up.ts';
import type { Modality } from '../../contract/verdict.ts';
import type { Notice, NoticeOutcome, Platform } from '../platform/platform.ts';
import type { StepUp } from './step-up.ts';
import { type Warnings, reasonOf } from './warnings.ts';

const DOUBTED: Readonly<Record<Modality, string>> = { keyboard: 'typing', pointer: 'pointer movement' };

/** One calm sentence: what was seen and what follows from it. */
export const doubtNotice = (modality: Modality): Notice => ({
  title: 'Is it still you?',
  body: `The ${DOUBTED[modality]} on this workstation does not look like yours, and it will lock if this goes on.`,
  urgency: 'critical',
});

export interface QuestionOptions {
  readonly platform: Pick<Platform, 'notify'>;
  readonly stepUp: StepUp;
  readonly audit: (event: AuditEvent) => void;
  readonly warnings: Warnings;
  readonly onPassed: () => void;
  /** The code was wrong or did not come in time. */
  readonly onRefused: (decisionId: string) => void;
  /** Takes the notification that stands in for a question which could not be put. */
  readonly track: (work: Promise<void>) => Promise<void>;
}

export interface Question {
  readonly isOpen: () => boolean;
  /** Asks because of a doubt. Resolves once the question is before the employee, not when it is answered. */
  readonly ask: (decisionId: string, modality: Modality) => Promise<void>;
  /** Asks for a code because a rule says so, which only an answer settles; where there is no method, nothing is asked. */
  readonly recheck: (decisionId: string, reason: PromptReason) => void;
  /** Settles an open question without an answer. */
  readonly withdraw: (why: string) => void;
  /** The doubt is over: as `withdraw`, if it was the doubt that was asked about; answers whether it was. */
  readonly recovered: (why: string) => boolean;
}

const notifySafely = async (platform: Pick<Platform, 'notify'>, notice: Notice): Promise<NoticeOutcome> => {
  try {
    return await platform.notify(notice);
  } catch (thrown) {
    return { ok: false, method: 'none', message: reasonOf(thrown) };
  }
};

export const createQuestion = (options: QuestionOptions): Question => {
  const { platform, stepUp, audit, warnings, onPassed, onRefused, track } = options;
  let open: { readonly reason: PromptReason; readonly settle: (why: string) => void } | null = null;

  const notify = async (decisionId: string, modality: Modality): Promise<void> => {
    open = { reason: 'doubt', settle: () => undefined };
    audit({ kind: 'action-intended', body: { decisionId, action: 'notify' } });
    const { ok, method, message } = await notifySafely(platform, doubtNotice(modality));
    audit({ kind: 'action-done', body: { decisionId, action: 'notify', ok, method, message } });
    warnings.set('notify', ok ? null : `The employee could not be told of the doubt: ${message}`);
  };

  /** `ok` in the log says that the question was put; what came of it is the message. */
  const askCode = (decisionId: string, reason: PromptReason, modality: Modality | null): void => {
    const withdrawn = new AbortController();
    const done = (isAsked: boolean, message: string): void => {
      audit({
        kind: 'action-done',
        body: { decisionId, action: 'prompt', ok: isAsked, method: 'step-up', message },
      });
    };
    open = {
      reason,
      settle: (why) => {
        withdrawn.abort();
        done(true, `withdrawn: ${why}`);
      },
    };
    audit({ kind: 'action-intended', body: { decisionId, action: 'prompt' } });
    const answered = async (): Promise<void> => {
      try {
        const answer = await stepUp.ask(reason, withdrawn.signal);
        if (withdrawn.signal.aborted) return;
        open = null;
        done(true, answer);
        warnings.set('prompt', null);
        if (answer === 'passed') onPassed();
        else onRefused(decisionId);
      } catch (thrown) {
        if (withdrawn.signal.aborted) return;
        // An employee who could not be asked has not refused: they are told, and the lock level still stands.
        done(false, reasonOf(thrown));
        warnings.set('prompt', `The employee could not be asked for a code: ${reasonOf(thrown)}`);
        open = null;
        if (modality !== null) await track(notify(decisionId, modality));
      }
    };
    void answered();
  };

  const withdraw = (why: string): void => {
    const settled = open;
    open = null;
    settled?.settle(why);
  };

  return {
    isOpen: () => open !== null,
    ask: async (decisionId, modality) => {
      if (stepUp.enrolled) askCode(decisionId, 'doubt', modality);
      else await notify(decisionId, modality);
    },
    recheck: (decisionId, reason) => {
      if (stepUp.enrolled) askCode(decisionId, reason, null);
    },
    withdraw,
    recovered: (why) => {
      if (open?.reason !== 'doubt') return false;
      withdraw(why);
      return true;
    },
  };
};
