/** Roles and grants: who may make a privileged call. */
import { z } from 'zod';

export const ROLES = ['administrator', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** Secrets that an administrator hands over; they are kept in the keychain and never shown again. */
export const SECRETS_TO_SET = ['smtp', 'webhook', 'elastic', 'otlp'] as const;

/** 32 random bytes in base64url: proof of an identification a few minutes ago. Kept in memory only. */
export const grantSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'it is not a grant');

export const passphraseSchema = z
  .string()
  .min(12, 'a passphrase has at least 12 characters')
  .max(256, 'a passphrase has at most 256 characters');

/** Proof of identity: a one-time code of the employee, or the passphrase of a role. */
export const identificationSchema = z.discriminatedUnion('as', [
  z.strictObject({ as: z.literal('employee'), code: z.string().min(1).max(64) }),
  z.strictObject({ as: z.enum(ROLES), passphrase: z.string().min(1).max(256) }),
]);
export type Identification = z.infer<typeof identificationSchema>;

export const roleStatusSchema = z.object({
  role: z.enum(ROLES),
  isSet: z.boolean(),
  /** `managed`: the hash is in the managed policy and cannot be changed here. */
  source: z.enum(['managed', 'local']).nullable(),
});
export type RoleStatus = z.infer<typeof roleStatusSchema>;
