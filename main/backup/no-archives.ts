/** Where no profile is kept there is nothing to put into an archive. */
import { CodedError } from '../../contract/result.ts';
import type { Archives } from './archives.ts';

const refuse = (): Promise<never> =>
  Promise.reject(new CodedError('not-allowed', 'No profile is kept here. Ask the agent of this workstation.'));

export const NO_ARCHIVES: Archives = {
  write: refuse,
  check: refuse,
  read: refuse,
  close: () => Promise.resolve(),
};
