/** The policy as the audit log has it: passphrases are not for auditors, not even hashed. */
import type { Policy } from '../../contract/policy.ts';

const HIDDEN = '…';

const hide = (hash: string | null): string | null => (hash === null ? null : HIDDEN);

export const policyForAudit = (policy: Policy): Policy => {
  const { administrator, auditor } = policy.roles;
  return { ...policy, roles: { ...policy.roles, administrator: hide(administrator), auditor: hide(auditor) } };
};
