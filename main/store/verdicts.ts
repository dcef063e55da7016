/** Verdicts: what was concluded of each window, for showing, and for trying other policies on. */
import type { EvidencePart, Verdict } from '../../contract/verdict.ts';
import type { Database } from './database.ts';
import { parseNumbers } from './json-column.ts';

/** A verdict as it is stored: with whole seconds since 1970 in place of the capture's own clock. */
export interface StoredVerdict extends Pick<
  Verdict,
  'modality' | 'llr' | 'trust' | 'level' | 'abstained' | 'byModel' | 'evidence'
> {
  readonly windowId: number | null;
  readonly sessionId: string;
  readonly userId: string;
  readonly at: number;
  /** Actions that were new in the window; null in verdicts that were stored before they were counted. */
  readonly fresh: number | null;
}

/** The part of a verdict from which trust can be reckoned again. */
export type VerdictStep = Pick<
  StoredVerdict,
  'sessionId' | 'at' | 'modality' | 'llr' | 'level' | 'abstained' | 'fresh'
>;

/** Verdicts of a user between two times, both inclusive; `first` and `last` are the numbers they were stored under. */
export interface VerdictSpan {
  readonly userId: string;
  readonly from: number;
  readonly to: number;
  readonly first: number;
  readonly last: number;
}

export interface VerdictPage {
  readonly verdicts: readonly StoredVerdict[];
  /** Where to go on; null at the end. */
  readonly next: number | null;
}

/** Every verdict of a user, whatever the clock was set to. */
const everyOne = (userId: string): VerdictSpan => ({
  userId,
  from: 0,
  to: Number.MAX_SAFE_INTEGER,
  first: 0,
  last: Number.MAX_SAFE_INTEGER,
});

export interface Verdicts {
  readonly insert: (verdict: StoredVerdict) => void;
  /** Verdicts at or after a time, oldest first. */
  readonly since: (userId: string, at: number, limit: number) => readonly StoredVerdict[];
  /** Null when there are none. */
  readonly span: (userId: string, from: number, to: number) => VerdictSpan | null;
  /** In the order in which they came, whatever the clock was set to; `next` is null at the end, else where to go on. */
  readonly steps: (
    span: VerdictSpan,
    from: number,
    limit: number,
  ) => { readonly steps: readonly VerdictStep[]; readonly next: number | null };
  /** The same whole. */
  readonly rows: (span: VerdictSpan, from: number, limit: number) => VerdictPage;
  /** The same of all of a user. */
  readonly page: (userId: string, from: number, limit: number) => VerdictPage;
  readonly remove: (userId: string, modality: Verdict['modality']) => number;
  /** Verdicts before a time; returns how many. */
  readonly prune: (before: number) => number;
}

interface Row extends Pick<StoredVerdict, 'at' | 'modality' | 'llr' | 'trust' | 'level' | 'abstained' | 'fresh'> {
  readonly window_id: number | null;
  readonly session_id: string;
  readonly user_id: string;
  readonly by_model: string;
  readonly evidence: string;
}

interface StepRow extends Omit<VerdictStep, 'sessionId'> {
  readonly id: number;
  readonly session_id: string;
}

type Columns = [
  number | null,
  string,
  string,
  number,
  string,
  number | null,
  number,
  string,
  string | null,
  string,
  string,
  number | null,
];

const fromRow = (row: Row): StoredVerdict => ({
  windowId: row.window_id,
  sessionId: row.session_id,
  userId: row.user_id,
  at: row.at,
  modality: row.modality,
  llr: row.llr,
  trust: row.trust,
  level: row.level,
  abstained: row.abstained,
  byModel: parseNumbers(row.by_model),
  evidence: JSON.parse(row.evidence) as EvidencePart[],
  fresh: row.fresh,
});

export const createVerdicts = (db: Database): Verdicts => {
  const insert = db.prepare<Columns>(
    `INSERT INTO verdicts (window_id, session_id, user_id, at, modality, llr, trust, level, abstained, by_model, evidence,
       fresh)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const since = db.prepare<[string, number, number], Row>(
    'SELECT * FROM verdicts WHERE user_id = ? AND at >= ? ORDER BY at, id LIMIT ?',
  );
  const span = db.prepare<[string, number, number], { readonly first: number | null; readonly last: number | null }>(
    'SELECT min(id) AS first, max(id) AS last FROM verdicts WHERE user_id = ? AND at BETWEEN ? AND ?',
  );
  // By number, which no clock moves; the index by time would have to be sorted for it.
  const steps = db.prepare<[number, number, string, number, number, number], StepRow>(
    `SELECT id, session_id, at, modality, llr, level, abstained, fresh FROM verdicts NOT INDEXED
     WHERE id BETWEEN ? AND ? AND user_id = ? AND at BETWEEN ? AND ? ORDER BY id LIMIT ?`,
  );
  const rows = db.prepare<[number, number, string, number, number, number], Row & { readonly id: number }>(
    `SELECT * FROM verdicts NOT INDEXED
     WHERE id BETWEEN ? AND ? AND user_id = ? AND at BETWEEN ? AND ? ORDER BY id LIMIT ?`,
  );
  const remove = db.prepare<[string, string]>('DELETE FROM verdicts WHERE user_id = ? AND modality = ?');
  // Naming the users lets the index on (user_id, at) find the old rows.
  const prune = db.prepare<[number]>('DELETE FROM verdicts WHERE user_id IN (SELECT id FROM users) AND at < ?');
  const rowsOf: Verdicts['rows'] = ({ userId, from: earliest, to, last }, from, limit) => {
    const found = rows.all(from, last, userId, earliest, to, limit);
    const newest = found.length < limit ? last : (found.at(-1)?.id ?? last);
    return { verdicts: found.map(fromRow), next: newest < last ? newest + 1 : null };
  };
  return {
    insert: (verdict) => {
      insert.run(
        verdict.windowId,
        verdict.sessionId,
        verdict.userId,
        verdict.at,
        verdict.modality,
        verdict.llr,
        verdict.trust,
        verdict.level,
        verdict.abstained,
        JSON.stringify(verdict.byModel),
        JSON.stringify(verdict.evidence),
        verdict.fresh,
      );
    },
    since: (userId, at, limit) => since.all(userId, at, limit).map(fromRow),
    span: (userId, from, to) => {
      const { first, last } = span.get(userId, from, to) ?? { first: null, last: null };
      return first === null || last === null ? null : { userId, from, to, first, last };
    },
    steps: ({ userId, from: earliest, to, last }, from, limit) => {
      const rows = steps.all(from, last, userId, earliest, to, limit);
      const newest = rows.at(-1)?.id ?? last;
      return {
        steps: rows.map(({ session_id: sessionId, at, modality, llr, level, abstained, fresh }) => ({
          sessionId,
          at,
          modality,
          llr,
          level,
          abstained,
          fresh,
        })),
        next: newest < last ? newest + 1 : null,
      };
    },
    rows: rowsOf,
    page: (userId, from, limit) => rowsOf(everyOne(userId), from, limit),
    remove: (userId, modality) => remove.run(userId, modality).changes,
    prune: (before) => prune.run(before).changes,
  };
};
