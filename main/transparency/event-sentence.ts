/** A record of the audit log as the employee it is about may read it: one sentence, without what is for auditors alone. */
import type { HistoryEventKind } from '../../contract/history.ts';
import type { Reason } from '../../contract/verdict.ts';
import type { EventOf } from './record-event.ts';

type Sentences = { readonly [K in HistoryEventKind]: (body: EventOf<K>['body']) => string };

const DECIDED = {
  none: 'nothing was done',
  notify: 'you were told',
  prompt: 'you were asked whether it is you',
  lock: 'the workstation was to be locked',
} as const;

/** What was decided by a rule, whatever the hands looked like. */
const BY_RULE: Partial<Record<Reason, string>> = {
  recheck: 'By a rule of the session a code was asked for.',
  inactive: 'Nobody was there for a while: the workstation was to be locked.',
  'agent-death': 'The agent was ended by force: the workstation was to be locked.',
};

const trustWas = (trust: number): string => `Trust was ${trust.toFixed(0)} of 100`;

const SENTENCES: Sentences = {
  'agent-started': ({ mode }) => `The agent started, mode ${mode}.`,
  'agent-stopped': () => 'The agent ended.',
  'agent-died': ({ which }) =>
    which === 'main' ? 'The agent was ended by force.' : 'The part that sees keyboard and pointer was ended by force.',
  'baseline-established': ({ modality }) =>
    `The agent knows how you ${modality === 'keyboard' ? 'type' : 'point'} well enough to judge.`,
  decision: ({ action, withheld, reason, trust }) => {
    if (reason === 'recovered') return `${trustWas(trust)}: the doubt is over.`;
    const doubted =
      withheld === null
        ? `${trustWas(trust)}: ${DECIDED[action]}.`
        : `${trustWas(trust)}; by the mode or an unready baseline nothing was done.`;
    return BY_RULE[reason] ?? doubted;
  },
  'code-asked': () => 'A one-time code was asked for.',
  'code-passed': () => 'A right code came.',
  'code-refused': () => 'A code was not accepted.',
  'session-locked': () => 'The session was locked.',
  'session-unlocked': () => 'The session was unlocked.',
  paused: ({ minutes }) => `Watching was paused for ${String(minutes)} ${minutes === 1 ? 'minute' : 'minutes'}.`,
  resumed: () => 'Watching went on.',
  'sensor-state': ({ state }) =>
    state === 'running' ? 'Keyboard and pointer are seen.' : 'Keyboard and pointer are not seen.',
  'coverage-gap': () => 'Some input was lost before it was judged.',
  excluded: ({ by }) =>
    by === 'nothing'
      ? 'Input is judged again.'
      : 'By the policy nothing is judged in this application or at this time.',
  'accommodation-began': () => 'For a time, codes and inactivity stand in for typing and pointing.',
  'accommodation-ended': () => 'Typing and pointing are judged again.',
  'profile-reset': () => 'What was learned was forgotten.',
};

export type HistoryAuditEvent = EventOf<HistoryEventKind>;

/** The table's types tie each kind to its body; here one of them is looked up. */
export const eventSentence = ({ kind, body }: HistoryAuditEvent): string =>
  (SENTENCES[kind] as (body: HistoryAuditEvent['body']) => string)(body);
