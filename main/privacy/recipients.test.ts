import { expect, it } from 'vitest';
import { defaultPolicy, policySchema } from '../../contract/policy.ts';
import { RECIPIENTS, recipientsOf } from './recipients.ts';

it('are nobody by default', () => {
  expect(recipientsOf(defaultPolicy())).toEqual([]);
});

it('are all that the policy names, without what may be a secret in an address', () => {
  const policy = policySchema.parse({
    mail: { host: 'mail.example', from: 'agent@mail.example' },
    notifications: { webhook: { url: 'https://hooks.example/T0K3N' }, email: { to: ['it@mail.example'] } },
    forwarding: {
      syslog: { host: 'logs.example' },
      elastic: { url: 'https://search.example:9200/T0K3N' },
      otlp: { url: 'https://otel.example/v1/logs' },
    },
  });
  const recipients = recipientsOf(policy);
  expect(recipients.map(({ kind }) => kind)).toEqual([...RECIPIENTS]);
  expect(recipients.map(({ where }) => where)).toEqual([
    'mail.example:465',
    'https://hooks.example',
    'it@mail.example',
    'logs.example:6514',
    'https://search.example:9200',
    'https://otel.example',
  ]);
});
