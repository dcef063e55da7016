/** Forwarding the audit log to other systems: who there is, and how far each is. */
import { z } from 'zod';

export const FORWARDERS = ['syslog', 'elastic', 'otlp'] as const;
export type ForwarderName = (typeof FORWARDERS)[number];

const count = z.number().int().nonnegative();

/** The log itself is the queue: what waits are the records after the last that was delivered. */
export const forwarderStateSchema = z.object({
  forwarder: z.enum(FORWARDERS),
  /** Whether the policy names it. */
  enabled: z.boolean(),
  /** Where to, without secrets; null while it is off. */
  destination: z.string().nullable(),
  /** Records that wait. */
  waiting: count,
  /** The last record that is known to have arrived. */
  deliveredSeq: count,
  /** What failed last, or null. */
  problem: z.string().nullable(),
  /** When it is tried again, ISO 8601. */
  nextAttemptAt: z.string().nullable(),
  lastDeliveredAt: z.string().nullable(),
});
export type ForwarderState = z.infer<typeof forwarderStateSchema>;
