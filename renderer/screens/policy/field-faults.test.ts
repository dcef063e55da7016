import { expect, it } from 'vitest';
import { exceptionFaults, faultsAt, settingFaults } from './field-faults.ts';

const first = (settings: object) => {
  const [fault] = settingFaults(settings as Record<string, unknown>);
  return fault === undefined ? null : [fault.path, fault.key, fault.values.limit];
};
const WEBHOOK = (url: string) => ({ notifications: { webhook: { url } } });

it('finds nothing wrong with the defaults', () => {
  expect(first({})).toBeNull();
});

it.each([
  [{ promptBelow: '' }, ['promptBelow', 'number', 0]],
  [{ promptBelow: 'x' }, ['promptBelow', 'number', 0]],
  [{ promptBelow: 400 }, ['promptBelow', 'maximum', 99]],
  [{ lockBelow: -1 }, ['lockBelow', 'minimum', 0]],
  [{ falseLockBudgetPerDay: 0 }, ['falseLockBudgetPerDay', 'above', 0]],
  [{ actionsPerDay: 3_000.5 }, ['actionsPerDay', 'integer', 0]],
  [{ lockBelow: 80 }, ['lockBelow', 'lockBelow', 0]],
  [{ weights: { network: 9 } }, ['weights', 'weights', 0]],
  [{ mode: 'off' }, ['mode', 'choice', 0]],
  [{ stepUp: { methods: [] } }, ['stepUp.methods', 'few', 1]],
  [{ stepUp: { emailDomains: ['Example.com'] } }, ['stepUp.emailDomains.0', 'domain', 0]],
  [{ roles: { auditor: 'secret' } }, ['roles.auditor', 'hash', 0]],
  [{ mail: { host: '', from: 'a@example.com' } }, ['mail.host', 'missing', 1]],
  [{ mail: { host: 'a', from: 'nobody' } }, ['mail.from', 'email', 0]],
  [{ mail: { from: 'a@example.com' } }, ['mail.host', 'missing', 0]],
  [WEBHOOK('http://example.com'), ['notifications.webhook.url', 'url', 0]],
  [WEBHOOK('https://a:b@example.com'), ['notifications.webhook.url', 'urlUser', 0]],
  [{ times: [{ days: ['mon'], from: '8', to: '09:00' }] }, ['times.0.from', 'time', 0]],
  [{ applications: [{ id: 'x' }] }, ['applications.0.id', 'application', 0]],
  [{ applications: [{ id: 'a'.repeat(64), note: 'n'.repeat(81) }] }, ['applications.0.note', 'long', 80]],
  [{ times: '[' }, ['times', 'other', 0]],
])('says of %j what is wrong and where', (settings, expected) => {
  expect(first(settings)).toEqual(expected);
});

it('names settings that do not exist', () => {
  expect(settingFaults({ colour: 'red' })).toEqual([
    { path: '', key: 'unknown', values: expect.objectContaining({ names: 'colour' }) },
  ]);
});

it('looks into exceptions, and takes a document without any', () => {
  expect(exceptionFaults(undefined)).toEqual([]);
  expect(exceptionFaults([{ users: ['kim'], policy: { mode: 'learn' } }])).toEqual([]);
  expect(exceptionFaults([{ users: 'kim', policy: {} }])[0]).toMatchObject({
    path: 'exceptions.0.users',
    key: 'other',
  });
  expect(exceptionFaults('{')[0]).toMatchObject({ path: 'exceptions' });
});

it('tells a field the faults of what is in it, and the first of a section those of the section', () => {
  const faults = settingFaults({ weights: { network: 9 } });
  expect(faultsAt(faults, 'weights.behaviour', 'weights')).toHaveLength(1);
  expect(faultsAt(faults, 'weights.network', null)).toEqual([]);
  const within = settingFaults({ mail: { host: '', from: 'nobody' } });
  expect(faultsAt(within, 'mail', null)).toHaveLength(2);
  expect(faultsAt(within, 'mai', null)).toEqual([]);
});
