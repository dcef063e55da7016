/** Sets methods up and takes them away. Who may do so is for the calls to ask. */
import type { AuditEvent } from '../../contract/audit.ts';
import type { CodeMethod } from '../../contract/policy-access.ts';
import type { Policy } from '../../contract/policy.ts';
import { err, ok, type Result } from '../../contract/result.ts';
import type { AuthenticatorSetup } from '../../contract/step-up.ts';
import type { Facts } from '../access/facts.ts';
import type { Secrets } from '../keys/secrets.ts';
import { NO_STEP, SECRET_BYTES, checkAuthenticator, keyUri, readSecret, secretText } from './authenticator.ts';
import { readCode } from './code-text.ts';
import { describeDrift } from './duration.ts';
import type { MailedCodes, Sent } from './mailed-codes.ts';
import { PENDING_MS, createPending, type Pending } from './pending.ts';
import { RECOVERY, makeRecoveryCodes, recoveryCodesLeft } from './recovery-codes.ts';
import { AUTHENTICATOR, EMAIL, isSetUp, readSetUp } from './set-up.ts';
import type { Clocks } from './stopwatch.ts';
import type { Verifier } from './verifier.ts';

export interface EnrolmentOptions extends Clocks {
  readonly facts: Facts;
  readonly secrets: Secrets;
  readonly mailedCodes: MailedCodes;
  readonly verifier: Verifier;
  readonly policy: () => Policy;
  /** What an authenticator shows beside the code. */
  readonly account: string;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly audit: (event: AuditEvent) => void;
}

/** To be shown once; empty where there were some already, or the policy has none. */
export interface NewCodes {
  readonly recoveryCodes: string[];
}

/** `by` is who stands behind the change, for the audit log. */
export interface Enrolment {
  beginAuthenticator(by: string): Promise<Result<AuthenticatorSetup>>;
  confirmAuthenticator(code: string): Promise<Result<NewCodes>>;
  beginEmail(address: string, by: string): Promise<Result<Sent>>;
  confirmEmail(code: string): Promise<Result<NewCodes>>;
  renewRecoveryCodes(by: string): Promise<Result<NewCodes>>;
  remove(method: CodeMethod, by: string): Promise<Result<null>>;
}

const NOT_BEGUN = err('not-found', 'Nothing waits to be confirmed, or it waited too long. Begin again.');
const notAccepted = (advice: string) => err('not-identified', `The code was not accepted. ${advice}`);
const disallowed = (what: string) =>
  err('not-allowed', `The policy of this workstation does not allow ${what}. Ask your administrator.`);

const digitsOf = (code: string): string | null => {
  const text = readCode(code);
  return text.kind === 'digits' ? text.digits : null;
};

