/** The first line of an archive's content: what it is, and the template that its database is read with. */
import { z } from 'zod';
import { BACKUP_VERSION } from '../../contract/backup.ts';
import { err, ok, type Result } from '../../contract/result.ts';
import { canonicalJson } from '../audit-proof/canonical-json.ts';
import type { Template } from '../keys/template.ts';

const TYPE = 'samehand-profile';
const KEY_BYTES = 32;
/** Of a line; a version 1 has less than one KiB. */
export const MOST_HEADER_BYTES = 4_096;

const count = z.number().int().nonnegative();
const key = z
  .base64()
  .transform((text) => new Uint8Array(Buffer.from(text, 'base64')))
  .refine(({ length }) => length === KEY_BYTES);

/** Enough to tell a newer version, whatever else it may hold. */
const versionSchema = z.object({
  type: z.literal(TYPE),
  version: z.number().int().positive(),
  program: z.string().max(64).default('?'),
});

const headerSchema = z.strictObject({
  type: z.literal(TYPE),
  version: z.literal(BACKUP_VERSION),
  /** ISO 8601, to the second. */
  createdAt: z.iso.datetime({ precision: 0 }),
  program: z.string().max(64),
  /** Of `behaviour.db`. */
  schemaVersion: count,
  template: z.strictObject({ slotSecret: key, databaseKey: key, userId: z.string().regex(/^[0-9a-f]{32}$/) }),
  windows: count,
  established: z.strictObject({ keyboard: z.boolean(), pointer: z.boolean() }),
  database: z.strictObject({ bytes: count, sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
});

export type ArchiveHeader = z.infer<typeof headerSchema>;
export type ArchiveFacts = Omit<ArchiveHeader, 'type' | 'version' | 'database' | 'template'> & {
  readonly template: Template;
};

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** The line with its end. */
export const encodeHeader = ({ template, ...facts }: ArchiveFacts, database: ArchiveHeader['database']): Uint8Array => {
  const { slotSecret, databaseKey, userId } = template;
  const line = canonicalJson({
    ...facts,
    type: TYPE,
    version: BACKUP_VERSION,
    template: { slotSecret: text(slotSecret), databaseKey: text(databaseKey), userId },
    database,
  });
  return new TextEncoder().encode(`${line}\n`);
};

const UNREADABLE = err(
  'backup-invalid',
  'This archive was decrypted, but it holds no profile of Samehand. Choose another archive.',
);

/** @param newestSchema the newest schema of `behaviour.db` that this program reads */
export const decodeHeader = (line: string, newestSchema: number): Result<ArchiveHeader, 'backup-invalid'> => {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return UNREADABLE;
  }
  const known = versionSchema.safeParse(value);
  if (!known.success) return UNREADABLE;
  const { version, program } = known.data;
  const newer = (what: string) =>
    err(
      'backup-invalid',
      `This archive was made by a newer version of Samehand (${program}; ${what}). Install that version or a newer one, and try again.`,
    );
  if (version > BACKUP_VERSION) return newer(`archive version ${String(version)}`);
  const header = headerSchema.safeParse(value);
  if (!header.success) return UNREADABLE;
  const { schemaVersion } = header.data;
  return schemaVersion > newestSchema ? newer(`database schema ${String(schemaVersion)}`) : ok(header.data);
};
