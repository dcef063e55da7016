/** What the audit log records. Bodies hold decisions and states, never input. */
import { z } from 'zod';
import { ACTIONS, REASONS } from './verdict.ts';

const withBody = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S) =>
  z.strictObject({ kind: z.literal(kind), body: z.strictObject(shape) });

export const auditEventSchema = z.discriminatedUnion('kind', [
  withBody('agent-started', { version: z.string(), mode: z.string(), platform: z.string() }),
  withBody('agent-stopped', { reason: z.string() }),
  withBody('policy-loaded', { source: z.string(), policy: z.record(z.string(), z.unknown()) }),
  withBody('policy-refused', { source: z.string(), message: z.string() }),
  withBody('baseline-established', { modality: z.string(), windows: z.number(), profileVersion: z.number() }),
  withBody('profile-trained', { modality: z.string(), windows: z.number(), profileVersion: z.number() }),
  withBody('profile-reset', { by: z.string() }),
  withBody('profile-rolled-back', { modality: z.string(), from: z.number(), to: z.number(), by: z.string() }),
  withBody('decision', {
    decisionId: z.string(),
    action: z.enum(ACTIONS),
    reason: z.enum(REASONS),
    withheld: z.enum(ACTIONS).nullable(),
    trust: z.number(),
    modality: z.string(),
  }),
  withBody('action-intended', { decisionId: z.string(), action: z.enum(ACTIONS) }),
  withBody('action-done', {
    decisionId: z.string(),
    action: z.enum(ACTIONS),
    ok: z.boolean(),
    method: z.string(),
    message: z.string(),
  }),
  withBody('session-locked', { by: z.string() }),
  withBody('session-unlocked', { by: z.string() }),
  withBody('sensor-state', { state: z.string(), reason: z.string(), restarts: z.number() }),
  withBody('coverage-gap', { lostBatches: z.number(), lostEvents: z.number() }),
  withBody('paused', { minutes: z.number(), by: z.string() }),
  withBody('resumed', { by: z.string() }),
  withBody('storage-degraded', { message: z.string() }),
  withBody('storage-recovered', {}),
]);
export type AuditEvent = z.infer<typeof auditEventSchema>;
export type AuditKind = AuditEvent['kind'];

export const auditRecordSchema = z.object({
  seq: z.number().int().positive(),
  /** ISO 8601, to the second. */
  at: z.string(),
  kind: z.string(),
  body: z.record(z.string(), z.unknown()),
});
export type AuditRecord = z.infer<typeof auditRecordSchema>;