export const createEnrolment = (options: EnrolmentOptions): Enrolment => {
  const { facts, secrets, mailedCodes, verifier, policy, account, now, randomBytes, audit } = options;
  let authenticator: Pending | null = null;
  let email: Pending | null = null;

  const isAllowed = (method: CodeMethod): boolean => policy().stepUp.methods.includes(method);
  const audited = (method: CodeMethod, change: 'enrolled' | 'renewed' | 'removed', by: string): void => {
    audit({ kind: 'step-up-changed', body: { method, change, by } });
  };
  const iso = (): string => new Date(now()).toISOString();

  /** For the first method, and where all are used up; null: none. */
  const firstRecoveryCodes = async () =>
    isAllowed('recovery-code') && recoveryCodesLeft(facts.get(RECOVERY)) === 0
      ? await makeRecoveryCodes(randomBytes)
      : null;

  const putInForce = async (
    method: CodeMethod,
    by: string,
    made: Awaited<ReturnType<typeof firstRecoveryCodes>>,
    write: () => void,
  ): Promise<NewCodes> => {
    const wasSetUp = isSetUp(readSetUp(facts), method);
    facts.transaction(() => {
      if (made !== null) facts.set(RECOVERY, made.set);
      write();
    });
    audited(method, wasSetUp ? 'renewed' : 'enrolled', by);
    if (made !== null) audited('recovery-code', 'enrolled', by);
    await verifier.refresh();
    return { recoveryCodes: [...(made?.codes ?? [])] };
  };

  return {
    beginAuthenticator: async (by) => {
      if (!isAllowed('authenticator')) return disallowed('authenticators');
      const text = secretText(randomBytes(SECRET_BYTES));
      const uri = keyUri(text, account);
      // Loaded for the one time that somebody sets an authenticator up.
      const qrCode = await import('qrcode');
      const qrSvg = await qrCode.toString(uri, { type: 'svg' });
      authenticator = createPending(text, by, options);
      return ok({ uri, secret: text, qrSvg, until: new Date(now() + PENDING_MS).toISOString() });
    },

    confirmAuthenticator: async (code) => {
      const pending = authenticator;
      if (pending?.isWaiting() !== true) return NOT_BEGUN;
      if (!isAllowed('authenticator')) return disallowed('authenticators');
      const digits = digitsOf(code);
      const secret = readSecret(pending.value);
      const found =
        digits === null || secret === null
          ? null
          : checkAuthenticator({ secret, digits, now: now(), lastStep: NO_STEP });
      if (found?.outcome !== 'passed') {
        pending.failed();
        const drift = found?.driftSeconds ?? null;
        return notAccepted(drift === null ? 'Type the one that is shown now.' : describeDrift(drift));
      }
      authenticator = null;
      const { step: lastStep, driftSeconds } = found;
      const made = await firstRecoveryCodes();
      // The step first: should all end in between, the code is still accepted only once.
      const old = facts.get(AUTHENTICATOR);
      if (old !== null) facts.set(AUTHENTICATOR, { ...old, lastStep: Math.max(old.lastStep, lastStep) });
      const written = await secrets.write('authenticator', pending.value);
      if (!written.ok) {
        authenticator = pending;
        return written;
      }
      return ok(
        await putInForce('authenticator', pending.by, made, () => {
          facts.set(AUTHENTICATOR, { enrolledAt: iso(), lastStep, driftSeconds });
        }),
      );
    },

    beginEmail: async (address, by) => {
      const sent = await mailedCodes.sendToConfirm(address);
      if (sent.ok) email = createPending(address, by, options);
      return sent;
    },

    confirmEmail: async (code) => {
      const pending = email;
      if (pending?.isWaiting() !== true) return NOT_BEGUN;
      const digits = digitsOf(code);
      const found = digits === null ? null : mailedCodes.checkConfirmation(digits, pending.value);
      if (found?.outcome !== 'passed') {
        pending.failed();
        return notAccepted('Type the one that was mailed last.');
      }
      email = null;
      const made = await firstRecoveryCodes();
      return ok(
        await putInForce('email', pending.by, made, () => {
          facts.set(EMAIL, { address: pending.value, confirmedAt: iso() });
        }),
      );
    },

    renewRecoveryCodes: async (by) => {
      if (!isAllowed('recovery-code')) return disallowed('recovery codes');
      const { authenticator: has, email: mails } = readSetUp(facts);
      if (has === null && mails === null) {
        return err(
          'not-found',
          'Recovery codes stand in for another method. Set one up first: samehand step-up authenticator',
        );
      }
      const made = await makeRecoveryCodes(randomBytes);
      facts.set(RECOVERY, made.set);
      audited('recovery-code', 'renewed', by);
      await verifier.refresh();
      return ok({ recoveryCodes: [...made.codes] });
    },

    remove: async (method, by) => {
      const setUp = readSetUp(facts);
      if (!isSetUp(setUp, method)) return err('not-found', 'That method is not set up. See: samehand step-up status');
      if (method === 'authenticator') {
        const removed = await secrets.remove('authenticator');
        if (!removed.ok) return removed;
      }
      const other = method === 'authenticator' ? setUp.email : setUp.authenticator;
      // Recovery codes stand in for a method: with the last one they go too.
      const withRecoveryCodes = method !== 'recovery-code' && other === null && setUp.recoveryCodesLeft > 0;
      facts.transaction(() => {
        if (method === 'authenticator') facts.set(AUTHENTICATOR, null);
        if (method === 'email') facts.set(EMAIL, null);
        if (method === 'recovery-code' || withRecoveryCodes) facts.set(RECOVERY, null);
      });
      audited(method, 'removed', by);
      if (withRecoveryCodes) audited('recovery-code', 'removed', by);
      await verifier.refresh();
      return ok(null);
    },
  };
};
