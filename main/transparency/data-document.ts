/** Everything about the employee, as the lists of one document. */
import { HISTORY_EVENTS, type Doubt, type HistoryEvent, type HistoryPoint } from '../../contract/history.ts';
import type { DataKind } from '../../contract/stored-data.ts';
import type { AuditReading } from '../audit/reading.ts';
import type { EnginePort } from '../engine/port.ts';
import type { StoredVerdict } from '../store/verdicts.ts';
import type { StoredWindow } from '../store/windows.ts';
import type { DocumentList } from './document-pieces.ts';
import { historyEvents } from './history-events.ts';
import { isoSeconds } from './iso-seconds.ts';
import { newestRecords } from './newest-records.ts';
import { numberedPages, onePage } from './pages.ts';

export interface DataDocumentPorts {
  readonly reading: Pick<AuditReading, 'between' | 'extent'>;
  readonly engine: () => Pick<EnginePort, 'stored' | 'history' | 'verdicts' | 'windows'>;
  readonly doubts: () => Promise<readonly Doubt[]>;
  readonly now: () => number;
}

const DAY_MS = 86_400_000;
/** More than a policy can have kept. */
const MOST_SESSIONS = 1_000_000;
/** As records are of a clock that may have been set back. */
const AHEAD_MS = DAY_MS;
const DIGITS = 6;

/** Kinds whose rows are written and counted, as `stored` counts them. */
export const COUNTED_KINDS: readonly DataKind[] = ['sessions', 'verdicts', 'windows'];

const iso = (seconds: number): string => isoSeconds(seconds * 1_000);
const short = (value: number): number => Number(value.toPrecision(DIGITS));

/** `actions` is how many were new in the window. */
const verdictRow = (verdict: StoredVerdict): unknown => {
  const { at, sessionId, modality, trust, level, llr, abstained, fresh, evidence, byModel } = verdict;
  return { at: iso(at), session: sessionId, modality, trust, level, llr, abstained, actions: fresh, evidence, byModel };
};

/** `values` in the order of `features` in the document; null is no evidence. */
const windowRow = (window: StoredWindow): unknown => {
  const { startedAt, endedAt, sessionId, modality, actions, state, scores, vector } = window;
  const values = Array.from(vector, (value) => (Number.isNaN(value) ? null : short(value)));
  return { from: iso(startedAt), to: iso(endedAt), session: sessionId, modality, actions, state, scores, values };
};

/** Days of UTC with verdicts in them. */
const daysOf = async ({ engine, now }: DataDocumentPorts): Promise<readonly HistoryPoint[]> => {
  const { kinds } = await engine().stored(0);
  const oldest = kinds.find(({ kind }) => kind === 'verdicts')?.oldestAt ?? null;
  if (oldest === null) return [];
  const first = Math.floor(Date.parse(oldest) / DAY_MS);
  const days = Math.floor(now() / DAY_MS) - first + 1;
  return engine().history(first * DAY_MS, (first + days) * DAY_MS - 1, days);
};

async function* eventPages({ reading, now }: DataDocumentPorts): AsyncGenerator<readonly HistoryEvent[], undefined> {
  for await (const { records } of newestRecords(reading, HISTORY_EVENTS, now() + AHEAD_MS)) {
    yield historyEvents(records).toReversed();
  }
  return undefined;
}

/** Events and sessions newest first, all else oldest first. */
export const dataLists = (ports: DataDocumentPorts): readonly DocumentList[] => {
  const { engine } = ports;
  const sessions = async () => (await engine().stored(MOST_SESSIONS)).sessions;
  const verdicts = async (from: number) => {
    const { verdicts: rows, next } = await engine().verdicts(from);
    return { rows, next };
  };
  const windows = async (from: number) => {
    const { windows: rows, next } = await engine().windows(from);
    return { rows, next };
  };
  return [
    { name: 'doubts', pages: onePage(ports.doubts), isCounted: false },
    { name: 'sessions', pages: onePage(sessions), isCounted: true },
    { name: 'days', pages: onePage(() => daysOf(ports)), isCounted: false },
    { name: 'verdicts', pages: numberedPages(verdicts, verdictRow), isCounted: true },
    { name: 'windows', pages: numberedPages(windows, windowRow), isCounted: true },
    { name: 'events', pages: eventPages(ports), isCounted: false },
  ];
};
