/** Everything that is looked at without asking the agent. */
import type { Platform } from '../platform/platform.ts';
import type { Keychain } from '../keys/keychain.ts';
import { checkInput } from './check-input.ts';
import { checkLock } from './check-lock.ts';
import { checkStorage } from './check-storage.ts';
import type { Finding } from './finding.ts';

export interface Workstation {
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
  readonly system: NodeJS.Platform;
  readonly platform: Pick<Platform, 'name' | 'lockState'>;
  readonly keychain: Keychain;
  /** Whether an agent runs: then its databases are left to it. */
  readonly isRunning: boolean;
}

export const inspectWorkstation = async (workstation: Workstation): Promise<readonly Finding[]> => {
  const { home, env, system, platform, keychain, isRunning } = workstation;
  return [await checkInput(env, system), await checkLock(platform), ...(await checkStorage(home, keychain, isRunning))];
};
