/** Is the policy in force the one that somebody wrote? */
import type { PolicyView } from '../../contract/policy-view.ts';
import { fine, type Finding } from './finding.ts';

const NAME = 'policy';

/** @param view of the running agent, or of a keeper that was opened for looking. */
export const checkPolicy = ({ policy, sources, problems }: PolicyView): Finding => {
  if (problems.length > 0) {
    return {
      name: NAME,
      state: 'fail',
      message: problems.join(' '),
      remedy: 'Correct the policy; it is in force within a second. See: samehand policy show',
      fix: null,
    };
  }
  const from = new Set(Object.values(sources));
  const where = from.size === 0 ? 'the defaults' : [...from].map((source) => `the ${source} policy`).join(' and ');
  return fine(NAME, `From ${where}, mode ${policy.mode}.`);
};
