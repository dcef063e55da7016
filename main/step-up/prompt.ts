/** Puts the question for a code, and takes the answer: one question at a time, which locks when nobody answers. */
import type { AuditEvent } from '../../contract/audit.ts';
import type { Policy } from '../../contract/policy.ts';
import { err, ok, type Result } from '../../contract/result.ts';
import type { CodeAnswer, CodePrompt, PromptReason } from '../../contract/step-up.ts';
import type { StepUp, StepUpAnswer } from '../response/step-up.ts';
import type { Schedule } from '../shared/schedule.ts';
import { readCode } from './code-text.ts';
import type { MailedCodes, Sent } from './mailed-codes.ts';
import type { Verifier } from './verifier.ts';

export interface CodePromptsOptions {
  readonly verifier: Verifier;
  readonly mailedCodes: MailedCodes;
  readonly policy: () => Policy;
  readonly now: () => number;
  readonly schedule: Schedule;
  readonly newId: () => string;
  readonly audit: (event: AuditEvent) => void;
  /** A question was put, has changed, or is settled (null). */
  readonly onChange: (prompt: CodePrompt | null) => void;
}

export interface CodePrompts extends StepUp {
  current(): CodePrompt | null;
  /** `not-found` when nothing is asked, or no longer when the code was looked at. */
  answer(code: string): Promise<Result<CodeAnswer>>;
  /** Mails a code, whether or not a question is open. */
  mail(): Promise<Result<Sent>>;
}

interface Question {
  readonly id: string;
  readonly reason: PromptReason;
  readonly openedAt: string;
  readonly until: string;
  failures: number;
  mailed: boolean;
  readonly settle: (answer: StepUpAnswer) => void;
}

const isoOrNull = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

export const createCodePrompts = (options: CodePromptsOptions): CodePrompts => {
  const { verifier, mailedCodes, policy, now, schedule, newId, audit, onChange } = options;
  let open: Question | null = null;

  const attemptsLeft = ({ failures }: Question): number => Math.max(0, policy().stepUp.failuresBeforeLock - failures);

  const current = (): CodePrompt | null => {
    if (open === null) return null;
    const { id, reason, openedAt, until, mailed } = open;
    return {
      id,
      reason,
      openedAt,
      until,
      attemptsLeft: attemptsLeft(open),
      methods: [...verifier.methods()],
      mailed,
    };
  };
  const changed = (): void => {
    onChange(current());
  };

  return {
    get enrolled() {
      return verifier.methods().length > 0;
    },

    ask: (reason, signal) =>
      new Promise((resolve) => {
        if (open !== null) throw new Error('a question for a code is open already');
        if (signal.aborted) {
          resolve('timed-out');
          return;
        }
        const limitMs = policy().stepUp.promptSeconds * 1_000;
        const settle = (answer: StepUpAnswer): void => {
          // The first settles it, and stops the others: an answer, the end of the time, or a withdrawal.
          open = null;
          cancelTimer();
          signal.removeEventListener('abort', timedOut);
          changed();
          resolve(answer);
        };
        const timedOut = (): void => {
          settle('timed-out');
        };
        const openedAt = now();
        const question: Question = {
          id: newId(),
          reason,
          openedAt: new Date(openedAt).toISOString(),
          until: new Date(openedAt + limitMs).toISOString(),
          failures: 0,
          mailed: false,
          settle,
        };
        open = question;
        const cancelTimer = schedule(timedOut, limitMs);
        signal.addEventListener('abort', timedOut);
        audit({ kind: 'code-asked', body: { promptId: question.id, reason, methods: [...verifier.methods()] } });
        changed();
        // A keychain that was locked may be open by now.
        const before = verifier.methods().length;
        void verifier.retry().then(() => {
          if (open === question && verifier.methods().length !== before) changed();
        });
      }),

    current,

    answer: async (code) => {
      const question = open;
      if (question === null) return err('not-found', 'No code is being asked for.');
      const verification = await verifier.verify(code, question.id);
      if (open !== question) {
        return err('not-found', 'The time was over before the code was looked at. Unlock the workstation.');
      }
      if (verification.outcome === 'passed') {
        question.settle('passed');
        return ok({ outcome: 'passed', attemptsLeft: attemptsLeft(question), blockedUntil: null });
      }
      const { outcome, blockedUntil } = verification;
      if (outcome === 'refused' && readCode(code).kind !== 'nothing') {
        question.failures += 1;
        if (attemptsLeft(question) === 0) question.settle('failed');
        else changed();
      }
      return ok({ outcome, attemptsLeft: attemptsLeft(question), blockedUntil: isoOrNull(blockedUntil) });
    },

    mail: async () => {
      const question = open;
      const sent = await mailedCodes.send();
      if (sent.ok && question !== null && open === question) {
        question.mailed = true;
        changed();
      }
      return sent;
    },
  };
};
