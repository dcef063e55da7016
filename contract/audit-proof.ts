/** What proves that an audit log, or an export of it, is as the agent wrote it. */
import { z } from 'zod';
import { AUDIT_FORMATS, auditFilterSchema } from './audit-reading.ts';

const seq = z.number().int().nonnegative();
/** 32 bytes, base64: a SHA-256 digest, or a public key of Ed25519. No bit may be set that stands for nothing. */
const bytes32 = z.string().regex(/^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/, 'it is not 32 bytes in base64');
const signature = z.string().regex(/^[A-Za-z0-9+/]{85}[AQgw]==$/, 'it is not a signature');

/**
 * Signs every record up to `seq` by the hash chain's link there, and names the key of the next seal: the private key is
 * erased then, so that whoever takes the machine cannot sign anything earlier (forward security).
 */
export const sealSchema = z.strictObject({
  /** Counts up when a new root key had to be made: what was before it is signed by the one before. */
  chain: seq,
  /** Within the chain, from 0. */
  number: seq,
  /** The last record that it signs; 0 when there was none yet. */
  seq,
  /** ISO 8601, to the second. */
  at: z.string(),
  /** Link of the hash chain at `seq`. */
  link: bytes32,
  /** Public key that signed; number 0: the root key, which auditors keep. */
  key: bytes32,
  /** Public key of the next seal. */
  next: bytes32,
  signature,
});
export type Seal = z.infer<typeof sealSchema>;

/** Whose log it is: every format but CSV and JSON Lines says so in each event. No name of a person. */
export const auditSourceSchema = z.strictObject({
  /** The installation's id. */
  machine: z.string(),
  /** The user as the databases call them: an opaque hash. */
  user: z.string(),
  /** The machine as the network calls it, where the policy lets it out; else null. */
  hostname: z.string().nullable(),
  /** Of the program. */
  version: z.string(),
});
export type AuditSource = z.infer<typeof auditSourceSchema>;

/** What an export claims to be; signed with the key that comes after the last seal. */
export const exportStatementSchema = z.strictObject({
  format: z.enum(AUDIT_FORMATS),
  source: auditSourceSchema,
  filter: auditFilterSchema,
  /** The first record that is still there, and the last that the export looked at. */
  first: seq,
  last: seq,
  /** How many the filter let through. */
  records: seq,
  /** SHA-256 over the leaves of these, in their order. */
  digest: bytes32,
  /** ISO 8601, to the second. */
  at: z.string(),
});
export type ExportStatement = z.infer<typeof exportStatementSchema>;

/**
 * A proof is JSON Lines: `head`, then seals and what the filter left out in the order of the records, then `end`.
 * `omitted` stands for records from `from` on that are not in the export, by their leaves; it is left out for stretches
 * between two seals of which nothing is exported.
 */
export const proofLineSchema = z.union([
  z.strictObject({
    head: z.strictObject({
      type: z.literal('samehand-audit-proof'),
      version: z.literal(1),
      format: z.enum(AUDIT_FORMATS),
      source: auditSourceSchema,
      filter: auditFilterSchema,
      first: seq,
      last: seq,
    }),
  }),
  z.strictObject({ seal: sealSchema }),
  z.strictObject({ omitted: z.strictObject({ from: seq, leaves: z.array(bytes32).max(1_000) }) }),
  z.strictObject({ end: z.strictObject({ statement: exportStatementSchema, key: bytes32, signature }) }),
]);
export type ProofLine = z.infer<typeof proofLineSchema>;

/** Keys as people keep them: `ed25519:` and 32 bytes in base64. */
export const rootKeySchema = z
  .string()
  .regex(/^ed25519:[A-Za-z0-9+/]{43}=$/, 'it is not a key of "samehand audit key"');

export const auditKeySchema = z.object({
  /** Of the chain that is written now. */
  root: rootKeySchema,
  chain: seq,
  /** Keys of earlier chains, oldest first. */
  former: z.array(rootKeySchema),
  records: seq,
  lastSeq: seq,
  /** The last record that is signed. */
  sealedSeq: seq,
  /** Link at the last record. */
  link: bytes32,
});
export type AuditKey = z.infer<typeof auditKeySchema>;
