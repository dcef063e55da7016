/** A keeper of one policy that never changes: for replay and tests. */
import type { Policy } from '../../contract/policy.ts';
import { err } from '../../contract/result.ts';
import type { PolicyKeeper } from './policy-keeper.ts';

const NEVER = 'The policy of this agent cannot be changed.';

export const fixedPolicy = (policy: Policy): PolicyKeeper => ({
  policy: () => policy,
  view: () => ({ policy, sources: {}, local: '', problems: [], isSealed: true }),
  check: () => ({ ok: false, problems: [NEVER], changes: [] }),
  candidate: () => err('not-allowed', NEVER),
  apply: () => Promise.resolve(err('not-allowed', NEVER)),
  seal: () => Promise.resolve(),
  settled: () => Promise.resolve(),
  onChange: () => () => undefined,
  onProblem: () => () => undefined,
  close: () => undefined,
});
