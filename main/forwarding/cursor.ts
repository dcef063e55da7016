/** How far a forwarder is, kept over restarts. */
import { z } from 'zod';
import type { ForwarderName } from '../../contract/forwarding.ts';
import type { AuditRecord } from '../../contract/audit.ts';
import type { Fact, Facts } from '../access/facts.ts';
import type { AuditReading } from '../audit/reading.ts';
import { fingerprintOf } from './fingerprint.ts';

const cursorSchema = z.strictObject({
  /** The last record that is known to have arrived. */
  seq: z.number().int().nonnegative(),
  /** What that record was, so that a log that began anew is told from the one it was of; null: it was not there. */
  fingerprint: z.string().nullable(),
});
type Cursor = z.infer<typeof cursorSchema>;

export interface StoredCursor {
  /** Null: the forwarder is off, or was never on. */
  get(): Cursor | null;
  /** Holds at once in memory, whatever the disk does; then sending again after a restart is the worst. */
  set(cursor: Cursor | null): void;
}

export interface StoredCursorPorts {
  readonly facts: Pick<Facts, 'get' | 'set'>;
  readonly onFault: (cause: unknown) => void;
}

export const createStoredCursor = (name: ForwarderName, { facts, onFault }: StoredCursorPorts): StoredCursor => {
  const fact: Fact<Cursor> = { name: `forwarding.${name}`, schema: cursorSchema };
  const read = (): Cursor | null => {
    try {
      return facts.get(fact);
    } catch (cause) {
      onFault(cause);
      // Unknown is not never: rather everything twice than something not at all.
      return { seq: 0, fingerprint: null };
    }
  };
  let current = read();
  return {
    get: () => current,
    set: (cursor) => {
      current = cursor;
      try {
        facts.set(fact, cursor);
      } catch (cause) {
        onFault(cause);
      }
    },
  };
};

export const cursorAt = (record: AuditRecord): Cursor => ({ seq: record.seq, fingerprint: fingerprintOf(record) });

const ALL = { kinds: [], from: null, to: null, text: '' };

/** Number of the newest record, 0 for none. */
export const newestSeq = async (reading: Pick<AuditReading, 'extent'>): Promise<number> =>
  (await reading.extent()).lastSeq;

/** Records after one, oldest first. */
export const recordsAfter = async (
  reading: Pick<AuditReading, 'after'>,
  seq: number,
  limit: number,
): Promise<readonly AuditRecord[]> => (await reading.after(ALL, seq, limit)).records;

/**
 * Where to go on: from the cursor, or from the first record where the log is not the one it was of. A record that is no
 * longer there says nothing: it was delivered, and retention has removed it.
 */
export const resume = async (reading: Pick<AuditReading, 'after' | 'extent'>, cursor: Cursor): Promise<Cursor> => {
  const beginning: Cursor = { seq: 0, fingerprint: null };
  if (cursor.seq === 0) return beginning;
  const [there] = await recordsAfter(reading, cursor.seq - 1, 1);
  if (there === undefined) return (await newestSeq(reading)) >= cursor.seq ? cursor : beginning;
  if (there.seq !== cursor.seq || cursor.fingerprint === null) return cursor;
  return fingerprintOf(there) === cursor.fingerprint ? cursor : beginning;
};
