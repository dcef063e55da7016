/** What is told to people and machines outside the agent. */
import { z } from 'zod';
import { NOTIFICATION_KINDS } from './policy-delivery.ts';

export const CHANNELS = ['desktop', 'webhook', 'email'] as const;
export type Channel = (typeof CHANNELS)[number];

/** The body of a webhook, and what a mail is made from. No behaviour, no name of a user, no address. */
export const notificationSchema = z.object({
  /** The same at each attempt to deliver it. */
  id: z.string(),
  /** `test`: somebody asked for a sample of this. */
  kind: z.enum([...NOTIFICATION_KINDS, 'test']),
  /** ISO 8601, to the second. */
  at: z.string(),
  /** The installation's id, by which an administrator knows the machine. */
  machine: z.string(),
  /** Names the records of the audit log that belong together, or null. */
  decisionId: z.string().nullable(),
  /** One plain sentence. */
  text: z.string(),
});
export type Notification = z.infer<typeof notificationSchema>;

export const channelStateSchema = z.object({
  channel: z.enum(CHANNELS),
  /** Whether the policy names it. */
  enabled: z.boolean(),
  waiting: z.number().int().nonnegative(),
  dropped: z.number().int().nonnegative(),
  /** What failed last, or null. */
  problem: z.string().nullable(),
  /** When it is tried again, ISO 8601. */
  nextAttemptAt: z.string().nullable(),
  lastDeliveredAt: z.string().nullable(),
});
export type ChannelState = z.infer<typeof channelStateSchema>;
