/**
 * What makes a stored profile usable: how its keys are numbered, what its user is called, and what its database is
 * encrypted with. All of it is random and can be renewed; a profile of an earlier template is of no use to anybody then
 * (ISO/IEC 24745: revocable, unlinkable).
 */
import { z } from 'zod';
import { err, ok, type Result } from '../../contract/result.ts';
import type { Fact, Facts } from '../access/facts.ts';
import { databaseKey } from './derive.ts';
import { currentSlotSecret, userIdOf } from './identity.ts';
import { decodeKey, encodeKey } from './key-text.ts';
import type { Secrets } from './secrets.ts';

export interface Template {
  /** Numbers keys; 32 bytes. */
  readonly slotSecret: Uint8Array;
  /** Encrypts `behaviour.db`; 32 bytes. */
  readonly databaseKey: Uint8Array;
  /** What its user is called in the databases. */
  readonly userId: string;
}

/**
 * What is still to be done about the files since a template was put in the place of another, from the moment it is kept:
 * `empty`, the database of the former is to be removed; `incoming`, one that lies ready is to take its place.
 */
export type Unfinished = 'empty' | 'incoming';

export interface KeptTemplate {
  readonly template: Template;
  readonly unfinished: Unfinished | null;
}

const SECRET_BYTES = 32;
const USER_BYTES = 16;

const keySchema = z.string().transform((text, context) => {
  const key = decodeKey(text);
  if (key !== null) return key;
  context.addIssue('it is not a key');
  return z.NEVER;
});
const keptSchema = z.strictObject({
  version: z.literal(1),
  slotSecret: keySchema,
  databaseKey: keySchema,
  userId: z.string().regex(/^[0-9a-f]{32}$/, 'it is not the id of a user'),
  unfinished: z.enum(['empty', 'incoming']).nullable(),
});

/** That there is one to be had: a locked keyring says of any entry that there is none. */
const IS_KEPT: Fact<true> = { name: 'template', schema: z.literal(true) };

const NOT_GIVEN =
  'The keychain does not give the key to the stored profile: it is locked, or its entry "samehand" for the template was ' +
  'removed. Unlock it (log in to the desktop) or restore the entry; to start afresh, move the data folder away.';
const DAMAGED =
  'The key to the stored profile is damaged where it is kept. Restore the keychain or access.db from a backup; to start ' +
  'afresh, move the data folder away.';

/** @param randomBytes cryptographically strong */
export const newTemplate = (randomBytes: (length: number) => Uint8Array): Template => ({
  slotSecret: randomBytes(SECRET_BYTES),
  databaseKey: randomBytes(SECRET_BYTES),
  userId: Buffer.from(randomBytes(USER_BYTES)).toString('hex'),
});

/**
 * The template of an installation older than kept templates, from its master key. It can be made again at any time, and
 * so cannot be revoked: the first renewal leaves it for good.
 */
export const derivedTemplate = (master: Uint8Array, username: string): Template => {
  const slotSecret = currentSlotSecret(master);
  return { slotSecret, databaseKey: databaseKey(master), userId: userIdOf(slotSecret, username) };
};

/** Of the access database, whose reader alone can tell whether there should be one. */
export interface TemplatePlaces {
  readonly secrets: Pick<Secrets, 'read' | 'write'>;
  readonly facts: Pick<Facts, 'get' | 'set'>;
}

/** The kept one; null where none was ever kept. `key-unavailable` where there is one that cannot be had. */
export const readTemplate = async ({
  secrets,
  facts,
}: TemplatePlaces): Promise<Result<KeptTemplate | null, 'key-unavailable'>> => {
  const read = await secrets.read('template');
  if (!read.ok) return read;
  if (read.value === null) return facts.get(IS_KEPT) === true ? err('key-unavailable', NOT_GIVEN) : ok(null);
  const parsed = parse(read.value);
  if (parsed === null) return err('key-unavailable', DAMAGED);
  const { unfinished, slotSecret, databaseKey: key, userId } = parsed;
  return ok({ template: { slotSecret, databaseKey: key, userId }, unfinished });
};

const parse = (text: string): z.infer<typeof keptSchema> | null => {
  try {
    return keptSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
};

/** Keeps it in the place of the one before, which is gone when this succeeds and untouched when it does not. */
export const keepTemplate = async (
  { secrets, facts }: TemplatePlaces,
  { template, unfinished }: KeptTemplate,
): Promise<Result<null, 'key-unavailable'>> => {
  const { slotSecret, databaseKey: key, userId } = template;
  const text = JSON.stringify({
    version: 1,
    slotSecret: encodeKey(slotSecret),
    databaseKey: encodeKey(key),
    userId,
    unfinished,
  });
  const written = await secrets.write('template', text);
  if (written.ok) facts.set(IS_KEPT, true);
  return written;
};
