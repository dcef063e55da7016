/** Passphrases that were set on this workstation. */
import { z } from 'zod';
import { ROLES, type Role } from '../../contract/access.ts';
import { PASSPHRASE_HASH } from '../../contract/policy-access.ts';
import type { Policy } from '../../contract/policy.ts';
import type { Fact, Facts } from '../access/facts.ts';

const FACTS: Readonly<Record<Role, Fact<string>>> = {
  administrator: { name: 'role.administrator', schema: z.string().regex(PASSPHRASE_HASH) },
  auditor: { name: 'role.auditor', schema: z.string().regex(PASSPHRASE_HASH) },
};

export interface RoleHash {
  readonly hash: string;
  readonly source: 'managed' | 'local';
}

/** The hash in force: that of the policy, else the one set here, else null. */
export const roleHash = (role: Role, facts: Facts, policy: Policy): RoleHash | null => {
  const named = policy.roles[role];
  if (named !== null) return { hash: named, source: 'managed' };
  const hash = facts.get(FACTS[role]);
  return hash === null ? null : { hash, source: 'local' };
};

export const storeRoleHash = (role: Role, hash: string, facts: Facts): void => {
  facts.set(FACTS[role], hash);
};

/** Whether an administrator's passphrase was set on this workstation. */
export const hasLocalAdministrator = (facts: Facts): boolean => facts.get(FACTS.administrator) !== null;

export const roleStatuses = (facts: Facts, policy: Policy) =>
  ROLES.map((role) => {
    const found = roleHash(role, facts, policy);
    return { role, isSet: found !== null, source: found?.source ?? null };
  });
