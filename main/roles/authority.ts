/** Who may do what: proofs of identity are taken here, and every privileged call asks here. */
import type { Role } from '../../contract/access.ts';
import type { AuditEvent } from '../../contract/audit.ts';
import type { Need } from '../../contract/policy-access.ts';
import type { Policy } from '../../contract/policy.ts';
import { err, ok, type Result } from '../../contract/result.ts';
import type { Facts } from '../access/facts.ts';
import type { Handlers } from '../control/dispatch.ts';
import type { Secrets } from '../keys/secrets.ts';
import type { Verification } from '../step-up/verifier.ts';
import { createGrants, type Holder, type Identified } from './grants.ts';
import { createPassphraseChecks } from './passphrase-check.ts';
import { SALT_BYTES, hashPassphrase } from './passphrase.ts';
import { roleHash, roleStatuses, storeRoleHash } from './stored-roles.ts';
import { createTurns } from './turns.ts';

export interface AuthorityPorts {
  readonly facts: Facts;
  readonly secrets: Secrets;
  readonly policy: () => Policy;
  /** Checks a one-time code of the employee. */
  readonly verify: (code: string) => Promise<Verification>;
  /** Whether one is set up, be it able to work now or not: what cannot be checked must not count as proved. */
  readonly hasCodeMethod: () => boolean;
  readonly isDoubting: () => boolean;
  /** The administrator's passphrase was set. */
  readonly onRolesChanged: () => void;
  readonly now: () => number;
  readonly monotonicMs: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly audit: (event: AuditEvent) => void;
}

export interface Authority {
  /** Who stands behind a call ('user' where nothing had to be proved), or which proof is missing. Spends a grant for a code. */
  require(need: Need, grant: string | undefined): Result<string>;
  hasAdministrator(): boolean;
  readonly calls: Pick<Handlers, 'authorise' | 'role.list' | 'role.set' | 'secret.set'>;
}

/** Reckoning a passphrase takes 128 MiB and a third of a second: one at a time, and so many may wait for it. */
const MOST_QUEUED = 8;

const REFUSED = 'That was not accepted. Check it and try again.';
const DOUBTING = 'The agent doubts whose hands these are. This is possible again once trust is back.';
const NOBODY: Readonly<Record<Role, string>> = {
  administrator: 'This takes an administrator, and none is set up. Set one up with: samehand role set administrator',
  auditor: 'No auditor is set up. An administrator can do that with: samehand role set auditor',
};
const NONE_IS_TAKEN = 'Too many were wrong: none is taken any more.';
const EXHAUSTED: Readonly<Record<Holder, string>> = {
  employee: `${NONE_IS_TAKEN} An administrator can change that with: samehand step-up unblock`,
  administrator: `${NONE_IS_TAKEN} Put the hash of a new passphrase into the managed policy.`,
  auditor: `${NONE_IS_TAKEN} An administrator can set a new one with: samehand role set auditor`,
};

const needsRole = (role: Role) => err(`needs-${role}`, `This takes the passphrase of the ${role}.`);

const blocked = (holder: Holder, waitSeconds: number | null) =>
  waitSeconds === null
    ? err('throttled', EXHAUSTED[holder])
    : err('throttled', `Too many were wrong. Try again in ${String(waitSeconds)} s.`);

