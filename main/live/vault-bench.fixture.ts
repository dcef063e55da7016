/** A data folder with its access database, secrets, vault and engine thread: all of it real but the sensor. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultPolicy } from '../../contract/policy.ts';
import { unwrap } from '../../contract/result.ts';
import { openAccess, type AccessStore } from '../access/access-store.ts';
import { startEngineClient, type EngineClient } from '../engine/engine-client.ts';
import { FEATURE_COUNTS } from '../engine/learner.ts';
import type { EngineEvent } from '../engine/port.ts';
import { accessKey } from '../keys/derive.ts';
import { createSecrets, type Secrets } from '../keys/secrets.ts';
import type { Template } from '../keys/template.ts';
import { homePaths } from '../shared/home.ts';
import { openBehaviourStore } from '../store/behaviour-store.ts';
import { sampleSession, sampleVerdict, sampleWindow } from '../store/sample-rows.fixture.ts';
import { openVault, type OpenVault } from './live-vault.ts';

export const MASTER = new Uint8Array(32).fill(3);

export interface HomeVault {
  readonly access: AccessStore;
  readonly opened: OpenVault;
}

export interface VaultBench extends HomeVault {
  readonly engine: EngineClient;
  /** What the engine has said. */
  readonly events: readonly EngineEvent[];
  /** Secrets that the sensor was given. */
  readonly numbered: readonly Uint8Array[];
  close(): Promise<void>;
}

export const makeHome = (): string => mkdtempSync(join(tmpdir(), 'samehand-vault-'));
export const removeHome = (home: string): void => {
  rmSync(home, { recursive: true, force: true });
};

const noKeychain = () => Promise.reject(new Error('there is none'));

export const openHomeAccess = (home: string): AccessStore =>
  unwrap(openAccess({ path: homePaths(home).access, key: accessKey(MASTER) }));

export const secretsOf = ({ facts }: AccessStore): Secrets =>
  createSecrets({
    keychain: { read: noKeychain, write: noKeychain, remove: noKeychain },
    installationId: 'i1',
    keySource: 'file',
    facts,
  });

/** @param through lays itself over the secrets, to fail where a test wants it to */
export const openHomeVault = async (
  home: string,
  through: (secrets: Secrets) => Secrets = (secrets) => secrets,
): Promise<HomeVault> => {
  const access = openHomeAccess(home);
  try {
    const opened = await openVault({
      home,
      master: MASTER,
      username: 'ada',
      secrets: through(secretsOf(access)),
      access,
      randomBytes: (length) => new Uint8Array(randomBytes(length)),
    });
    return { access, opened };
  } catch (cause) {
    access.close();
    throw cause;
  }
};

export const openBench = async (home: string, through?: (secrets: Secrets) => Secrets): Promise<VaultBench> => {
  const { access, opened } = await openHomeVault(home, through);
  const events: EngineEvent[] = [];
  const numbered: Uint8Array[] = [];
  const { databaseKey: key, userId: user } = opened.template();
  const engine = await startEngineClient(
    { databasePath: homePaths(home).behaviour, key, user, policy: defaultPolicy(), seed: 1 },
    (event) => events.push(event),
  );
  opened.attachEngine(engine);
  opened.attachSensor({
    renumber: async (work, secret) => {
      try {
        await work();
      } finally {
        numbered.push(secret());
      }
    },
  });
  const close = async (): Promise<void> => {
    await engine.close();
    access.close();
  };
  return { access, opened, engine, events, numbered, close };
};

/** Of the features of one window: found in the bytes of a file that holds it. */
export const MARKED = 12_345.678;
/** Of a session. */
export const MARK = 'marked-session';

/** Stores windows and verdicts as the engine does, while it does not run. */
export const fill = (path: string, { databaseKey, userId }: Template, rows = 300): void => {
  const store = unwrap(openBehaviourStore({ path, key: databaseKey, features: FEATURE_COUNTS }));
  const ofUser = { userId, sessionId: MARK };
  store.saveSession(sampleSession({ ...ofUser, id: ofUser.sessionId }));
  const vector = new Float32Array(FEATURE_COUNTS.keyboard).fill(MARKED);
  for (let row = 0; row < rows; row += 1) {
    const windowId = store.addWindow(sampleWindow({ ...ofUser, vector, scores: { centroid: MARKED } }));
    store.addVerdict(sampleVerdict({ ...ofUser, windowId, byModel: { centroid: MARKED } }));
  }
  store.close();
};

/** Windows in a database that nobody has open. */
export const windowsOf = (path: string, { databaseKey, userId }: Template): number => {
  const store = unwrap(openBehaviourStore({ path, key: databaseKey, features: FEATURE_COUNTS }));
  try {
    return unwrap(store.transaction(({ windows }) => windows.count(userId)));
  } finally {
    store.close();
  }
};

export const windowsIn = async (engine: EngineClient): Promise<number> =>
  (await engine.stored(0)).kinds.find(({ kind }) => kind === 'windows')?.records ?? NaN;
