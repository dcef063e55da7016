/** The calls about codes, and who may make which. */
import type { AuditEvent } from '../../contract/audit.ts';
import { CODE_METHODS, type Need } from '../../contract/policy-access.ts';
import { err, ok, type Result } from '../../contract/result.ts';
import type { StepUpStatus } from '../../contract/step-up.ts';
import type { Facts } from '../access/facts.ts';
import type { Handlers } from '../control/dispatch.ts';
import type { Enrolment } from './enrolment.ts';
import type { CodePrompts } from './prompt.ts';
import { isSetUp, readSetUp } from './set-up.ts';
import type { Verifier } from './verifier.ts';

export type StepUpCallName = Extract<keyof Handlers, `code.${string}` | `step-up.${string}`>;
export type StepUpCalls = Pick<Handlers, StepUpCallName>;

/** Who stands behind a call, or which proof is missing. */
export type Require = (need: Need, grant: string | undefined) => Result<string>;

export interface StepUpCallsOptions {
  readonly facts: Facts;
  readonly verifier: Verifier;
  readonly prompts: CodePrompts;
  readonly enrolment: Enrolment;
  readonly status: () => StepUpStatus;
  readonly require: Require;
  readonly isDoubting: () => boolean;
  readonly audit: (event: AuditEvent) => void;
  /** An administrator let codes be tried again. */
  readonly onUnblocked: () => void;
}

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

export const createStepUpCalls = (options: StepUpCallsOptions): StepUpCalls => {
  const { facts, verifier, prompts, enrolment, status, isDoubting, audit, onUnblocked } = options;

  /** Otherwise whoever took over could make themselves a proof that they are the employee. */
  const doubting = (): Result<never> | null =>
    isDoubting()
      ? err('not-allowed', 'The agent doubts whose hands these are. This is possible again once trust is back.')
      : null;

  const mayChange = (grant: string | undefined): Result<string> => doubting() ?? options.require('code', grant);

  /** The first method needs no proof: there is nothing to prove anything by. */
  const mayBegin = (grant: string | undefined): Result<string> => {
    const setUp = readSetUp(facts);
    if (CODE_METHODS.some((method) => isSetUp(setUp, method))) return mayChange(grant);
    return doubting() ?? ok('user');
  };

  return {
    'code.state': () => {
      const { failures, blockedUntil, exhausted } = verifier.state();
      return Promise.resolve(ok({ prompt: prompts.current(), failures, blockedUntil: iso(blockedUntil), exhausted }));
    },
    'code.answer': ({ code }) => prompts.answer(code),
    'code.mail': () => prompts.mail(),

    'step-up.status': async () => {
      await verifier.retry();
      return ok(status());
    },

    'step-up.authenticator.begin': async ({ grant }) => {
      const by = mayBegin(grant);
      return by.ok ? enrolment.beginAuthenticator(by.value) : by;
    },
    'step-up.authenticator.confirm': async ({ code }) => doubting() ?? enrolment.confirmAuthenticator(code),

    'step-up.email.begin': async ({ address, grant }) => {
      const by = mayBegin(grant);
      return by.ok ? enrolment.beginEmail(address, by.value) : by;
    },
    'step-up.email.confirm': async ({ code }) => doubting() ?? enrolment.confirmEmail(code),

    'step-up.recovery.renew': async ({ grant }) => {
      const by = mayChange(grant);
      return by.ok ? enrolment.renewRecoveryCodes(by.value) : by;
    },

    'step-up.remove': async ({ method, grant }) => {
      const by = mayChange(grant);
      if (!by.ok) return by;
      const removed = await enrolment.remove(method, by.value);
      return removed.ok ? ok({}) : removed;
    },

    'step-up.unblock': ({ grant }) => {
      const by = options.require('administrator', grant);
      if (!by.ok) return Promise.resolve(by);
      const setUp = readSetUp(facts);
      verifier.unblock();
      for (const method of CODE_METHODS.filter((each) => isSetUp(setUp, each))) {
        audit({ kind: 'step-up-changed', body: { method, change: 'unblocked', by: by.value } });
      }
      onUnblocked();
      return Promise.resolve(ok({}));
    },
  };
};
