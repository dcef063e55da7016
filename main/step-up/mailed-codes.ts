/** Codes by e-mail: to the address that is set up, and to one that is to be confirmed. */
import type { AuditEvent } from '../../contract/audit.ts';
import type { Policy } from '../../contract/policy.ts';
import { err, ok, type Result } from '../../contract/result.ts';
import type { Facts } from '../access/facts.ts';
import type { Letter, MailOutcome } from '../mail/mailer.ts';
import { describeSeconds } from './duration.ts';
import { isAddressAllowed, maskAddress } from './mail-address.ts';
import { createMailLimit } from './mail-limit.ts';
import { MAILED_CODE_MINUTES, createMailedCodeSlot, type MailedCodeSlot, type MailedFinding } from './mailed-code.ts';
import { EMAIL } from './set-up.ts';
import type { Clocks } from './stopwatch.ts';

export interface MailedCodesOptions extends Clocks {
  readonly facts: Facts;
  readonly mail: (letter: Letter) => Promise<MailOutcome>;
  readonly policy: () => Policy;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly audit: (event: AuditEvent) => void;
}

export interface Sent {
  /** Masked. */
  readonly sentTo: string;
  /** ISO 8601. */
  readonly until: string;
}

export interface MailedCodes {
  /** Mails a code to the address that is set up; the one before is void. */
  send(): Promise<Result<Sent>>;
  /** The same to an address that is to be confirmed. Its code proves nothing else. */
  sendToConfirm(address: string): Promise<Result<Sent>>;
  /** @param digits six digits */
  check(digits: string): MailedFinding;
  /** @param digits six digits */
  checkConfirmation(digits: string, address: string): MailedFinding;
}

const SUBJECT = 'Your one-time code';
const textOf = (digits: string): string =>
  [
    `${digits} is your one-time code for Samehand. It is valid for ${String(MAILED_CODE_MINUTES)} minutes and can be used once.`,
    'If you did not ask for it, somebody may be at your workstation: do not pass it on, and tell your administrator.',
    '',
  ].join('\n\n');

export const createMailedCodes = (options: MailedCodesOptions): MailedCodes => {
  const { facts, mail, policy, monotonicMs, audit } = options;
  const answers = createMailedCodeSlot(options);
  const confirmations = createMailedCodeSlot(options);
  const limit = createMailLimit(monotonicMs);
  let isSending = false;

  const refusal = (address: string): Result<never> | null => {
    if (policy().mail === null) {
      return err('not-allowed', 'The policy names no mail server, so no code can be mailed. Ask your administrator.');
    }
    if (!policy().stepUp.methods.includes('email') || !isAddressAllowed(address, policy().stepUp)) {
      return err('not-allowed', 'The policy does not allow codes to be mailed there. Ask your administrator.');
    }
    if (isSending) return err('throttled', 'A code is being mailed. Wait for it.');
    const wait = limit.wait() / 1_000;
    if (wait === 0) return null;
    return err('throttled', `A code was mailed before: look for it. Another can be in ${describeSeconds(wait)}.`);
  };

  const sendBy = async (slot: MailedCodeSlot, address: string): Promise<Result<Sent>> => {
    const refused = refusal(address);
    if (refused !== null) return refused;
    isSending = true;
    limit.tried();
    try {
      const { digits, until } = slot.draw(address);
      const { ok: isSent, message } = await mail({ to: [address], subject: SUBJECT, text: textOf(digits) });
      audit({ kind: 'code-mailed', body: { ok: isSent, message } });
      if (!isSent) return err('mail-failed', message);
      limit.sent();
      return ok({ sentTo: maskAddress(address), until });
    } finally {
      isSending = false;
    }
  };

  return {
    send: async () => {
      const enrolled = facts.get(EMAIL);
      if (enrolled === null) {
        return err('not-allowed', 'No address is set up for codes. Set one up with: samehand step-up email <address>');
      }
      return await sendBy(answers, enrolled.address);
    },
    sendToConfirm: (address) => sendBy(confirmations, address),
    check: (digits) => {
      const enrolled = facts.get(EMAIL);
      return enrolled === null ? { outcome: 'refused', fault: 'wrong' } : answers.check(digits, enrolled.address);
    },
    checkConfirmation: confirmations.check,
  };
};
