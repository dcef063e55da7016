/** Who is told of something beyond this machine, by the policy. */
import type { Policy } from '../../../contract/policy.ts';

export interface Recipient {
  readonly channel: 'webhook' | 'email' | 'mail';
  /** As it is shown: the host of an address on the web, addresses, a server. */
  readonly to: string;
}

export const recipientsOf = ({
  notifications: { webhook, email },
  mail,
}: Pick<Policy, 'notifications' | 'mail'>): readonly Recipient[] => [
  ...(webhook === null ? [] : [{ channel: 'webhook', to: new URL(webhook.url).host } as const]),
  ...(email === null ? [] : [{ channel: 'email', to: email.to.join(', ') } as const]),
  ...(mail === null ? [] : [{ channel: 'mail', to: mail.host } as const]),
];
