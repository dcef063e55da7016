/** From where to where the records of a log should go, and which are there that should not. */
import type { Database } from '../store/database.ts';

const SAFE = String(Number.MAX_SAFE_INTEGER);
/** The last number that was ever given out: with the last records removed it is beyond those that are there. */
const GIVEN = `SELECT max(coalesce((SELECT max(seq) FROM sqlite_sequence WHERE name = 'records'), 0),
                          coalesce((SELECT max(seq) FROM seals WHERE seq <= ${SAFE}), 0))`;
const LAST = `SELECT max(seq) FROM records WHERE seq <= ${SAFE}`;
/** Records with numbers that are never given out. */
const STRAY = `SELECT (SELECT count(*) FROM records WHERE seq < 1) + (SELECT count(*) FROM records WHERE seq > ${SAFE})`;
const TRIMMED = `SELECT json_extract(body, '$.upTo') FROM records WHERE kind = 'audit-trimmed' ORDER BY seq DESC LIMIT 1`;
const LEFT_OVER = 'SELECT count(*) FROM records WHERE seq BETWEEN 1 AND ?';

export interface LogExtent {
  /** The last number that was ever given out. */
  readonly given: number;
  /** The last record that is there. */
  readonly last: number;
  /** The log itself says that it removed the records up to this one; 0: none. */
  readonly trimmedTo: number;
  /** Of those, how many are there all the same. */
  readonly leftOver: number;
  /** Records with numbers that are never given out. */
  readonly stray: number;
}

/** `attempt` answers null for what the file does not let be read. */
export const extentOf = (db: Database, attempt: <T>(work: () => T) => T | null): LogExtent => {
  const number = (sql: string, ...parameters: readonly number[]): number | null =>
    attempt(
      () =>
        db
          .prepare<number[], number | null>(sql)
          .pluck()
          .get(...parameters) ?? 0,
    );
  const whole = (value: unknown): number => (Number.isSafeInteger(value) && Number(value) > 0 ? Number(value) : 0);
  // Asked first: a record that is added after this is not missed.
  const given = whole(number(GIVEN));
  const last = whole(number(LAST) ?? given);
  const trimmedTo = Math.min(whole(number(TRIMMED)), last);
  return { given, last, trimmedTo, leftOver: whole(number(LEFT_OVER, trimmedTo)), stray: whole(number(STRAY)) };
};
