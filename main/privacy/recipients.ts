/** Who gets something of what happens on the workstation, by the policy in force. */
import type { Policy } from '../../contract/policy.ts';

export const RECIPIENTS = ['mail', 'webhook', 'event-mail', 'syslog', 'elastic', 'otlp'] as const;
export type RecipientKind = (typeof RECIPIENTS)[number];

export interface Recipient {
  readonly kind: RecipientKind;
  /** Machine or address, without paths that may hold a token. */
  readonly where: string;
}

const originOf = (url: string): string => new URL(url).origin;

/** Empty by default: then nothing leaves the workstation. */
export const recipientsOf = ({ mail, notifications, forwarding }: Policy): readonly Recipient[] => {
  const { webhook, email } = notifications;
  const { syslog, elastic, otlp } = forwarding;
  return [
    ...(mail === null ? [] : [{ kind: 'mail' as const, where: `${mail.host}:${String(mail.port)}` }]),
    ...(webhook === null ? [] : [{ kind: 'webhook' as const, where: originOf(webhook.url) }]),
    ...(mail === null || email === null ? [] : [{ kind: 'event-mail' as const, where: email.to.join(', ') }]),
    ...(syslog === null ? [] : [{ kind: 'syslog' as const, where: `${syslog.host}:${String(syslog.port)}` }]),
    ...(elastic === null ? [] : [{ kind: 'elastic' as const, where: originOf(elastic.url) }]),
    ...(otlp === null ? [] : [{ kind: 'otlp' as const, where: originOf(otlp.url) }]),
  ];
};
