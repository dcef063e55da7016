/** A data folder with a key in a file, in which the engine has learned simulated people. */
import type { SourceEvent } from '../../contract/events.ts';
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
  /** When the first sitting begins, in ms since 1970, and how long after that each next one does. */
  /** Who sat there in each sitting instead, where it was somebody else. */
  readonly strangers?: Readonly<Record<number, number>>;
  readonly beginAt?: number;
  readonly everyMs?: number;
  /** Moves events in place and time before they are seen. */
  readonly moved?: (event: SourceEvent) => SourceEvent;
}

const FIRST_SITTING = Date.UTC(2026, 0, 5, 9);

/** Lets the engine learn sittings of a simulated person, as the agent does. The store is written, and stays open. */
export const learnPerson = (options: LearnOptions): BehaviourStore => {
  const {
    home,
    master,
    username,
    person,
    days,
    sitting,
    strangers = {},
    beginAt = FIRST_SITTING,
    everyMs = NIGHT_MS,
    moved = (event: SourceEvent) => event,
  } = options;
  const store = openLearnedStore(home, master);
  const secret = currentSlotSecret(master);
  let nowMs = beginAt;
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
  for (const [index, day] of days.entries()) {
    const sittingAt = beginAt + index * everyMs;
    nowMs = sittingAt;
    engine.attend(true);
    engine.anchor('unlock');
    const pipeline = createPipeline({ slotOf, deliver: engine.push });
    for (const event of simulate(strangers[index] ?? person, day, sitting)) {
      nowMs = sittingAt + event.timeMs;
      const { timeMs, kind, code, x, y } = moved(event);
      pipeline.push(timeMs, kind, code, x, y);
    }
    pipeline.flush();
    while (engine.busy) engine.step();
    engine.attend(false);
  }
  engine.tick();
  return store;
};
