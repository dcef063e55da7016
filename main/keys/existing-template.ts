/** The template of an installation that exists, for whoever only looks: nothing is ever made. */
import { userInfo } from 'node:os';
import { ok, type Result } from '../../contract/result.ts';
import { createFacts, type Facts } from '../access/facts.ts';
import { APPLICATION_ID, MIGRATIONS } from '../access/migrations/index.ts';
import { homePaths } from '../shared/home.ts';
import { openDatabaseForReading } from '../store/open-database.ts';
import { accessKey } from './derive.ts';
import { existingMasterKey } from './existing-key.ts';
import type { Keychain } from './keychain.ts';
import { createSecrets } from './secrets.ts';
import { derivedTemplate, readTemplate, type Template } from './template.ts';

export interface ExistingTemplate extends Omit<Template, 'userId'> {
  /** What a user of this workstation is called in the databases. */
  readonly idOf: (username: string) => string;
  /** The database may still be another template's, until the next start of the agent has put that right. */
  readonly isUnfinished: boolean;
}

type Outcome = Result<ExistingTemplate, 'key-unavailable' | 'storage-unavailable' | 'storage-newer'>;

/** Of a folder without an access database: nothing is remembered there. */
const NO_FACTS: Facts = {
  get: () => null,
  set: () => undefined,
  transaction: (work) => work(),
};

/** Also while the agent runs. @param home a data folder with an installation in it; @param owner whose it is */
export const existingTemplate = async (
  home: string,
  keychain: Keychain,
  owner: string = userInfo().username,
): Promise<Outcome> => {
  const found = await existingMasterKey(home, keychain);
  if (!found.ok) return found;
  const { key, installationId, source: keySource } = found.value;
  const opened = openDatabaseForReading({
    path: homePaths(home).access,
    key: accessKey(key),
    applicationId: APPLICATION_ID,
    migrations: MIGRATIONS,
  });
  if (!opened.ok) return opened;
  const db = opened.value;
  try {
    const facts = db === null ? NO_FACTS : createFacts(db);
    const secrets = createSecrets({ keychain, installationId, keySource, facts });
    const kept = await readTemplate({ secrets, facts });
    if (!kept.ok) return kept;
    const derived = (username: string): Template => derivedTemplate(key, username);
    if (kept.value === null) {
      return ok({ ...derived(owner), idOf: (username) => derived(username).userId, isUnfinished: false });
    }
    const { template, unfinished } = kept.value;
    return ok({
      ...template,
      isUnfinished: unfinished !== null,
      // Whoever else is asked for has nothing here, and so an id that nobody has.
      idOf: (username) => (username === owner ? template.userId : derived(username).userId),
    });
  } finally {
    db?.close();
  }
};
