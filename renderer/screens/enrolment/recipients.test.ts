import { expect, it } from 'vitest';
import { policySchema } from '../../../contract/policy.ts';
import { forwardersOf, recipientsOf } from './recipients.ts';

it('finds nobody in the default policy', () => {
  expect(recipientsOf(policySchema.parse({}))).toEqual([]);
  expect(forwardersOf(policySchema.parse({}))).toEqual([]);
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

it('names every place that the log is forwarded to, without paths and tokens', () => {
  const policy = policySchema.parse({
    forwarding: {
      syslog: { host: 'logs.example.org' },
      elastic: { url: 'https://search.example.org:9243/a/b' },
      otlp: { url: 'https://otlp.example.org/v1/logs?key=x' },
    },
  });
  expect(forwardersOf(policy)).toEqual([
    { forwarder: 'syslog', to: 'logs.example.org' },
    { forwarder: 'elastic', to: 'search.example.org:9243' },
    { forwarder: 'otlp', to: 'otlp.example.org' },
  ]);
});
