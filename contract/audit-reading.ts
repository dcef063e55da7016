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

/**
 * `missing`: a number in the sequence has no record. `malformed`: a record is not what the agent writes. `order`: earlier
 * than the one before. `database`: the file is damaged there. `link`: the record, or the one before it, is not what was
 * chained. `seal`: a signature does not hold, or signs something else. `truncated`: records at the end are gone that the
 * head kept beside the log names. `replayed`: the log is older than what was anchored in the keychain. `head`: the head
 * is missing or not readable. `restarted`: a new chain with a new key began, since the former could not go on.
 */
export const AUDIT_FAULTS = [
  'missing',
  'malformed',
  'order',
  'database',
  'link',
  'seal',
  'truncated',
  'replayed',
  'head',
  'restarted',
] as const;
export type AuditFaultKind = (typeof AUDIT_FAULTS)[number];

const auditFaultSchema = z.object({
  /** The first record that is affected; 0: the log as a whole. */
  seq: count,
  /** The last of them: the same where it is known to the record, else as near as the next seal lets it be known. */
  lastSeq: count,
  fault: z.enum(AUDIT_FAULTS),
  message: z.string(),
});
export type AuditFault = z.infer<typeof auditFaultSchema>;

export const auditVerificationSchema = z.object({
  ok: z.boolean(),
  records: count,
  firstSeq: count,
  lastSeq: count,
  /** The first hundred, by their place. */
  faults: z.array(auditFaultSchema),
  faultCount: count,
  seals: count,
  /** The last record that is signed. */
  sealedSeq: count,
  /** Public key that the chain begins with, as `samehand audit key` prints it; null where nothing is chained. */
  root: z.string().nullable(),
});
export type AuditVerification = z.infer<typeof auditVerificationSchema>;

/** CEF: ArcSight's Common Event Format. OCSF: Open Cybersecurity Schema Framework. ECS: Elastic Common Schema. */
export const AUDIT_FORMATS = ['jsonl', 'csv', 'cef', 'ocsf', 'ecs'] as const;
export type AuditFormat = (typeof AUDIT_FORMATS)[number];
