/** Small facts that must survive a kill and a power cut: a counter, a time, a hash. Each part names and checks its own. */
import type { z } from 'zod';
import { CodedError } from '../../contract/result.ts';
import type { Database } from '../store/database.ts';
import { describeStorageFault } from '../store/storage-fault.ts';

export interface Fact<T> {
  readonly name: string;
  /** What is stored is JSON, and is checked when it is read. */
  readonly schema: z.ZodType<T>;
}

/** Every method throws CodedError `storage-unavailable` when the disk fails or what is stored is damaged. */
export interface Facts {
  /** Null when there is none. */
  get<T>(fact: Fact<T>): T | null;
  /** On the disk when it returns. Null removes it. */
  set<T>(fact: Fact<T>, value: T | null): void;
  /** All of it is done, or nothing. */
  transaction<T>(work: () => T): T;
}

const orStorageError = <T>(work: () => T): T => {
  try {
    return work();
  } catch (error) {
    if (error instanceof CodedError) throw error;
    throw new CodedError('storage-unavailable', `The access database cannot be used: ${describeStorageFault(error)}.`, {
      cause: error,
    });
  }
};

export const createFacts = (db: Database): Facts => {
  const select = db.prepare<[string], string>('SELECT body FROM facts WHERE name = ?').pluck();
  const upsert = db.prepare<[string, string]>(
    'INSERT INTO facts (name, body) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET body = excluded.body',
  );
  const remove = db.prepare<[string]>('DELETE FROM facts WHERE name = ?');
  return {
    get: ({ name, schema }) =>
      orStorageError(() => {
        const body = select.get(name);
        if (body === undefined) return null;
        const parsed = schema.safeParse(JSON.parse(body));
        if (parsed.success) return parsed.data;
        throw new CodedError(
          'storage-unavailable',
          `What is stored as ${JSON.stringify(name)} in the access database is damaged. Restore it from a backup.`,
        );
      }),
    set: ({ name }, value) => {
      orStorageError(() => {
        if (value === null) remove.run(name);
        else upsert.run(name, JSON.stringify(value));
      });
    },
    transaction: (work) => orStorageError(() => db.transaction(work).immediate()),
  };
};
