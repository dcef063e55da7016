import { expect, it } from 'vitest';
import type { PolicyView } from '../../contract/policy-view.ts';
import { defaultPolicy } from '../../contract/policy.ts';
import { checkPolicy } from './check-policy.ts';

const view: PolicyView = { policy: defaultPolicy(), sources: {}, local: '', problems: [], isSealed: false };

it('says where the policy in force comes from', () => {
  expect(checkPolicy(view)).toMatchObject({ state: 'ok', message: 'From the defaults, mode enforce.', remedy: null });
  expect(
    checkPolicy({ ...view, sources: { mode: 'managed', lockBelow: 'local', promptBelow: 'local' } }),
  ).toMatchObject({
    state: 'ok',
    message: 'From the managed policy and the local policy, mode enforce.',
  });
});

it('fails with every problem, and says what to do', () => {
  const finding = checkPolicy({ ...view, problems: ['One was refused.', 'Another was.'] });
  expect(finding).toMatchObject({ state: 'fail', message: 'One was refused. Another was.' });
  expect(finding.remedy).toContain('samehand policy show');
});
