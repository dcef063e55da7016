/** A data folder with a key in a file, in which the engine has learned simulated people. */
import { defaultPolicy } from '../../contract/policy.ts';
import { unwrap } from '../../contract/result.ts';
import { createEngine } from '../../main/engine/engine.ts';
import { FEATURE_COUNTS } from '../../main/engine/learner.ts';
import { shippedPopulation } from '../../main/engine/population.ts';
import { databaseKey } from '../../main/keys/derive.ts';
import { currentSlotSecret, userIdOf } from '../../main/keys/identity.ts';
import { writeInstallation } from '../../main/keys/installation.ts';
import { createKeyFile } from '../../main/keys/key-file.ts';
import { createKeySlots } from '../../main/sensor/key-slots.ts';
import { createPipeline } from '../../main/sensor/pipeline.ts';
import { homePaths } from '../../main/shared/home.ts';
import { openBehaviourStore, type BehaviourStore } from '../../main/store/behaviour-store.ts';
import type { SessionOptions } from '../../ml/simulation/session.ts';
import { sitting as simulate } from './simulated-input.ts';

const NIGHT_MS = 43_200_000;

export const installWorkstation = (home: string, master: Uint8Array): void => {
  createKeyFile(home, master);
  writeInstallation(home, {
    id: '7b1c0a0e-3f0e-4f0e-8f0e-000000000001',
    keySource: 'file',
    createdAt: '2026-01-05T08:00:00.000Z',
  });
};

export const openLearnedStore = (home: string, master: Uint8Array): BehaviourStore =>
  unwrap(openBehaviourStore({ path: homePaths(home).behaviour, key: databaseKey(master), features: FEATURE_COUNTS }));

export interface LearnOptions {
  readonly home: string;
  readonly master: Uint8Array;
  readonly username: string;
  readonly person: number;
  readonly days: readonly number[];
  readonly sitting: SessionOptions;
}

/** Lets the engine learn sittings of a simulated person, as the agent does. The store is written, and stays open. */
export const learnPerson = ({ home, master, username, person, days, sitting }: LearnOptions): BehaviourStore => {
  const store = openLearnedStore(home, master);
  const secret = currentSlotSecret(master);
  let nowMs = Date.UTC(2026, 0, 5, 9);
  let ids = 0;
  const engine = createEngine({
    store,
    policy: defaultPolicy(),
    user: userIdOf(secret, username),
    population: shippedPopulation(),
    seed: 1,
    now: () => nowMs,
    newId: () => {
      ids += 1;
      return `${username}-${String(ids)}`;
    },
    emit: () => undefined,
  });
  const slotOf = createKeySlots(secret);
  for (const day of days) {
    engine.attend(true);
    engine.anchor('unlock');
    const pipeline = createPipeline({ slotOf, deliver: engine.push });
    for (const { timeMs, kind, code, x, y } of simulate(person, day, sitting)) pipeline.push(timeMs, kind, code, x, y);
    pipeline.flush();
    while (engine.busy) engine.step();
    engine.attend(false);
    nowMs += NIGHT_MS;
  }
  engine.tick();
  return store;
};
