/** Grants: proofs of an identification a short while ago. In memory only, and known by their hashes. */
import { createHash } from 'node:crypto';
import type { Role } from '../../contract/access.ts';

export type Holder = 'employee' | Role;

const GRANT_BYTES = 32;
/** A code opens one call, and soon. */
const EMPLOYEE_MINUTES = 2;
/** More than any sensible use; the oldest goes. */
const MOST_GRANTS = 64;
const MINUTE_MS = 60_000;

export interface Identified {
  readonly holder: Holder;
  /** The hash that a role's passphrase was checked against: with another one in force the grant is worth nothing. */
  readonly hash: string | null;
}

interface Kept extends Identified {
  readonly validUntilMs: number;
}

export interface Grants {
  /** Gives one out, and says for how long, in ms. */
  issue(to: Identified, roleMinutes: number): { readonly grant: string; readonly validMs: number };
  /** Who it was given to, or null; an employee's is spent by being looked at. */
  redeem(grant: string | undefined): Identified | null;
}

const keyOf = (grant: string): string => createHash('sha256').update(grant).digest('base64');

export const createGrants = (ports: {
  readonly monotonicMs: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
}): Grants => {
  const kept = new Map<string, Kept>();
  return {
    issue: (to, roleMinutes) => {
      const grant = Buffer.from(ports.randomBytes(GRANT_BYTES)).toString('base64url');
      const validMs = (to.holder === 'employee' ? EMPLOYEE_MINUTES : roleMinutes) * MINUTE_MS;
      kept.set(keyOf(grant), { ...to, validUntilMs: ports.monotonicMs() + validMs });
      const oldest = kept.keys().next().value;
      if (kept.size > MOST_GRANTS && oldest !== undefined) kept.delete(oldest);
      return { grant, validMs };
    },
    redeem: (grant) => {
      if (grant === undefined) return null;
      const key = keyOf(grant);
      const found = kept.get(key);
      if (found === undefined) return null;
      const isOver = ports.monotonicMs() >= found.validUntilMs;
      if (isOver || found.holder === 'employee') kept.delete(key);
      return isOver ? null : found;
    },
  };
};
