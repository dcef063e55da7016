/** The key of an installation that exists, for whoever only looks: nothing is ever made. */
import type { Result } from '../../contract/result.ts';
import type { Keychain } from './keychain.ts';
import { loadMasterKey, type MasterKey } from './master-key.ts';

const refuse = (): never => {
  throw new Error('whoever only looks never makes a key');
};

/** @param home a data folder with an installation in it (`readInstallation`). */
export const existingMasterKey = (home: string, keychain: Keychain): Promise<Result<MasterKey, 'key-unavailable'>> =>
  loadMasterKey({ home, keychain, randomBytes: refuse, newId: refuse, now: refuse, databaseExists: true });
