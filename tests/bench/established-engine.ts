/** An engine that has learned its user and is ready to be measured. */
import type { SourceEvent } from '../../contract/events.ts';
import { defaultPolicy, type Policy } from '../../contract/policy.ts';
import { unwrap } from '../../contract/result.ts';
import { createEngine, type Engine } from '../../main/engine/engine.ts';
import { FEATURE_COUNTS } from '../../main/engine/learner.ts';
import { shippedPopulation } from '../../main/engine/population.ts';
import type { EngineEvent } from '../../main/engine/port.ts';
import { openBehaviourStore } from '../../main/store/behaviour-store.ts';
import { IN_MEMORY } from '../../main/store/database.ts';
import type { SessionOptions } from '../../ml/simulation/session.ts';
import { inBatches, sitting } from '../support/simulated-input.ts';

/** The simulated person who is the user of all benchmarks. */
const USER = 4;
/** Windows to train on that make every model as large as it can become. */
export const ENROLMENT = { keystrokes: 4_000, pointerActions: 2_000 };

/** One of the user's days; the first is the enrolment. */
export const dayOfTheUser = (day: number, options: SessionOptions): SourceEvent[] => sitting(USER, day, options);

/** The longest way to the next training that a policy can ask for, so that none falls into a measurement. */
export const rarelyTraining = (): Policy => {
  const policy = defaultPolicy();
  return { ...policy, enrolment: { ...policy.enrolment, retrainAfterWindows: 5_000, retrainAfterHours: 720 } };
};

/** Established in both modalities, its store in memory; `emit` gets what it reports from now on. */
export const establishedEngine = (emit: (event: EngineEvent) => void): Engine => {
  let ids = 0;
  let listener: (event: EngineEvent) => void = () => undefined;
  const engine = createEngine({
    store: unwrap(openBehaviourStore({ path: IN_MEMORY, key: null, features: FEATURE_COUNTS })),
    policy: rarelyTraining(),
    user: 'bench',
    population: shippedPopulation(),
    seed: 1,
    now: Date.now,
    newId: () => {
      ids += 1;
      return String(ids);
    },
    emit: (event) => {
      listener(event);
    },
  });
  engine.anchor('start');
  inBatches(dayOfTheUser(1, ENROLMENT), engine.push);
  engine.trainNow();
  const { keyboard, pointer } = engine.enrolment();
  if (!keyboard.established || !pointer.established) throw new Error('the enrolment was too short');
  listener = emit;
  return engine;
};
