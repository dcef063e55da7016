/** The worker thread that reads the audit log, so that a search through all of it holds up nobody. It changes no byte. */
import { parentPort, workerData } from 'node:worker_threads';
import { CodedError, assertNever, unwrap } from '../../contract/result.ts';
import type { Database } from '../store/database.ts';
import { openDatabaseForReading } from '../store/open-database.ts';
import { describeStorageFault } from '../store/storage-fault.ts';
import { filterKey } from './filter.ts';
import { headPath, readHead } from './head-file.ts';
import { createLogReader, type LogReader, type Steps } from './log-reader.ts';
import { APPLICATION_ID, MIGRATIONS } from './migrations/index.ts';
import type { FromReading, Question, ReadingStart, ToReading } from './reading-protocol.ts';
import { createStepRunner } from './step-runner.ts';
import { verifyLog, type VerificationProgress } from './verify-log.ts';

const port = parentPort;
if (port === null) throw new Error('the audit worker must be started as a worker thread');
const { path, key } = workerData as ReadingStart;
const send = (message: FromReading): void => {
  port.postMessage(message);
};

interface OpenLog {
  readonly db: Database;
  readonly reader: LogReader;
}

let opened: OpenLog | null = null;
/** Opens it when it is needed: it may not be there yet. The pages are not checked: whoever verifies does that. */
const log = (): OpenLog => {
  if (opened === null) {
    const db = unwrap(
      openDatabaseForReading({ path, key, applicationId: APPLICATION_ID, migrations: MIGRATIONS, isChecked: false }),
    );
    if (db === null) throw new CodedError('storage-unavailable', 'There is no audit log yet. Start the agent first.');
    opened = { db, reader: createLogReader(db) };
  }
  return opened;
};

/** Searches under way: who asked, for what, and how to give it up. */
const searches = new Map<number, { readonly asker: string; readonly key: string; readonly giveUp: () => void }>();
const runner = createStepRunner(setImmediate);

const fail = (id: number, cause: unknown): void => {
  searches.delete(id);
  const { code, message } =
    cause instanceof CodedError
      ? cause
      : new CodedError('storage-unavailable', `The audit log cannot be read: ${describeStorageFault(cause)}.`);
  send({ type: 'failed', id, code, message });
};

const supersede = (asker: string, newKey: string): void => {
  for (const [id, search] of searches) {
    if (search.asker !== asker || search.key === newKey) continue;
    search.giveUp();
    fail(id, new CodedError('interrupted', 'This search was given up for a newer one.'));
  }
};

/** Begins to answer, and returns what gives it up. */
const begin = <T, Y>(
  id: number,
  steps: () => Generator<Y, T, void>,
  reply: (answer: T) => FromReading,
  onStep: (value: Y) => void = () => undefined,
): (() => void) => {
  // What cannot be opened fails like what cannot be read.
  const work = function* (): Generator<Y, T, void> {
    return yield* steps();
  };
  return runner.run(work(), {
    onStep,
    onDone: (value) => {
      searches.delete(id);
      send(reply(value));
    },
    onFailed: (cause) => {
      fail(id, cause);
    },
  });
};

/** How often somebody is told of the progress of one verification, about. */
const TOLD = 100;

const sparingly = (tell: (progress: VerificationProgress) => void): ((progress: VerificationProgress) => void) => {
  let told = -Infinity;
  return (progress) => {
    if (progress.done < progress.total && progress.done - told < progress.total / TOLD) return;
    told = progress.done;
    tell(progress);
  };
};

const inOneStep = function* <T>(work: () => T): Steps<T> {
  yield* [];
  return work();
};

const take = (question: Question): void => {
  const { type, id, args } = question;
  switch (type) {
    case 'query': {
      const { filter, offset, limit, asker } = args;
      const searchKey = filterKey(filter);
      if (asker !== null) supersede(asker, searchKey);
      let giveUp = (): void => undefined;
      if (asker !== null) {
        searches.set(id, {
          asker,
          key: searchKey,
          giveUp: () => {
            giveUp();
          },
        });
      }
      giveUp = begin(
        id,
        () => log().reader.query(filter, offset, limit),
        (answer) => ({ type, id, answer }),
      );
      return;
    }
    case 'after':
      begin(
        id,
        () => log().reader.after(args.filter, args.afterSeq, args.limit, args.upTo),
        (answer) => ({ type, id, answer }),
      );
      return;
    case 'between':
      begin(
        id,
        () => inOneStep(() => log().reader.between(args.kinds, args.from, args.to, args.limit)),
        (answer) => ({ type, id, answer }),
      );
      return;
    case 'extent':
      begin(
        id,
        () => inOneStep(() => log().reader.extent()),
        (answer) => ({ type, id, answer }),
      );
      return;
    case 'record':
      begin(
        id,
        () => inOneStep(() => log().reader.record(args.seq)),
        (answer) => ({ type, id, answer }),
      );
      return;
    case 'proof':
      begin(
        id,
        () => log().reader.proof(args.filter, args.range, args.from),
        (answer) => ({ type, id, answer }),
      );
      return;
    case 'verify':
      begin(
        id,
        // The head is read before the log: what is written in between is not taken for cut off.
        () => verifyLog(log().db, { head: readHead(headPath(path), key), anchor: args.anchor }),
        (answer) => ({ type, id, answer }),
        sparingly(({ done, total }) => {
          send({ type: 'progress', id, done, total });
        }),
      );
      return;
    default:
      assertNever(question);
  }
};

port.on('message', (message: ToReading) => {
  if (message.type !== 'close') {
    take(message);
    return;
  }
  opened?.db.close();
  // Ends this thread alone, with whatever is still under way in it.
  process.exit();
});
