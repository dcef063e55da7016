/** Where no profile is kept: a replay's ends with it. */
import { CodedError } from '../../contract/result.ts';
import type { ProfileVault } from './profile-vault.ts';

const refuse = (): Promise<never> =>
  Promise.reject(new CodedError('not-allowed', 'No profile is kept here. Ask the agent of this workstation.'));

export const NO_VAULT: ProfileVault = { renew: refuse, take: refuse, put: refuse };
