import { expect, it } from 'vitest';
import { policySchema } from '../../../contract/policy.ts';
import { recipientsOf } from './recipients.ts';

it('finds nobody in the default policy', () => {
  expect(recipientsOf(policySchema.parse({}))).toEqual([]);
});

it('names everybody whom the policy has told, without the secret part of an address', () => {
  const policy = policySchema.parse({
    mail: { host: 'smtp.example.org', from: 'samehand@example.org' },
    notifications: {
      webhook: { url: 'https://soc.example.org/hooks/8c1f?token=x' },
      email: { to: ['it@example.org', 'ciso@example.org'] },
    },
  });
  expect(recipientsOf(policy)).toEqual([
    { channel: 'webhook', to: 'soc.example.org' },
    { channel: 'email', to: 'it@example.org, ciso@example.org' },
    { channel: 'mail', to: 'smtp.example.org' },
  ]);
});
