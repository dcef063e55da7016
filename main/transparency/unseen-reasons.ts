/** Every reason for which nothing was seen or judged for a while, from the records that begin and end it. */
import type { AuditKind, AuditRecord } from '../../contract/audit.ts';
import type { History } from '../../contract/history.ts';
import { assertNever } from '../../contract/result.ts';
import { recordEvent, type EventOf } from './record-event.ts';

export type Why = History['unseen'][number]['why'];

/** Milliseconds since 1970; Infinity as the end of what is not over. */
export interface ReasonUnseen {
  readonly why: Why;
  readonly begin: number;
  readonly end: number;
}

/** Behind another user's session this one is as good as locked, but the one ends without the other. */
type Cause = Why | 'away';
const whyOf = (cause: Cause): Why => (cause === 'away' ? 'locked' : cause);

/** A process takes all with it but an accommodation, which is stored. */
const OF_THE_PROCESS: readonly Cause[] = ['locked', 'away', 'paused', 'sensor', 'excluded'];

/** Kinds of record that begin or end a reason. */
export const UNSEEN_KINDS = [
  'agent-started',
  'agent-stopped',
  'session-locked',
  'session-unlocked',
  'user-switched',
  'paused',
  'resumed',
  'accommodation-began',
  'accommodation-ended',
  'excluded',
  'sensor-state',
] as const satisfies readonly AuditKind[];
type UnseenEvent = EventOf<(typeof UNSEEN_KINDS)[number]>;

/** What an event begins or ends. */
const edgeOf = (event: UnseenEvent): { readonly cause: Cause; readonly begins: boolean } => {
  switch (event.kind) {
    case 'agent-stopped':
    case 'agent-started':
      return { cause: 'not-running', begins: event.kind === 'agent-stopped' };
    case 'session-locked':
    case 'session-unlocked':
      return { cause: 'locked', begins: event.kind === 'session-locked' };
    case 'user-switched':
      return { cause: 'away', begins: event.body.away };
    case 'paused':
    case 'resumed':
      return { cause: 'paused', begins: event.kind === 'paused' };
    case 'accommodation-began':
    case 'accommodation-ended':
      return { cause: 'accommodated', begins: event.kind === 'accommodation-began' };
    case 'excluded':
      return { cause: 'excluded', begins: event.body.by !== 'nothing' };
    case 'sensor-state':
      return { cause: 'sensor', begins: event.body.state !== 'running' };
    default:
      return assertNever(event);
  }
};

const newestBefore = (times: readonly number[], at: number): number =>
  times.findLast((time) => time < at) ?? Number.NEGATIVE_INFINITY;

/** @param records oldest first. @param judgedAt as in `unseenBetween` */
export const reasonsUnseen = (
  records: readonly AuditRecord[],
  judgedAt: readonly number[],
): readonly ReasonUnseen[] => {
  const open = new Map<Cause, number>();
  const found: ReasonUnseen[] = [];
  /** When an agent started of which it is not known yet whether it found the workstation locked. */
  let startedAt: number | null = null;
  let wroteAt: number | null = null;

  const close = (cause: Cause, end: number): void => {
    const begin = open.get(cause);
    if (begin !== undefined) found.push({ why: whyOf(cause), begin, end });
    open.delete(cause);
  };
  const processEnded = (at: number): void => {
    for (const cause of OF_THE_PROCESS) close(cause, at);
    if (!open.has('not-running')) open.set('not-running', at);
  };

  for (const record of records) {
    const event = recordEvent(UNSEEN_KINDS, record);
    if (event === null) continue;
    const edge = edgeOf(event);
    const at = Date.parse(record.at);
    // One that wrote no end was killed, some time after what is last known of it.
    if (record.kind === 'agent-started' && wroteAt !== null && !open.has('not-running')) {
      processEnded(Math.max(wroteAt, newestBefore(judgedAt, at)));
    }
    // It writes changes only: what is unlocked first was locked when it started.
    if (record.kind === 'session-unlocked' && startedAt !== null) open.set('locked', startedAt);
    if (edge.cause === 'locked') startedAt = null;
    if (record.kind === 'agent-stopped') processEnded(at);
    else if (!edge.begins) close(edge.cause, at);
    else if (!open.has(edge.cause)) open.set(edge.cause, at);
    if (record.kind === 'agent-started') startedAt = at;
    wroteAt = at;
  }
  for (const cause of [...open.keys()]) close(cause, Infinity);
  return found;
};
