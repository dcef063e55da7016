/** Are the data folder, the key and the databases as they should be? */
import { existsSync } from 'node:fs';
import type { Result } from '../../contract/result.ts';
import { existingMasterKey } from '../keys/existing-key.ts';
import { existingTemplate } from '../keys/existing-template.ts';
import { readInstallation } from '../keys/installation.ts';
import type { Keychain } from '../keys/keychain.ts';
import { homePaths, prepareHome } from '../shared/home.ts';
import { APPLICATION_ID, MIGRATIONS } from '../store/migrations/index.ts';
import { openDatabase } from '../store/open-database.ts';
import { fine, type Finding } from './finding.ts';

const UNFINISHED = 'An erasure or a restore was broken off; the next start of the agent finishes it.';

const failed = (name: string, { message }: Extract<Result<unknown>, { ok: false }>): Finding => ({
  name,
  state: 'fail',
  message: 'It cannot be used.',
  remedy: message,
  fix: null,
});

const checkFolder = (home: string): Finding => {
  const prepared = prepareHome(home);
  return prepared.ok
    ? fine('data folder', `${home} can be used.`)
    : { ...failed('data folder', prepared), fix: 'secure-folder' };
};

/** Looks for the key and opens the database with it; makes neither. `running` leaves the database to the agent. */
export const checkStorage = async (home: string, keychain: Keychain, running: boolean): Promise<readonly Finding[]> => {
  const folder = checkFolder(home);
  if (folder.state === 'fail') return [folder];
  const installation = readInstallation(home);
  if (!installation.ok) return [folder, failed('key', installation)];
  if (installation.value === null) return [folder, fine('key', 'There is none yet; the first start makes it.')];

  const { behaviour } = homePaths(home);
  const key = await existingMasterKey(home, keychain);
  if (!key.ok) return [folder, failed('key', key)];
  const { warning, source } = key.value;
  const keyFinding: Finding =
    warning === null
      ? fine('key', `Kept in the ${source === 'keychain' ? 'keychain of the system' : 'key file'}.`)
      : {
          name: 'key',
          state: 'warn',
          message: warning,
          remedy: 'Run the agent inside a desktop session with a keychain (Secret Service) before the first start.',
          fix: null,
        };
  if (running) return [folder, keyFinding, fine('database', 'In use by the running agent; see status.')];
  if (!existsSync(behaviour)) return [folder, keyFinding, fine('database', 'There is none yet.')];
  const found = await existingTemplate(home, keychain);
  if (!found.ok) return [folder, keyFinding, failed('database', found)];
  if (found.value.isUnfinished) return [folder, keyFinding, fine('database', UNFINISHED)];
  const opened = openDatabase({
    path: behaviour,
    key: found.value.databaseKey,
    synchronous: 'NORMAL',
    applicationId: APPLICATION_ID,
    migrations: MIGRATIONS,
  });
  if (!opened.ok) return [folder, keyFinding, failed('database', opened)];
  opened.value.close();
  return [folder, keyFinding, fine('database', 'It is encrypted, can be opened and is sound.')];
};
