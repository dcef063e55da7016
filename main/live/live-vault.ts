/** The profile of a data folder: its template is kept with the other secrets, its database beside the others. */
import { CodedError, unwrap } from '../../contract/result.ts';
import type { AccessStore } from '../access/access-store.ts';
import type { EngineClient } from '../engine/engine-client.ts';
import type { Secrets } from '../keys/secrets.ts';
import {
  derivedTemplate,
  keepTemplate,
  newTemplate,
  readTemplate,
  type Template,
  type Unfinished,
} from '../keys/template.ts';
import type { ProfileVault } from '../privacy/profile-vault.ts';
import type { SensorClient } from '../sensor/sensor-client.ts';
import { homePaths } from '../shared/home.ts';
import { databaseExists } from '../store/database-file.ts';
import { destroyDatabase } from '../store/destroy-database.ts';
import { MIGRATIONS } from '../store/migrations/index.ts';
import { newestVersion } from '../store/migrate.ts';
import { incomingPath, layDown, takeIn } from './incoming-database.ts';

export interface VaultOptions {
  readonly home: string;
  readonly master: Uint8Array;
  readonly username: string;
  readonly secrets: Pick<Secrets, 'read' | 'write'>;
  readonly access: Pick<AccessStore, 'facts' | 'scrub'>;
  /** Cryptographically strong. */
  readonly randomBytes: (length: number) => Uint8Array;
}

export interface OpenVault {
  /** The one in force now. */
  readonly template: () => Template;
  readonly vault: ProfileVault;
  /** Once it runs: it goes on with every new template. */
  readonly attachEngine: (engine: Pick<EngineClient, 'copy' | 'replace'>) => void;
  readonly attachSensor: (sensor: Pick<SensorClient, 'renumber'>) => void;
}

/**
 * Finds the template, or makes one on a new installation, and finishes what an agent before this one had begun to
 * replace. An installation older than kept templates goes on with what is derived from its master key.
 *
 * @throws CodedError `key-unavailable` when the template cannot be had or kept, `storage-unavailable`.
 */
export const openVault = async (options: VaultOptions): Promise<OpenVault> => {
  const { home, secrets, access, randomBytes } = options;
  const { behaviour } = homePaths(home);
  const places = { secrets, facts: access.facts };
  let template: Template;
  let engine: Pick<EngineClient, 'copy' | 'replace'> | null = null;
  let sensor: Pick<SensorClient, 'renumber'> | null = null;
  let last: Promise<unknown> = Promise.resolve();

  const keep = async (next: Template, unfinished: Unfinished | null): Promise<void> => {
    unwrap(await keepTemplate(places, { template: next, unfinished }));
    template = next;
  };
  /** What is left to be done once the keys of the former template are gone. */
  const finish = async (unfinished: Unfinished): Promise<void> => {
    if (unfinished === 'incoming') takeIn(behaviour);
    else destroyDatabase(behaviour);
    const done = await keepTemplate(places, { template, unfinished: null });
    if (!done.ok) throw new CodedError('storage-unavailable', done.message);
    unwrap(access.scrub());
  };
  /** From here on there is no way back: whatever happens, this or the next start goes on with the new one. */
  const adopt = async (next: Template, unfinished: Unfinished): Promise<void> => {
    await keep(next, unfinished);
    await finish(unfinished);
  };

  const kept = unwrap(await readTemplate(places));
  if (kept !== null) {
    ({ template } = kept);
    if (kept.unfinished !== null) await finish(kept.unfinished);
  } else if (databaseExists(behaviour)) template = derivedTemplate(options.master, options.username);
  else {
    template = newTemplate(randomBytes);
    await keep(template, null);
  }
  // Of a replacement that never began.
  destroyDatabase(incomingPath(behaviour));

  /** Does it while neither of them works with the former template. */
  const whileStopped = async (work: () => Promise<void>): Promise<void> => {
    const replaced = () =>
      engine === null ? work() : engine.replace(work, () => ({ key: template.databaseKey, user: template.userId }));
    await (sensor === null ? replaced() : sensor.renumber(replaced, () => template.slotSecret));
  };
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };

  return {
    template: () => template,
    vault: {
      renew: () => inTurn(() => whileStopped(() => adopt(newTemplate(randomBytes), 'empty'))),
      take: () =>
        inTurn(async () => {
          if (engine === null) throw new CodedError('storage-unavailable', 'The engine has not started yet.');
          return { template, database: await engine.copy(), schemaVersion: newestVersion(MIGRATIONS) };
        }),
      put: (content) =>
        inTurn(async () => {
          const path = incomingPath(behaviour);
          destroyDatabase(path);
          const ready = await layDown(path, content);
          if (!ready.ok) destroyDatabase(path);
          unwrap(ready);
          // A keychain that did not answer in time may have taken the template all the same: what lies ready stays then,
          // for the next start to take in or to remove.
          await whileStopped(() => adopt(content.template, 'incoming'));
        }),
    },
    attachEngine: (next) => {
      engine = next;
    },
    attachSensor: (next) => {
      sensor = next;
    },
  };
};
