/** What somebody typed or pasted, as the form of code that it can be. */

export type CodeText =
  | { readonly kind: 'digits'; readonly digits: string }
  /** In capitals, without dashes, look-alikes resolved. */
  | { readonly kind: 'recovery-code'; readonly code: string }
  | { readonly kind: 'malformed' }
  /** Nothing was typed that could be meant as a code. */
  | { readonly kind: 'nothing' };

/** Digits of a code of an authenticator, or of a mail. */
export const CODE_DIGITS = 6;

/** Symbols of a recovery code: 80 bits of Crockford's base32, which has no I, L, O and U. */
export const RECOVERY_CODE_LENGTH = 16;

const LONGEST_TEXT = 64;
const DIGITS = new RegExp(`^[0-9]{${String(CODE_DIGITS)}}$`);
const RECOVERY_CODE = new RegExp(`^[0-9A-HJKMNP-TV-Z]{${String(RECOVERY_CODE_LENGTH)}}$`);
/** Spaces and dashes of every script: codes are shown in groups, and pasted with them. */
const SEPARATORS = /[\s\p{Pd}\p{Cf}]+/gu;

export const readCode = (text: string): CodeText => {
  if (text.length > LONGEST_TEXT) return { kind: 'malformed' };
  // Compatibility forms: digits in full width are digits.
  const code = text.normalize('NFKC').replace(SEPARATORS, '').toUpperCase();
  if (code === '') return { kind: 'nothing' };
  if (DIGITS.test(code)) return { kind: 'digits', digits: code };
  const resolved = code.replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  if (RECOVERY_CODE.test(resolved)) return { kind: 'recovery-code', code: resolved };
  return { kind: 'malformed' };
};
