/** Sessions: when they began and ended, what was counted in them, how they went. */
import type { EventCounts } from '../../contract/events.ts';
import type { Database } from './database.ts';

/** Times are whole seconds since 1970. */
export interface Session {
  readonly id: string;
  readonly userId: string;
  readonly startedAt: number;
  readonly lastActivityAt: number | null;
  /** Null while it goes on. */
  readonly endedAt: number | null;
  readonly counts: Readonly<EventCounts>;
  readonly windows: number;
  readonly abstained: number;
  readonly prompts: number;
  readonly locks: number;
  /** 1 − lowest trust / 100. */
  readonly risk: number;
  /** Windows that spoke against the user (log-likelihood ratio below 0). */
  readonly anomalies: number;
  readonly coverageGaps: number;
}

export interface Sessions {
  /** Writes the whole state of a session, new or known. */
  readonly save: (session: Session) => void;
  /** Ends sessions that a crash left open, at their last activity; returns how many. */
  readonly closeAbandoned: () => number;
  /** Newest first. */
  readonly list: (userId: string, limit: number) => readonly Session[];
  readonly count: (userId: string) => number;
  /** Removes sessions that ended before a time and before the oldest window and verdict kept; returns how many. */
  readonly prune: (endedBefore: number) => number;
}

interface Row {
  readonly id: string;
  readonly user_id: string;
  readonly started_at: number;
  readonly last_activity_at: number | null;
  readonly ended_at: number | null;
  readonly key_down: number;
  readonly key_up: number;
  readonly pointer_move: number;
  readonly button_down: number;
  readonly button_up: number;
  readonly wheel: number;
  readonly windows: number;
  readonly abstained: number;
  readonly prompts: number;
  readonly locks: number;
  readonly risk: number;
  readonly anomalies: number;
  readonly coverage_gaps: number;
}

const toRow = ({ counts, ...session }: Session): Row => ({
  id: session.id,
  user_id: session.userId,
  started_at: session.startedAt,
  last_activity_at: session.lastActivityAt,
  ended_at: session.endedAt,
  key_down: counts.keyDown,
  key_up: counts.keyUp,
  pointer_move: counts.pointerMove,
  button_down: counts.buttonDown,
  button_up: counts.buttonUp,
  wheel: counts.wheel,
  windows: session.windows,
  abstained: session.abstained,
  prompts: session.prompts,
  locks: session.locks,
  risk: session.risk,
  anomalies: session.anomalies,
  coverage_gaps: session.coverageGaps,
});

const fromRow = (row: Row): Session => ({
  id: row.id,
  userId: row.user_id,
  startedAt: row.started_at,
  lastActivityAt: row.last_activity_at,
  endedAt: row.ended_at,
  counts: {
    keyDown: row.key_down,
    keyUp: row.key_up,
    pointerMove: row.pointer_move,
    buttonDown: row.button_down,
    buttonUp: row.button_up,
    wheel: row.wheel,
  },
  windows: row.windows,
  abstained: row.abstained,
  prompts: row.prompts,
  locks: row.locks,
  risk: row.risk,
  anomalies: row.anomalies,
  coverageGaps: row.coverage_gaps,
});

export const createSessions = (db: Database): Sessions => {
  const save = db.prepare<Row>(
    `INSERT INTO sessions VALUES (@id, @user_id, @started_at, @last_activity_at, @ended_at, @key_down, @key_up,
       @pointer_move, @button_down, @button_up, @wheel, @windows, @abstained, @prompts, @locks, @risk, @anomalies,
       @coverage_gaps)
     ON CONFLICT DO UPDATE SET last_activity_at = excluded.last_activity_at, ended_at = excluded.ended_at,
       key_down = excluded.key_down, key_up = excluded.key_up, pointer_move = excluded.pointer_move,
       button_down = excluded.button_down, button_up = excluded.button_up, wheel = excluded.wheel,
       windows = excluded.windows, abstained = excluded.abstained, prompts = excluded.prompts, locks = excluded.locks,
       risk = excluded.risk, anomalies = excluded.anomalies, coverage_gaps = excluded.coverage_gaps`,
  );
  const close = db.prepare<[]>(
    'UPDATE sessions SET ended_at = coalesce(last_activity_at, started_at) WHERE ended_at IS NULL',
  );
  const list = db.prepare<[string, number], Row>(
    'SELECT * FROM sessions WHERE user_id = ? ORDER BY started_at DESC LIMIT ?',
  );
  const count = db.prepare<[string], number>('SELECT count(*) FROM sessions WHERE user_id = ?').pluck();
  const prune = db.prepare<[number]>(
    `DELETE FROM sessions WHERE ended_at < ?
       AND ended_at < coalesce((SELECT started_at FROM windows ORDER BY id LIMIT 1), ended_at + 1)
       AND ended_at < coalesce((SELECT at FROM verdicts ORDER BY id LIMIT 1), ended_at + 1)`,
  );
  return {
    save: (session) => {
      save.run(toRow(session));
    },
    closeAbandoned: () => close.run().changes,
    list: (userId, limit) => list.all(userId, limit).map(fromRow),
    count: (userId) => count.get(userId) ?? 0,
    prune: (endedBefore) => prune.run(endedBefore).changes,
  };
};
