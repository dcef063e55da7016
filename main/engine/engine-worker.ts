/** The engine's worker thread: owns behaviour.db and all learning, so that neither ever holds up the main thread. */
import { randomUUID } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { CodedError, assertNever } from '../../contract/result.ts';
import { openBehaviourStore } from '../store/behaviour-store.ts';
import { createEngine, type Engine } from './engine.ts';
import { shippedPopulation } from './population.ts';
import { FEATURE_COUNTS } from './learner.ts';
import type { EngineReply, FromEngine, ToEngine, WorkerStart } from './protocol.ts';

/** How often buffered rows are written and due training is looked for. */
const TICK_MS = 1_000;

const port = parentPort;
if (port === null) throw new Error('the engine worker must be started as a worker thread');
const send = (message: FromEngine): void => {
  port.postMessage(message);
};

/** Sends what `work` gives, or the error that it is refused with; a fault of the program ends the thread. */
const answer = (id: number, work: () => EngineReply): void => {
  try {
    send(work());
  } catch (cause) {
    refuse(id, cause);
  }
};

const refuse = (id: number, cause: unknown): void => {
  if (!(cause instanceof CodedError)) throw cause;
  send({ type: 'failed', id, code: cause.code, message: cause.message });
};

const serve = (engine: Engine): void => {
  let stepping = false;
  /** One step between any two messages, so that scoring never waits for a whole training or trial. */
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
        engine.anchor(message.by);
        send({ type: 'anchored' });
        return;
      case 'acted':
        engine.acted(message.action);
        return;
      case 'configure':
        engine.configure(message.policy);
        return;
      case 'profile':
        answer(message.id, () => ({ type: 'profile', id: message.id, profile: engine.profile() }));
        return;
      case 'versions':
        answer(message.id, () => ({ type: 'versions', id: message.id, versions: engine.versions() }));
        return;
      case 'rollback':
        answer(message.id, () => ({
          type: 'rolled-back',
          id: message.id,
          now: engine.rollback(message.modality, message.version),
        }));
        return;
      case 'reset':
        answer(message.id, () => ({ type: 'done', id: message.id, removedWindows: engine.reset(message.modality) }));
        return;
      case 'simulate': {
        const { id, candidate, days, inForce } = message;
        void engine.simulate(candidate, days, inForce).then(
          (whatIf) => {
            send({ type: 'simulated', id, whatIf });
          },
          (cause: unknown) => {
            refuse(id, cause);
          },
        );
        return;
      }
      case 'history': {
        const { id, from, to, points } = message;
        void engine.history(from, to, points).then(
          (found) => {
            send({ type: 'history', id, points: found });
          },
          (cause: unknown) => {
            refuse(id, cause);
          },
        );
        return;
      }
      case 'stored':
        answer(message.id, () => ({ type: 'stored', id: message.id, stored: engine.stored(message.mostSessions) }));
        return;
      case 'verdicts':
        answer(message.id, () => ({ type: 'verdicts', id: message.id, page: engine.verdicts(message.from) }));
        return;
      case 'windows':
        answer(message.id, () => ({ type: 'windows', id: message.id, page: engine.windows(message.from) }));
        return;
      case 'hours':
        answer(message.id, () => ({ type: 'hours', id: message.id, hours: engine.hours() }));
        return;
      case 'copy':
        answer(message.id, () => ({ type: 'copied', id: message.id, database: engine.copy() }));
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

const { databasePath, key, user, policy, seed, doubt } = workerData as WorkerStart;
const store = openBehaviourStore({ path: databasePath, key, features: FEATURE_COUNTS });
if (store.ok) {
  const engine = createEngine({
    store: store.value,
    policy,
    user,
    population: shippedPopulation(),
    seed,
    doubt,
    now: Date.now,
    newId: randomUUID,
    emit: send,
  });
  serve(engine);
  send({ type: 'ready' });
} else {
  send({ type: 'refused', code: store.code, message: store.message });
}
