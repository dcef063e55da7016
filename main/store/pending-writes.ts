/** What waits to be written: bounded, so that a disk that stays full costs old rows, not memory. */
import type { Modality } from '../../contract/verdict.ts';
import type { Repositories } from './repositories.ts';
import { accumulate, combine, emptyAggregates, type Aggregates } from './running-aggregates.ts';
import type { Session } from './sessions.ts';
import type { StoredVerdict } from './verdicts.ts';
import type { StoredWindow } from './windows.ts';

export interface PendingWrites {
  readonly addWindow: (window: StoredWindow) => void;
  readonly addVerdict: (verdict: StoredVerdict) => void;
  readonly saveSession: (session: Session) => void;
  /** Takes one learned window into the user's aggregates and hours. */
  readonly aggregate: (userId: string, modality: Modality, vector: Float32Array, hour: number) => void;
  /** Windows and verdicts that wait. */
  readonly rows: () => number;
  readonly isEmpty: () => boolean;
  /** Windows and verdicts that were given up, oldest first, since the beginning. */
  readonly dropped: () => number;
  /** Writes all of it; to be called in a transaction, and followed by {@link clear} once that is committed. */
  readonly writeTo: (repositories: Repositories) => void;
  readonly clear: () => void;
  /** Forgets what waits of one user and modality, but for the sessions. */
  readonly discard: (userId: string, modality: Modality) => void;
}

/** What one user learned in one modality since the last write. */
interface Learned {
  readonly userId: string;
  readonly modality: Modality;
  readonly aggregates: Aggregates;
  readonly windowsByHour: Map<number, number>;
}

const writeLearned = (learned: Learned, { aggregates, timeOfDay }: Repositories): void => {
  const { userId, modality } = learned;
  const stored = aggregates.load(userId, modality, learned.aggregates.n.length);
  combine(stored, learned.aggregates);
  aggregates.save(userId, modality, stored);
  for (const [hour, windows] of learned.windowsByHour) timeOfDay.add(userId, modality, hour, windows);
};

/** `maxRows` bounds windows and verdicts each. */
export const createPendingWrites = (maxRows: number): PendingWrites => {
  let windows: StoredWindow[] = [];
  let verdicts: StoredVerdict[] = [];
  const sessions = new Map<string, Session>();
  const learnedBy = new Map<string, Learned>();
  let dropped = 0;

  const bound = (rows: unknown[]): void => {
    if (rows.length <= maxRows) return;
    rows.shift();
    dropped += 1;
  };

  return {
    addWindow: (window) => {
      windows.push(window);
      bound(windows);
    },
    addVerdict: (verdict) => {
      verdicts.push(verdict);
      bound(verdicts);
    },
    saveSession: (session) => {
      sessions.set(session.id, session);
    },
    aggregate: (userId, modality, vector, hour) => {
      const name = `${modality} ${userId}`;
      let learned = learnedBy.get(name);
      if (learned === undefined) {
        learned = { userId, modality, aggregates: emptyAggregates(vector.length), windowsByHour: new Map() };
        learnedBy.set(name, learned);
      }
      accumulate(learned.aggregates, vector);
      learned.windowsByHour.set(hour, (learned.windowsByHour.get(hour) ?? 0) + 1);
    },
    rows: () => windows.length + verdicts.length,
    isEmpty: () => windows.length + verdicts.length + sessions.size + learnedBy.size === 0,
    dropped: () => dropped,
    writeTo: (repositories) => {
      const users = new Set(
        [...sessions.values(), ...windows, ...verdicts, ...learnedBy.values()].map((row) => row.userId),
      );
      for (const user of users) repositories.users.ensure(user);
      for (const session of sessions.values()) repositories.sessions.save(session);
      for (const window of windows) repositories.windows.insert(window);
      for (const verdict of verdicts) repositories.verdicts.insert(verdict);
      for (const learned of learnedBy.values()) writeLearned(learned, repositories);
    },
    clear: () => {
      windows = [];
      verdicts = [];
      sessions.clear();
      learnedBy.clear();
    },
    discard: (userId, modality) => {
      const others = (row: StoredWindow | StoredVerdict): boolean => row.userId !== userId || row.modality !== modality;
      windows = windows.filter(others);
      verdicts = verdicts.filter(others);
      learnedBy.delete(`${modality} ${userId}`);
    },
  };
};
