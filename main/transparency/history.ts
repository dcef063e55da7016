/** How trust went over a stretch of time, and what happened meanwhile. */
import type { AuditKind } from '../../contract/audit.ts';
import { HISTORY_EVENTS } from '../../contract/history.ts';
import { err, ok } from '../../contract/result.ts';
import type { AuditReading } from '../audit/reading.ts';
import type { Handlers } from '../control/dispatch.ts';
import type { EnginePort } from '../engine/port.ts';
import { historyEvents } from './history-events.ts';
import { recordsBetween, stateBefore } from './history-records.ts';
import { unseenBetween } from './unseen.ts';
import { UNSEEN_KINDS } from './unseen-reasons.ts';

export interface HistoryPorts {
  readonly reading: Pick<AuditReading, 'between' | 'extent' | 'query'>;
  readonly engine: () => Pick<EnginePort, 'history'>;
}

const SECOND_MS = 1_000;
const LONGEST_MS = 31 * 86_400_000;
/** Of more than this the newest are shown. */
const MOST_EVENTS = 5_000;
const RANGE = 'A history is of at most 31 days, and begins before it ends. Choose another time.';

const KINDS: readonly AuditKind[] = [...new Set([...HISTORY_EVENTS, ...UNSEEN_KINDS])];

export const createHistory = ({ reading, engine }: HistoryPorts): Pick<Handlers, 'history.show'> => ({
  'history.show': async ({ from, to, points: mostPoints }) => {
    const [begin, end] = [Date.parse(from), Date.parse(to)];
    if (begin > end || end - begin > LONGEST_MS) return err('usage', RANGE);
    // Records are of whole seconds.
    const first = Math.ceil(begin / SECOND_MS) * SECOND_MS;
    const [points, earlier, records] = await Promise.all([
      engine().history(begin, end, mostPoints),
      stateBefore(reading, first),
      recordsBetween(reading, KINDS, first, end),
    ]);
    const judgedAt = points.map(({ at }) => Date.parse(at));
    return ok({
      from,
      to,
      points: [...points],
      events: [...historyEvents(records).slice(-MOST_EVENTS)],
      unseen: [...unseenBetween([...earlier, ...records], begin, end, judgedAt)],
    });
  },
});
