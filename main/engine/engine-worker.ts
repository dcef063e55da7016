/** The engine's worker thread: owns behaviour.db and all learning, so that neither ever holds up the main thread. */
import { randomUUID } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { assertNever } from '../../contract/result.ts';
import { openBehaviourStore } from '../store/behaviour-store.ts';
import { createEngine, type Engine } from './engine.ts';
import { FEATURE_COUNTS } from './learner.ts';
import type { EngineStart, FromEngine, ToEngine } from './protocol.ts';

/** How often buffered rows are written and due training is looked for. */
const TICK_MS = 1_000;

const port = parentPort;
if (port === null) throw new Error('the engine worker must be started as a worker thread');
const send = (message: FromEngine): void => {
  port.postMessage(message);
};

const serve = (engine: Engine): void => {
  let stepping = false;
  /** One step of training between any two messages, so that scoring never waits for a whole training. */
  const work = (): void => {
    if (stepping || !engine.busy) return;
    stepping = true;
    setImmediate(() => {
      stepping = false;
      engine.step();
      work();
    });
  };
  const timer = setInterval(() => {
    engine.tick();
    work();
  }, TICK_MS);

  const handle = (message: ToEngine): void => {
    switch (message.type) {
      case 'batch':
        engine.push(message.batch);
        return;
      case 'gap':
        engine.gap();
        return;
      case 'attend':
        engine.attend(message.attending);
        return;
      case 'anchor':
        engine.anchor();
        return;
      case 'acted':
        engine.acted(message.action);
        return;
      case 'configure':
        engine.configure(message.policy);
        return;
      case 'profile':
        send({ type: 'profile', id: message.id, profile: engine.profile() });
        return;
      case 'reset':
        send({ type: 'done', id: message.id, removedWindows: engine.reset(message.modality) });
        return;
      case 'close':
        clearInterval(timer);
        engine.close();
        send({ type: 'done', id: message.id, removedWindows: 0 });
        port.close();
        return;
      default:
        assertNever(message);
    }
  };
  port.on('message', (message: ToEngine) => {
    handle(message);
    work();
  });
};

const { databasePath, key, user, policy, population, seed } = workerData as EngineStart;
const store = openBehaviourStore({ path: databasePath, key, features: FEATURE_COUNTS });
if (store.ok) {
  const engine = createEngine({
    store: store.value,
    policy,
    user,
    population,
    seed,
    now: Date.now,
    newId: randomUUID,
    emit: send,
  });
  serve(engine);
  send({ type: 'ready' });
} else {
  send({ type: 'refused', code: store.code, message: store.message });
}