export const createAuthority = (ports: AuthorityPorts): Authority => {
  const { facts, secrets, policy, verify, hasCodeMethod, isDoubting, now, audit } = ports;
  const grants = createGrants(ports);
  const passphrases = createPassphraseChecks(ports);
  const inTurn = createTurns(MOST_QUEUED);
  const isSet = (role: Role): boolean => roleHash(role, facts, policy()) !== null;

  const granted = (to: Identified) => {
    const { grant, validMs } = grants.issue(to, policy().roles.grantMinutes);
    audit({ kind: 'authorised', body: { as: to.holder } });
    return ok({ grant, until: new Date(now() + validMs).toISOString() });
  };

  const refused = (as: Holder, failures: number, waitSeconds: number) => {
    audit({ kind: 'authorisation-refused', body: { as, failures, waitSeconds } });
    return err('not-identified', REFUSED);
  };

  const identifyEmployee = async (code: string) => {
    const found = await verify(code);
    if (found.outcome === 'passed') return granted({ holder: 'employee', hash: null });
    const { failures, blockedUntil } = found;
    const waitSeconds = blockedUntil === null ? null : Math.max(0, Math.ceil((blockedUntil - now()) / 1_000));
    return found.outcome === 'refused'
      ? refused('employee', failures, waitSeconds ?? 0)
      : blocked('employee', waitSeconds);
  };

  const identifyRole = async (role: Role, passphrase: string) => {
    const found = await passphrases.check(role, passphrase);
    switch (found.outcome) {
      case 'passed':
        return granted({ holder: role, hash: found.hash });
      case 'nobody':
        return err('not-allowed', NOBODY[role]);
      case 'refused':
        return refused(role, found.failures, found.waitSeconds);
      case 'blocked':
        return blocked(role, found.waitSeconds);
    }
  };

  /** Who holds a grant; that of a role ends with the passphrase it was given for. */
  const holderOf = (grant: string | undefined): Holder | null => {
    const found = grants.redeem(grant);
    if (found === null || found.holder === 'employee') return found?.holder ?? null;
    return roleHash(found.holder, facts, policy())?.hash === found.hash ? found.holder : null;
  };

  const proofFor: Authority['require'] = (need, grant) => {
    if (need === 'nothing') return ok('user');
    const holder = holderOf(grant);
    if (holder === 'administrator') return ok(holder);
    switch (need) {
      case 'code':
        if (holder === 'employee') return ok(holder);
        if (hasCodeMethod()) return err('needs-code', 'This takes a one-time code.');
        // Where nobody has set up anything, nothing can be proved.
        return isSet('administrator') ? needsRole('administrator') : ok('user');
      case 'administrator':
        return isSet('administrator') ? needsRole('administrator') : err('not-allowed', NOBODY.administrator);
      case 'auditor':
        if (holder === 'auditor') return ok(holder);
        if (isSet('auditor')) return needsRole('auditor');
        return isSet('administrator') ? needsRole('administrator') : err('not-allowed', NOBODY.administrator);
    }
  };

  /** The first administrator needs no proof, as there is nobody who could give one. */
  const maySet = (role: Role, grant: string | undefined): Result<string> => {
    if (roleHash(role, facts, policy())?.source === 'managed') {
      return err('not-allowed', `The passphrase of the ${role} is set by the policy and cannot be changed here.`);
    }
    if (role !== 'administrator' || isSet('administrator')) return proofFor('administrator', grant);
    return isDoubting() ? err('not-allowed', DOUBTING) : ok('user');
  };

  const setRole = async (role: Role, passphrase: string, grant: string | undefined) => {
    const by = maySet(role, grant);
    if (!by.ok) return by;
    const before = roleHash(role, facts, policy());
    const hash = await hashPassphrase(passphrase, ports.randomBytes(SALT_BYTES));
    facts.transaction(() => {
      storeRoleHash(role, hash, facts);
      if (before !== null) passphrases.forget(role, before.hash);
    });
    audit({ kind: 'role-changed', body: { role, by: by.value } });
    if (role === 'administrator') ports.onRolesChanged();
    return ok({});
  };

  return {
    require: proofFor,
    hasAdministrator: () => isSet('administrator'),
    calls: {
      authorise: (proof) =>
        proof.as === 'employee' ? identifyEmployee(proof.code) : inTurn(() => identifyRole(proof.as, proof.passphrase)),
      'role.list': () => Promise.resolve(ok({ roles: roleStatuses(facts, policy()) })),
      'role.set': ({ role, passphrase, grant }) => inTurn(() => setRole(role, passphrase, grant)),
      'secret.set': async ({ name, value, grant }) => {
        const by = proofFor(isSet('administrator') ? 'administrator' : 'code', grant);
        if (!by.ok) return by;
        if (by.value === 'user' && isDoubting()) return err('not-allowed', DOUBTING);
        const written = await secrets.write(name, value);
        if (!written.ok) return written;
        audit({ kind: 'secret-changed', body: { name, by: by.value } });
        return ok({});
      },
    },
  };
};
