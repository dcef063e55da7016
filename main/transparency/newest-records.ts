/** Walks back through the audit log in time, so that who wants the newest records need not read all. */
import type { AuditKind, AuditRecord } from '../../contract/audit.ts';
import type { AuditReading } from '../audit/reading.ts';
import { isoSeconds } from './iso-seconds.ts';

export interface RecordChunk {
  /** All records of the kinds from here on are known now: ms since 1970. */
  readonly from: number;
  /** Oldest first, all of them older than those of the chunk before. */
  readonly records: readonly AuditRecord[];
}

const SECOND_MS = 1_000;
/** Most records of one question to the log. */
const MOST = 5_000;
/** Every look goes back four times as far as the one before. */
const FIRST_LOOK_MS = 8 * 86_400_000;

const secondOf = (ms: number): number => Math.floor(ms / SECOND_MS) * SECOND_MS;

/** Where there are too many at once, the newer half of the time is looked at first. */
async function* within(
  reading: Pick<AuditReading, 'between'>,
  kinds: readonly AuditKind[],
  from: number,
  to: number,
): AsyncGenerator<RecordChunk, undefined> {
  const records = await reading.between(kinds, isoSeconds(from), isoSeconds(to), MOST);
  if (records.length < MOST || from >= to) {
    yield { from, records };
    return undefined;
  }
  const middle = secondOf((from + to) / 2);
  yield* within(reading, kinds, middle + SECOND_MS, to);
  yield* within(reading, kinds, from, middle);
  return undefined;
}

/**
 * Records of these kinds up to a time (ms since 1970, included), newest chunk first.
 *
 * @param firstLookMs how far the first chunk goes back
 * @throws CodedError `storage-unavailable` when the log cannot be read.
 */
export async function* newestRecords(
  reading: Pick<AuditReading, 'between' | 'extent'>,
  kinds: readonly AuditKind[],
  upTo: number,
  firstLookMs = FIRST_LOOK_MS,
): AsyncGenerator<RecordChunk, undefined> {
  const { oldestAt } = await reading.extent();
  if (oldestAt === null) return undefined;
  const oldest = Date.parse(oldestAt);
  let to = secondOf(upTo);
  for (let look = firstLookMs; to >= 0; look *= 4) {
    // The first record is not the oldest where the clock was set back.
    const from = to < oldest ? 0 : Math.max(oldest, secondOf(to - look));
    yield* within(reading, kinds, from, to);
    to = from - SECOND_MS;
  }
  return undefined;
}
