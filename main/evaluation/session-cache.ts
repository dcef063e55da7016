/** Recordings that a thread has read, kept while it works on one set: everybody is everybody else's impostor there. */
import { basename, dirname } from 'node:path';
import { CodedError } from '../../contract/result.ts';
import { readSession, type ReadOptions, type RecordedSession } from './recorded-session.ts';

export interface SessionCache {
  /** @throws CodedError when the recording is missing or broken. */
  read(path: string, options: ReadOptions): Promise<RecordedSession>;
  /** Forgets what belongs to another set. */
  enter(set: string): void;
}

/** Recordings of different people have the same names: whose it is belongs to the error. */
const readNamed = async (path: string, options: ReadOptions): Promise<RecordedSession> => {
  try {
    return await readSession(path, basename(path), options);
  } catch (cause) {
    if (!(cause instanceof CodedError)) throw cause;
    const person = dirname(path);
    throw new CodedError(cause.code, `${basename(dirname(person))}, ${basename(person)}: ${cause.message}`, { cause });
  }
};

export const createSessionCache = (): SessionCache => {
  const sessions = new Map<string, Promise<RecordedSession>>();
  let current = '';
  return {
    read: (path, options) => {
      const key = JSON.stringify([path, options.gridMs, options.tickMs ?? null]);
      const known = sessions.get(key) ?? readNamed(path, options);
      sessions.set(key, known);
      return known;
    },
    enter: (set) => {
      if (set !== current) sessions.clear();
      current = set;
    },
  };
};
