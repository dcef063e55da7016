/** Reading the audit log: filter, pages, verification, export. */
import { z } from 'zod';
import { auditRecordSchema } from './audit.ts';

const count = z.number().int().nonnegative();

export const auditFilterSchema = z.strictObject({
  /** Kinds of record; empty: all. */
  kinds: z.array(z.string().max(40)).max(100).default([]),
  /** ISO 8601, both included; null: open. */
  from: z.iso.datetime().nullable().default(null),
  to: z.iso.datetime().nullable().default(null),
  /** Found in kind or body, whatever the case. */
  text: z.string().max(200).default(''),
});
export type AuditFilter = z.output<typeof auditFilterSchema>;

export const AUDIT_PAGE = 200;

export const auditPageSchema = z.object({
  /** Records that the filter lets through. */
  total: count,
  offset: count,
  records: z.array(auditRecordSchema).max(AUDIT_PAGE),
});
export type AuditPage = z.infer<typeof auditPageSchema>;

/** `missing`: a number in the sequence has no record. `malformed`: the body is not what its kind says. `order`: earlier than the one before. */
export const AUDIT_FAULTS = ['missing', 'malformed', 'order', 'database'] as const;

export const auditVerificationSchema = z.object({
  ok: z.boolean(),
  records: count,
  firstSeq: count,
  lastSeq: count,
  /** The first hundred, by their place. */
  faults: z.array(z.object({ seq: count, fault: z.enum(AUDIT_FAULTS), message: z.string() })),
  faultCount: count,
});
export type AuditVerification = z.infer<typeof auditVerificationSchema>;

export const AUDIT_FORMATS = ['jsonl', 'csv'] as const;
export type AuditFormat = (typeof AUDIT_FORMATS)[number];
