/** The records that a filter lets through, looked for step by step and kept up to date as the log grows. */
import type { AuditFilter } from '../../contract/audit-reading.ts';
import type { Database } from '../store/database.ts';
import { secondsOf } from './filter.ts';
import { createSeqList, type SeqList } from './seq-list.ts';

/** Numbers in a step: some twenty milliseconds. */
const STEP = 20_000;
/** The same where the index alone answers. */
const STEP_BY_INDEX = 200_000;
/** So many new records are looked at one by one; for more it is worth asking when the time begins and ends. */
const FEW = 2 * STEP;

export interface Matches {
  readonly seqs: Pick<SeqList, 'length' | 'newest' | 'after' | 'countTo'>;
  /** Whether all records up to this one have been looked at. */
  reaches(last: number): boolean;
  /** Looks at the next records, none beyond `last`. Throws the driver's error. */
  step(last: number): void;
}

/** Of the connection: whether a text (first) is in a kind or body. */
export const TEXT_FUNCTION = 'has_text';

/** Conditions in SQL, with named parameters. */
const conditionsOf = (filter: AuditFilter) => {
  const { from, to } = secondsOf(filter);
  const { kinds, text } = filter;
  const conditions = [
    ...(kinds.length > 0 ? ['kind IN (SELECT value FROM json_each(:kinds))'] : []),
    ...(from === null ? [] : ['at >= :from']),
    ...(to === null ? [] : ['at <= :to']),
    ...(text === '' ? [] : [`${TEXT_FUNCTION}(:text, kind, body)`]),
  ];
  const parameters = {
    ...(kinds.length > 0 ? { kinds: JSON.stringify(kinds) } : {}),
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
    ...(text === '' ? {} : { text }),
  };
  return { from, to, conditions, parameters };
};

/** Nothing is looked for before the first step. */
export const createMatches = (db: Database, filter: AuditFilter): Matches => {
  const { from, to, conditions, parameters } = conditionsOf(filter);
  const seqs = createSeqList();
  // The way over the time's index would read all of it again in every step.
  const way = filter.kinds.length > 0 ? 'INDEXED BY records_by_kind' : 'NOT INDEXED';
  const isByIndex = filter.kinds.length > 0 && conditions.length === 1;
  const width = isByIndex ? STEP_BY_INDEX : STEP;
  const where = ['seq > :after AND seq <= :upTo', ...conditions].join(' AND ');
  const select = db.prepare<[object], number>(`SELECT seq FROM records ${way} WHERE ${where} ORDER BY seq`).pluck();
  const next = db
    .prepare<[number, number], number | null>('SELECT min(seq) FROM records WHERE seq > ? AND seq <= ?')
    .pluck();
  // Else SQLite would read the records themselves from the other end on.
  const firstFrom = db
    .prepare<[string], number | null>('SELECT min(seq) FROM records INDEXED BY records_by_time WHERE at >= ?')
    .pluck();
  const lastTo = db
    .prepare<[string], number | null>('SELECT max(seq) FROM records INDEXED BY records_by_time WHERE at <= ?')
    .pluck();

  let lookedAt = 0;
  /** Nothing after this one and up to `known` is within the time. */
  let end = 0;
  let known = 0;

  const plan = (last: number): void => {
    const isFar = last - lookedAt > FEW;
    known = last;
    end = last;
    if (isFar && to !== null) end = Math.min(last, lastTo.get(to) ?? 0);
    if (isFar && from !== null) lookedAt = Math.max(lookedAt, Math.min(last, (firstFrom.get(from) ?? last + 1) - 1));
  };

  return {
    seqs,
    reaches: (last) => lookedAt >= last,
    step: (last) => {
      if (last > known) plan(last);
      const first = lookedAt < end ? (next.get(lookedAt, end) ?? null) : null;
      if (first === null) {
        lookedAt = known;
        return;
      }
      const upTo = Math.min(end, first + width - 1);
      seqs.push(select.all({ ...parameters, after: first - 1, upTo }));
      lookedAt = upTo === end ? known : upTo;
    },
  };
};
