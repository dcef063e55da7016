/** Verdicts: what was concluded of each window, for showing and for reckoning error rates. */
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
}

export interface Verdicts {
  readonly insert: (verdict: StoredVerdict) => void;
  /** Verdicts at or after a time, oldest first. */
  readonly since: (userId: string, at: number, limit: number) => readonly StoredVerdict[];
  readonly remove: (userId: string, modality: Verdict['modality']) => number;
  /** Verdicts before a time; returns how many. */
  readonly prune: (before: number) => number;
}

interface Row extends Pick<StoredVerdict, 'at' | 'modality' | 'llr' | 'trust' | 'level' | 'abstained'> {
  readonly window_id: number | null;
  readonly session_id: string;
  readonly user_id: string;
  readonly by_model: string;
  readonly evidence: string;
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
});

export const createVerdicts = (db: Database): Verdicts => {
  const insert = db.prepare<Columns>(
    `INSERT INTO verdicts (window_id, session_id, user_id, at, modality, llr, trust, level, abstained, by_model, evidence)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const since = db.prepare<[string, number, number], Row>(
    'SELECT * FROM verdicts WHERE user_id = ? AND at >= ? ORDER BY at, id LIMIT ?',
  );
  const remove = db.prepare<[string, string]>('DELETE FROM verdicts WHERE user_id = ? AND modality = ?');
  // Naming the users lets the index on (user_id, at) find the old rows.
  const prune = db.prepare<[number]>('DELETE FROM verdicts WHERE user_id IN (SELECT id FROM users) AND at < ?');
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
      );
    },
    since: (userId, at, limit) => since.all(userId, at, limit).map(fromRow),
    remove: (userId, modality) => remove.run(userId, modality).changes,
    prune: (before) => prune.run(before).changes,
  };
};
