/** Feature windows: what the models learn from. */
import type { Modality } from '../../contract/verdict.ts';
import type { Database } from './database.ts';
import { parseNumbers, type NumbersByName } from './json-column.ts';
import { decodeVector, encodeVector } from './vector-column.ts';

/** `new`: not learned yet. `trained`: learned. `quarantined`: kept from learning, because it may not be the user's. */
export type WindowState = 'new' | 'trained' | 'quarantined';

/** Times are whole seconds since 1970, so that nothing finer than a window is kept. */
export interface NewWindow {
  readonly userId: string;
  readonly sessionId: string;
  readonly modality: Modality;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly featureVersion: number;
  readonly actions: number;
  /** One number a feature; NaN is "no evidence". */
  readonly vector: Float32Array;
  /** Scores by model, given before the window was learned. */
  readonly scores: NumbersByName;
  readonly state: WindowState;
}

export interface StoredWindow extends NewWindow {
  readonly id: number;
}

export interface TrainingQuery {
  readonly userId: string;
  readonly modality: Modality;
  readonly featureVersion: number;
  /** Most windows to answer with. */
  readonly limit: number;
}

export interface Windows {
  /** The first number that was never given to a window. */
  readonly nextId: () => number;
  readonly insert: (window: StoredWindow) => void;
  /** Windows that may be learned (`new` or `trained`), newest first. */
  readonly forTraining: (query: TrainingQuery) => readonly StoredWindow[];
  readonly mark: (ids: Iterable<number>, state: WindowState) => void;
  /** Puts all that ended after a time in quarantine; returns how many were not in it yet. */
  readonly quarantineSince: (userId: string, modality: Modality, endedAfter: number) => number;
  readonly countByState: (userId: string, modality: Modality) => Readonly<Record<WindowState, number>>;
  readonly count: (userId: string) => number;
  /** In the order in which they came, from a number on; `next` is null at the end, else where to go on. */
  readonly page: (
    userId: string,
    from: number,
    limit: number,
  ) => { readonly windows: readonly StoredWindow[]; readonly next: number | null };
  /** All windows of a user and modality; returns how many there were. */
  readonly remove: (userId: string, modality: Modality) => number;
  /** Windows that ended before a time; returns how many. */
  readonly prune: (endedBefore: number) => number;
  /** All but the newest `max` of every user and modality; returns how many. */
  readonly pruneToNewest: (max: number) => number;
}

interface Row {
  readonly id: number;
  readonly user_id: string;
  readonly session_id: string;
  readonly modality: Modality;
  readonly started_at: number;
  readonly ended_at: number;
  readonly feature_version: number;
  readonly actions: number;
  readonly vector: Buffer;
  readonly scores: string;
  readonly state: WindowState;
}

const fromRow = (row: Row): StoredWindow => ({
  id: row.id,
  userId: row.user_id,
  sessionId: row.session_id,
  modality: row.modality,
  startedAt: row.started_at,
  endedAt: row.ended_at,
  featureVersion: row.feature_version,
  actions: row.actions,
  vector: decodeVector(row.vector),
  scores: parseNumbers(row.scores),
  state: row.state,
});

type Columns = [number, string, string, string, number, number, number, number, Uint8Array, string, string];

export const createWindows = (db: Database): Windows => {
  const lastId = db.prepare<[], number>("SELECT seq FROM sqlite_sequence WHERE name = 'windows'").pluck();
  const insert = db.prepare<Columns>('INSERT INTO windows VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const select = db.prepare<[string, string, number, number], Row>(
    `SELECT * FROM windows WHERE user_id = ? AND modality = ? AND feature_version = ? AND state <> 'quarantined'
     ORDER BY id DESC LIMIT ?`,
  );
  const mark = db.prepare<[string, number]>('UPDATE windows SET state = ? WHERE id = ?');
  const quarantine = db.prepare<[string, string, number]>(
    `UPDATE windows SET state = 'quarantined'
     WHERE user_id = ? AND modality = ? AND ended_at > ? AND state <> 'quarantined'`,
  );
  const byState = db.prepare<[string, string], { readonly state: WindowState; readonly n: number }>(
    'SELECT state, count(*) AS n FROM windows WHERE user_id = ? AND modality = ? GROUP BY state',
  );
  const count = db.prepare<[string], number>('SELECT count(*) FROM windows WHERE user_id = ?').pluck();
  const page = db.prepare<[string, number, number], Row>(
    'SELECT * FROM windows NOT INDEXED WHERE user_id = ? AND id >= ? ORDER BY id LIMIT ?',
  );
  const remove = db.prepare<[string, string]>('DELETE FROM windows WHERE user_id = ? AND modality = ?');
  const prune = db.prepare<[number]>('DELETE FROM windows WHERE ended_at < ?');
  const pruneToNewest = db.prepare<[number]>(
    `DELETE FROM windows WHERE id IN (
       SELECT id FROM (
         SELECT id, row_number() OVER (PARTITION BY user_id, modality ORDER BY id DESC) AS place FROM windows
       ) WHERE place > ?)`,
  );
  const markAll = db.transaction((ids: Iterable<number>, state: WindowState): void => {
    for (const id of ids) mark.run(state, id);
  });
  return {
    nextId: () => (lastId.get() ?? 0) + 1,
    insert: (window) => {
      insert.run(
        window.id,
        window.userId,
        window.sessionId,
        window.modality,
        window.startedAt,
        window.endedAt,
        window.featureVersion,
        window.actions,
        encodeVector(window.vector),
        JSON.stringify(window.scores),
        window.state,
      );
    },
    forTraining: ({ userId, modality, featureVersion, limit }) =>
      select.all(userId, modality, featureVersion, limit).map(fromRow),
    mark: (ids, state) => {
      markAll(ids, state);
    },
    quarantineSince: (userId, modality, endedAfter) => quarantine.run(userId, modality, endedAfter).changes,
    countByState: (userId, modality) => {
      const counts = { new: 0, trained: 0, quarantined: 0 };
      for (const row of byState.iterate(userId, modality)) counts[row.state] = row.n;
      return counts;
    },
    count: (userId) => count.get(userId) ?? 0,
    page: (userId, from, limit) => {
      const rows = page.all(userId, from, limit);
      const last = rows.at(-1);
      return { windows: rows.map(fromRow), next: last === undefined || rows.length < limit ? null : last.id + 1 };
    },
    remove: (userId, modality) => remove.run(userId, modality).changes,
    prune: (endedBefore) => prune.run(endedBefore).changes,
    pruneToNewest: (max) => pruneToNewest.run(max).changes,
  };
};
