/** The doubts that an audit log tells of, and what became of each. */
import type { AuditKind, AuditRecord } from '../../contract/audit.ts';
import { assertNever } from '../../contract/result.ts';
import type { Doubt } from '../../contract/history.ts';
import { begun, grown, isDoubt, modalityOf, nameOf, type Decision } from './doubt-decision.ts';
import { recordEvent, type EventOf } from './record-event.ts';

/** A doubt, with the decisions that belong to it: that to ask, and that to lock when it went on. */
export interface LoggedDoubt {
  readonly doubt: Doubt;
  readonly decisionIds: readonly string[];
}

/** Kinds of record that doubts are told from. */
export const DOUBT_KINDS = [
  'decision',
  'code-passed',
  'action-done',
  'session-locked',
  'agent-started',
  'doubt-claimed',
] as const satisfies readonly AuditKind[];

interface Open {
  readonly place: number;
  /** What was decided last: the same again is of another doubt, as something else came in between. */
  readonly last: string;
  /** Milliseconds since 1970: a decision after this is of another doubt. */
  readonly growsUntil: number;
}

/** Hands that go on being strange are decided on again sooner; one that is held back leaves no word of how it ended. */
const GROWS_MS = 15 * 60_000;

/** @param records of {@link DOUBT_KINDS}; taken in the order in which they were written, whatever the clock was set to. */
export const doubtsIn = (records: readonly AuditRecord[]): readonly LoggedDoubt[] => {
  const found: LoggedDoubt[] = [];
  /** Of the doubt that a decision belongs to. */
  const places = new Map<string, number>();
  let open: Open | null = null;

  const change = (place: number, to: Partial<Doubt>): void => {
    const logged = found[place];
    if (logged !== undefined) found[place] = { ...logged, doubt: { ...logged.doubt, ...to } };
  };
  /** Of what was only held back it is not known how it would have gone on. */
  const settle = (outcome: Doubt['outcome']): void => {
    if (open === null) return;
    if (found[open.place]?.doubt.outcome !== 'withheld') change(open.place, { outcome });
    open = null;
  };

  const decided = (at: string, body: Decision): void => {
    if (body.reason === 'recovered') settle('recovered');
    const modality = modalityOf(body);
    if (modality === null || !isDoubt(body)) return;
    const { decisionId, action, withheld, trust } = body;
    const last = nameOf(body);
    const growsUntil = Date.parse(at) + GROWS_MS;
    const goesOn = open !== null && open.last !== last && Date.parse(at) <= open.growsUntil;
    const known = open !== null && goesOn ? found[open.place] : undefined;
    if (open !== null && known !== undefined) {
      found[open.place] = { doubt: grown(known.doubt, body), decisionIds: [...known.decisionIds, decisionId] };
      places.set(decisionId, open.place);
      open = { place: open.place, last, growsUntil };
      return;
    }
    const outcome = begun(action);
    const doubt: Doubt = { decisionId, at, action, withheld, trust, modality, outcome, claimedAt: null };
    const place = found.push({ doubt, decisionIds: [decisionId] }) - 1;
    places.set(decisionId, place);
    open = { place, last, growsUntil };
  };

  const acted = ({ decisionId, action, ok }: EventOf<'action-done'>['body']): void => {
    const place = places.get(decisionId);
    if (place === undefined) return;
    if (action === 'notify' && found[place]?.doubt.outcome === 'open') change(place, { outcome: 'notified' });
    if (action !== 'lock' || !ok) return;
    change(place, { action: 'lock', outcome: 'locked' });
    if (open?.place === place) open = null;
  };

  const claim = (decisionId: string, at: string): void => {
    const place = places.get(decisionId);
    if (place !== undefined) change(place, { claimedAt: found[place]?.doubt.claimedAt ?? at });
  };

  /** It knows of no doubt; the code that is owed still answers the one before. */
  const restarted = (): void => {
    if (open !== null) open = { ...open, growsUntil: -Infinity };
  };

  for (const record of records.toSorted((a, b) => a.seq - b.seq)) {
    const event = recordEvent(DOUBT_KINDS, record);
    switch (event?.kind) {
      case undefined:
        break;
      case 'decision':
        decided(record.at, event.body);
        break;
      case 'action-done':
        acted(event.body);
        break;
      case 'code-passed':
        // One without a question opened a call, and answered no doubt.
        if (event.body.promptId !== null) settle('passed');
        break;
      case 'session-locked':
        settle('locked');
        break;
      case 'agent-started':
        restarted();
        break;
      case 'doubt-claimed':
        claim(event.body.decisionId, record.at);
        break;
      default:
        assertNever(event);
    }
  }
  return found;
};
