/** Who is told of something beyond this machine, by the policy. */
import type { ForwarderName } from '../../../contract/forwarding.ts';
import type { Policy } from '../../../contract/policy.ts';

export interface Recipient {
  readonly channel: 'webhook' | 'email' | 'mail';
  /** As it is shown: the host of an address on the web, addresses, a server. */
  readonly to: string;
}

/** That something happened. */
export const recipientsOf = ({
  notifications: { webhook, email },
  mail,
}: Pick<Policy, 'notifications' | 'mail'>): readonly Recipient[] => [
  ...(webhook === null ? [] : [{ channel: 'webhook', to: new URL(webhook.url).host } as const]),
  ...(email === null ? [] : [{ channel: 'email', to: email.to.join(', ') } as const]),
  ...(mail === null ? [] : [{ channel: 'mail', to: mail.host } as const]),
];

export interface LogRecipient {
  readonly forwarder: ForwarderName;
  /** A server, or the host of an address. */
  readonly to: string;
}

/** Every record of the audit log. */
export const forwardersOf = ({
  forwarding: { syslog, elastic, otlp },
}: Pick<Policy, 'forwarding'>): readonly LogRecipient[] => [
  ...(syslog === null ? [] : [{ forwarder: 'syslog', to: syslog.host } as const]),
  ...(elastic === null ? [] : [{ forwarder: 'elastic', to: new URL(elastic.url).host } as const]),
  ...(otlp === null ? [] : [{ forwarder: 'otlp', to: new URL(otlp.url).host } as const]),
];
