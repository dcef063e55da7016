/** A workstation's data folder: a vault under a master key of its own, and the engine on what is in it. */
import { randomBytes } from 'node:crypto';
import { defaultPolicy } from '../../contract/policy.ts';
import { unwrap } from '../../contract/result.ts';
import type { Verdict } from '../../contract/verdict.ts';
import { sitting } from './simulated-input.ts';
import { openAccess, type AccessStore } from '../../main/access/access-store.ts';
import { startEngineClient, type EngineClient } from '../../main/engine/engine-client.ts';
import { createEngine, type Engine } from '../../main/engine/engine.ts';
import { FEATURE_COUNTS } from '../../main/engine/learner.ts';
import { shippedPopulation } from '../../main/engine/population.ts';
import { accessKey } from '../../main/keys/derive.ts';
import { createSecrets } from '../../main/keys/secrets.ts';
import type { Template } from '../../main/keys/template.ts';
import { openVault, type OpenVault } from '../../main/live/live-vault.ts';
import { createKeySlots } from '../../main/sensor/key-slots.ts';
import { createPipeline } from '../../main/sensor/pipeline.ts';
import { homePaths } from '../../main/shared/home.ts';
import { openBehaviourStore } from '../../main/store/behaviour-store.ts';

export interface Workstation {
  readonly access: AccessStore;
  readonly opened: OpenVault;
}

const noKeychain = () => Promise.reject(new Error('there is none'));

export const openWorkstation = async (home: string, username: string, letter: number): Promise<Workstation> => {
  const master = new Uint8Array(32).fill(letter);
  const access = unwrap(openAccess({ path: homePaths(home).access, key: accessKey(master) }));
  const secrets = createSecrets({
    keychain: { read: noKeychain, write: noKeychain, remove: noKeychain },
    installationId: username,
    keySource: 'file',
    facts: access.facts,
  });
  const opened = await openVault({
    home,
    master,
    username,
    secrets,
    access,
    randomBytes: (length) => new Uint8Array(randomBytes(length)),
  });
  return { access, opened };
};

/** The engine's thread, as the agent starts it; closed by `close`. */
export const startEngine = async (home: string, { opened }: Workstation): Promise<EngineClient> => {
  const { databaseKey: key, userId: user } = opened.template();
  const engine = await startEngineClient(
    { databasePath: homePaths(home).behaviour, key, user, policy: defaultPolicy(), seed: 1 },
    () => undefined,
  );
  opened.attachEngine(engine);
  return engine;
};

const AN_HOUR_MS = 3_600_000;
const BEGIN = Date.UTC(2026, 0, 5, 9);
const A_SITTING = { keystrokes: 600, pointerActions: 120 };

interface Played {
  readonly engine: Engine;
  readonly play: (person: number, day: number) => void;
}

/** The engine in this thread, on the database of a data folder and with keys numbered by its template. */
const openEngine = (home: string, template: Template, emit: (verdict: Verdict) => void): Played => {
  let nowMs = BEGIN;
  let ids = 0;
  const engine = createEngine({
    store: unwrap(
      openBehaviourStore({ path: homePaths(home).behaviour, key: template.databaseKey, features: FEATURE_COUNTS }),
    ),
    policy: { ...defaultPolicy(), enforceWhen: 'established' },
    user: template.userId,
    population: shippedPopulation(),
    seed: 1,
    now: () => nowMs,
    newId: () => {
      ids += 1;
      return `${template.userId}-${String(ids)}`;
    },
    emit: (event) => {
      if (event.type === 'verdict') emit(event.verdict);
    },
  });
  const play = (person: number, day: number): void => {
    nowMs = BEGIN + day * AN_HOUR_MS;
    engine.attend(true);
    engine.anchor('unlock');
    const pipeline = createPipeline({ slotOf: createKeySlots(template.slotSecret), deliver: engine.push });
    for (const { timeMs, kind, code, x, y } of sitting(person, day, A_SITTING)) {
      pipeline.push(timeMs, kind, code, x, y);
    }
    pipeline.flush();
    while (engine.busy) engine.step();
    engine.attend(false);
  };
  return { engine, play };
};

/** Somebody works here for some sittings, and a baseline comes of it. */
export const learn = (home: string, template: Template, person: number): void => {
  const { engine, play } = openEngine(home, template, () => undefined);
  for (const day of [1, 2, 3]) play(person, day);
  engine.trainNow();
  engine.close();
};

/** What the engine says of a sitting, window by window. */
export const judge = (home: string, template: Template, person: number, day: number): readonly Verdict[] => {
  const verdicts: Verdict[] = [];
  const { engine, play } = openEngine(home, template, (verdict) => verdicts.push(verdict));
  play(person, day);
  engine.close();
  return verdicts;
};
