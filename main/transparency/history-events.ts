/** Records of the audit log as the employee may see them: without what is for auditors only. */
import type { AuditRecord } from '../../contract/audit.ts';
import { HISTORY_EVENTS, type HistoryEvent } from '../../contract/history.ts';
import { eventSentence } from './event-sentence.ts';
import { recordEvent } from './record-event.ts';

/** Null for a record that is not shown. */
const eventOf = (record: AuditRecord): HistoryEvent | null => {
  const event = recordEvent(HISTORY_EVENTS, record);
  if (event === null) return null;
  const decision = event.kind === 'decision' ? event.body : null;
  return {
    at: record.at,
    kind: event.kind,
    action: decision?.action ?? null,
    withheld: decision?.withheld ?? null,
    decisionId: decision?.decisionId ?? null,
    text: eventSentence(event),
  };
};

/** In the order of the records. */
export const historyEvents = (records: readonly AuditRecord[]): readonly HistoryEvent[] =>
  records.flatMap((record) => eventOf(record) ?? []);
