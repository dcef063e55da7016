/** Codes of an authenticator: TOTP (RFC 6238) over HOTP (RFC 4226) with SHA-1, 6 digits, 30 s, which all of them read. */
import { timingSafeEqual } from 'node:crypto';
import { HOTP, Secret, TOTP } from 'otpauth';
import type { CodeFault } from '../../contract/audit.ts';
import { CODE_DIGITS } from './code-text.ts';

/** 160 bits, as RFC 4226 recommends. */
export const SECRET_BYTES = 20;

/** Length of a time step. */
const STEP_SECONDS = 30;

/** Steps before and after the present one whose codes are taken: a clock may be a little off, and typing takes time. */
const TAKEN_STEPS = 1;

/** Steps in which a refused code is looked for, to tell a clock that is wrong from a code that is. */
const EXPLAINED_STEPS = 20;

/** Step before any that was accepted. */
export const NO_STEP = -1;

export const stepAt = (ms: number): number => Math.floor(ms / (STEP_SECONDS * 1_000));

/** When a step begins, in ms since 1970. */
export const stepBegins = (step: number): number => step * STEP_SECONDS * 1_000;

export const secretText = (bytes: Uint8Array): string => new Secret({ buffer: Uint8Array.from(bytes).buffer }).base32;

/** The secret that a text in base32 holds, or null when it is none of ours. */
export const readSecret = (text: string): Secret | null => {
  try {
    const secret = Secret.fromBase32(text);
    return secret.bytes.length === SECRET_BYTES && secret.base32 === text ? secret : null;
  } catch {
    return null;
  }
};

/** `otpauth://totp/…` (the key URI format), of a secret in base32. */
export const keyUri = (secret: string, account: string): string =>
  new TOTP({ issuer: 'Samehand', label: account, secret, digits: CODE_DIGITS, period: STEP_SECONDS }).toString();

export type AuthenticatorFinding =
  | { readonly outcome: 'passed'; readonly step: number; readonly driftSeconds: number }
  | {
      readonly outcome: 'refused';
      readonly fault: CodeFault;
      /** How far the authenticator's clock seems to be from this one, where an old or early code tells. */
      readonly driftSeconds: number | null;
    };

export interface AuthenticatorCheck {
  readonly secret: Secret;
  readonly digits: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The last step of which a code was accepted, or `NO_STEP`: no code of it or of an earlier one is. */
  readonly lastStep: number;
}

const isCodeOf = (secret: Secret, step: number, digits: string): boolean => {
  const code = HOTP.generate({ secret, algorithm: 'SHA1', digits: CODE_DIGITS, counter: step });
  return timingSafeEqual(Buffer.from(code), Buffer.from(digits));
};

/** @param check.digits six digits */
export const checkAuthenticator = ({ secret, digits, now, lastStep }: AuthenticatorCheck): AuthenticatorFinding => {
  const present = stepAt(now);
  const matching: number[] = [];
  for (let step = Math.max(0, present - EXPLAINED_STEPS); step <= present + EXPLAINED_STEPS; step += 1) {
    if (isCodeOf(secret, step, digits)) matching.push(step);
  }
  const drift = (step: number): number => (step - present) * STEP_SECONDS;
  const taken = matching.findLast((step) => Math.abs(step - present) <= TAKEN_STEPS && step > lastStep);
  if (taken !== undefined) return { outcome: 'passed', step: taken, driftSeconds: drift(taken) };
  if (matching.some((step) => step <= lastStep)) return { outcome: 'refused', fault: 'replayed', driftSeconds: null };
  const other = matching[0];
  if (other === undefined) return { outcome: 'refused', fault: 'wrong', driftSeconds: null };
  return { outcome: 'refused', fault: other < present ? 'old' : 'early', driftSeconds: drift(other) };
};
