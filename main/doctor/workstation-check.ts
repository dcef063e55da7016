/** What is looked at, and done, outside of the agent. */
import { ok, type Result } from '../../contract/result.ts';
import type { Finding } from './finding.ts';
import type { StartAtLogin } from './start-at-login.ts';

export interface WorkstationCheck {
  /** Input, locking, data folder, key, databases. */
  readonly inspect: () => Promise<readonly Finding[]>;
  /** Takes the right to write in the data folder from others. */
  readonly secureFolder: () => Result<null>;
  readonly startAtLogin: StartAtLogin | null;
}

export const NO_WORKSTATION: WorkstationCheck = {
  inspect: () => Promise.resolve([]),
  secureFolder: () => ok(null),
  startAtLogin: null,
};
