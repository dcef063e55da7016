/** The engine as a port without a thread: every push is answered before it returns, and training is done at once. */
import type { Engine } from '../engine/engine.ts';
import type { EnginePort } from '../engine/port.ts';

const finish = (engine: Engine): void => {
  while (engine.busy) engine.step();
};

export const inProcessEngine = (engine: Engine): EnginePort => ({
  push: (batch) => {
    engine.push(batch);
    finish(engine);
  },
  gap: () => {
    engine.gap();
  },
  attend: (attending) => {
    engine.attend(attending);
  },
  anchor: (by) => {
    engine.anchor(by);
  },
  acted: (action) => {
    engine.acted(action);
  },
  configure: (policy) => {
    engine.configure(policy);
    finish(engine);
  },
  profile: () => Promise.resolve(engine.profile()),
  versions: () => Promise.resolve(engine.versions()),
  rollback: (modality, version) => Promise.resolve().then(() => engine.rollback(modality, version)),
  reset: (modality) => Promise.resolve(engine.reset(modality)),
  simulate: (candidate, days, inForce) => {
    const answer = engine.simulate(candidate, days, inForce);
    finish(engine);
    return answer;
  },
  history: (from, to, points) => {
    const answer = engine.history(from, to, points);
    finish(engine);
    return answer;
  },
  stored: (mostSessions) => Promise.resolve().then(() => engine.stored(mostSessions)),
  verdicts: (from) => Promise.resolve().then(() => engine.verdicts(from)),
  windows: (from) => Promise.resolve().then(() => engine.windows(from)),
  hours: () => Promise.resolve().then(() => engine.hours()),
  close: () => {
    engine.close();
    return Promise.resolve();
  },
});
