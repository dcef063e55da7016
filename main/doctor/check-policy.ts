/** Is the policy file in force? */
import { loadPolicy, policyPath } from '../policy/load-policy.ts';
import { fine, type Finding } from './finding.ts';

const NAME = 'policy';

export const checkPolicy = async (home: string): Promise<Finding> => {
  const { policy, source, problem } = await loadPolicy(home, () => Promise.resolve());
  if (problem !== null) {
    return {
      name: NAME,
      state: 'fail',
      message: problem,
      remedy: `Correct ${policyPath(home)}, then restart the agent.`,
    };
  }
  const from = source === 'default' ? 'the defaults' : policyPath(home);
  return fine(NAME, `From ${from}, mode ${policy.mode}.`);
};
