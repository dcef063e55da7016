/** Recovery codes: ten of 80 random bits each, each for one use, of which only hashes are kept. */
import { scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { z } from 'zod';
import type { Fact } from '../access/facts.ts';
import { RECOVERY_CODE_LENGTH } from './code-text.ts';

const CODES = 10;
const BITS_PER_SYMBOL = 5;
const CODE_BYTES = (RECOVERY_CODE_LENGTH * BITS_PER_SYMBOL) / 8;
const SALT_BYTES = 16;
const HASH_BYTES = 32;
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUP = 4;

/** 32 MiB of memory and a tenth of a second. One salt for the set: a guess is hashed once and compared with all. */
const COST: ScryptOptions = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1_024 * 1_024 };

const recoverySchema = z.strictObject({
  salt: z.base64(),
  /** Used ones stay, struck out, so that an auditor can be told of a second use. */
  codes: z.array(z.strictObject({ hash: z.base64(), isUsed: z.boolean() })),
});
export type RecoverySet = z.infer<typeof recoverySchema>;

export const RECOVERY: Fact<RecoverySet> = { name: 'step-up.recovery', schema: recoverySchema };

export const recoveryCodesLeft = (set: RecoverySet | null): number =>
  set === null ? 0 : set.codes.filter(({ isUsed }) => !isUsed).length;

/** @returns the hash in base64 */
export const hashRecoveryCode = (code: string, salt: string): Promise<string> =>
  new Promise((resolve, reject) => {
    scrypt(code, Buffer.from(salt, 'base64'), HASH_BYTES, COST, (error, hash) => {
      if (error === null) resolve(hash.toString('base64'));
      else reject(error);
    });
  });

const base32 = (bytes: Uint8Array): string => {
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  return Array.from({ length: RECOVERY_CODE_LENGTH }, (_, at) => {
    const shift = BigInt((RECOVERY_CODE_LENGTH - 1 - at) * BITS_PER_SYMBOL);
    return SYMBOLS.charAt(Number((bits >> shift) & 31n));
  }).join('');
};

/** In groups of four, as people read and type them. */
const inGroups = (code: string): string => (code.match(new RegExp(`.{${String(GROUP)}}`, 'g')) ?? []).join('-');

export interface NewRecoveryCodes {
  readonly set: RecoverySet;
  /** To be shown once, then forgotten. */
  readonly codes: readonly string[];
}

export const makeRecoveryCodes = async (randomBytes: (length: number) => Uint8Array): Promise<NewRecoveryCodes> => {
  const salt = Buffer.from(randomBytes(SALT_BYTES)).toString('base64');
  const made: { readonly code: string; readonly hash: string }[] = [];
  // One after the other: ten at once would take 320 MiB.
  while (made.length < CODES) {
    const code = base32(randomBytes(CODE_BYTES));
    made.push({ code: inGroups(code), hash: await hashRecoveryCode(code, salt) });
  }
  return {
    set: { salt, codes: made.map(({ hash }) => ({ hash, isUsed: false })) },
    codes: made.map(({ code }) => code),
  };
};

export type RecoveryFinding =
  | { readonly outcome: 'passed'; /** What is left. */ readonly set: RecoverySet }
  | { readonly outcome: 'refused'; readonly fault: 'wrong' | 'replayed' };

/** @param hash of what was typed, with the salt of this set */
export const strikeOut = (set: RecoverySet, hash: string): RecoveryFinding => {
  const typed = Buffer.from(hash, 'base64');
  // All are compared, so that the time does not tell which.
  const equal = set.codes.map((each) => timingSafeEqual(Buffer.from(each.hash, 'base64'), typed));
  const at = equal.indexOf(true);
  if (at === -1) return { outcome: 'refused', fault: 'wrong' };
  if (set.codes[at]?.isUsed === true) return { outcome: 'refused', fault: 'replayed' };
  const codes = set.codes.map((each, index) => (index === at ? { ...each, isUsed: true } : each));
  return { outcome: 'passed', set: { ...set, codes } };
};
