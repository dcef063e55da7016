/** Whether a passphrase is that of a role, with wrong ones counted. */
import { createHash } from 'node:crypto';
import type { Role } from '../../contract/access.ts';
import type { Policy } from '../../contract/policy.ts';
import type { Facts } from '../access/facts.ts';
import { createThrottle, type Throttle } from '../access/throttle.ts';
import { matchesPassphrase } from './passphrase.ts';
import { roleHash } from './stored-roles.ts';

/** The failure that brings the first wait: those before it are typing errors. */
const FIRST_WAITING = 3;

export type PassphraseCheck =
  | { readonly outcome: 'passed'; readonly hash: string }
  /** Nobody has the role. */
  | { readonly outcome: 'nobody' }
  | { readonly outcome: 'refused'; readonly failures: number; readonly waitSeconds: number }
  /** It was not looked at. Null: none will be until another is set. */
  | { readonly outcome: 'blocked'; readonly waitSeconds: number | null };

export interface PassphraseChecks {
  /** To be called one at a time. Throws CodedError `storage-unavailable`; then nothing was accepted. */
  check(role: Role, passphrase: string): Promise<PassphraseCheck>;
  /** Drops the failures that were counted against a hash that is no longer in force. */
  forget(role: Role, hash: string): void;
}

export interface PassphraseCheckPorts {
  readonly facts: Facts;
  readonly policy: () => Policy;
  readonly now: () => number;
  readonly monotonicMs: () => number;
}

export const createPassphraseChecks = ({ facts, policy, now, monotonicMs }: PassphraseCheckPorts): PassphraseChecks => {
  const throttles = new Map<string, Throttle>();

  /** Failures belong to the hash they were tried against: who is given a new passphrase begins anew. */
  const throttleOf = (role: Role, hash: string): Throttle => {
    const name = `role.${role}.failures.${createHash('sha256').update(hash).digest('base64url')}`;
    const known = throttles.get(name);
    if (known !== undefined) return known;
    const made = createThrottle({ facts, name, freeFailures: () => FIRST_WAITING, now, monotonicMs });
    throttles.set(name, made);
    return made;
  };

  return {
    check: async (role, passphrase) => {
      const found = roleHash(role, facts, policy());
      if (found === null) return { outcome: 'nobody' };
      const { hash } = found;
      const throttle = throttleOf(role, hash);
      const wait = throttle.wait();
      if (wait !== 0) return { outcome: 'blocked', waitSeconds: wait === null ? null : Math.ceil(wait) };
      if (await matchesPassphrase(passphrase, hash)) {
        throttle.succeeded();
        return { outcome: 'passed', hash };
      }
      const { failures } = throttle.failed();
      return { outcome: 'refused', failures, waitSeconds: Math.ceil(throttle.wait() ?? 0) };
    },
    forget: (role, hash) => {
      throttleOf(role, hash).reset();
    },
  };
};
