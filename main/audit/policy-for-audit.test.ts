import { expect, it } from 'vitest';
import { defaultPolicy } from '../../contract/policy.ts';
import { policyForAudit } from './policy-for-audit.ts';

it('keeps everything but the hashes of passphrases', () => {
  const policy = defaultPolicy();
  expect(policyForAudit(policy)).toEqual(policy);
  const roles = { ...policy.roles, administrator: '$scrypt$ln=17,r=8,p=1$c2FsdA$aGFzaA' };
  const shown = policyForAudit({ ...policy, roles });
  expect(shown.roles).toEqual({ ...roles, administrator: '…' });
  expect(JSON.stringify(shown)).not.toContain('scrypt');
});
