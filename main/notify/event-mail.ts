/** Mails a notification to those whom the policy names. */
import type { Notification } from '../../contract/notification.ts';
import type { Letter, Mailer } from '../mail/mailer.ts';
import type { Send } from './delivery.ts';
import { NOTIFICATION_TITLES } from './describe-event.ts';

const letterOf = (to: readonly string[], { id, kind, at, machine, decisionId, text }: Notification): Letter => ({
  to,
  subject: `Samehand: ${NOTIFICATION_TITLES[kind]}`,
  text: [
    text,
    '',
    `Time: ${at}`,
    `Machine: ${machine}`,
    `Event: ${kind}`,
    ...(decisionId === null ? [] : [`Decision: ${decisionId}`]),
    `Number of this letter: ${id}. If it comes twice, it is the same event.`,
    '',
    'Samehand sends this because the policy of the machine names your address.',
    '',
  ].join('\n'),
});

export const createEventMail = (ports: {
  readonly mailer: Mailer;
  /** Null: to nobody. */
  readonly to: () => readonly string[] | null;
}): Send => {
  const { mailer, to } = ports;
  return async (notification) => {
    const recipients = to();
    if (recipients === null) {
      return { ok: false, message: 'The policy names no address.', isPassing: false, retryAfterMs: null };
    }
    const { ok, message, isPassing } = await mailer.send(letterOf(recipients, notification));
    return ok ? { ok, message } : { ok, message, isPassing, retryAfterMs: null };
  };
};
