/** The record of the session under way: what was seen and what was concluded, in counts. */
import { EVENT_KINDS, zeroCounts, type EventBatch } from '../../contract/events.ts';
import type { Action } from '../../contract/verdict.ts';
import { TRUST_MAX } from '../../ml/trust/sequential.ts';
import type { Session } from '../store/sessions.ts';

export interface SessionRecord {
  readonly id: string;
  /** Counts the events of a batch. */
  saw(batch: EventBatch): void;
  /** Notes a window that was judged; `llr` is null where the engine abstained. */
  judged(at: number, trust: number, llr: number | null): void;
  acted(action: Action): void;
  gap(): void;
  /** Begins another session. */
  begin(id: string, at: number): void;
  end(at: number): void;
  /** The session as it is to be written; null when the database has it already. */
  takeUnwritten(): Session | null;
}

export const createSessionRecord = (userId: string, firstId: string, startedAt: number): SessionRecord => {
  const blank = (id: string, at: number): Session => ({
    id,
    userId,
    startedAt: at,
    lastActivityAt: null,
    endedAt: null,
    counts: zeroCounts(),
    windows: 0,
    abstained: 0,
    prompts: 0,
    locks: 0,
    risk: 0,
    anomalies: 0,
    coverageGaps: 0,
  });
  let session = blank(firstId, startedAt);
  let counts = zeroCounts();
  let unwritten = true;

  const change = (changes: Partial<Session>): void => {
    session = { ...session, ...changes };
    unwritten = true;
  };

  return {
    get id() {
      return session.id;
    },
    saw: ({ count, kind }) => {
      unwritten = true;
      for (let i = 0; i < count; i += 1) {
        const name = EVENT_KINDS[kind[i] ?? 0];
        if (name !== undefined) counts[name] += 1;
      }
    },
    judged: (at, trust, llr) => {
      change({
        lastActivityAt: at,
        windows: session.windows + 1,
        abstained: session.abstained + (llr === null ? 1 : 0),
        risk: Math.max(session.risk, 1 - trust / TRUST_MAX),
        anomalies: session.anomalies + (llr !== null && llr < 0 ? 1 : 0),
      });
    },
    acted: (action) => {
      if (action === 'prompt') change({ prompts: session.prompts + 1 });
      if (action === 'lock') change({ locks: session.locks + 1 });
    },
    gap: () => {
      change({ coverageGaps: session.coverageGaps + 1 });
    },
    begin: (id, at) => {
      session = blank(id, at);
      counts = zeroCounts();
      unwritten = true;
    },
    end: (at) => {
      change({ endedAt: at });
    },
    takeUnwritten: () => {
      if (!unwritten) return null;
      unwritten = false;
      return { ...session, counts: { ...counts } };
    },
  };
};
