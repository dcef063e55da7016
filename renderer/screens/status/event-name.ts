/** What an event is called: a decision that ends a doubt is none. */
import type { HistoryEvent, HistoryEventKind } from '../../../contract/history.ts';

export type EventName = HistoryEventKind | 'recovered';

export const eventName = ({ kind, action, withheld }: Pick<HistoryEvent, 'kind' | 'action' | 'withheld'>): EventName =>
  kind === 'decision' && action === 'none' && withheld === null ? 'recovered' : kind;
