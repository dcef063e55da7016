/** Somebody whose way of typing and pointing is known, from recordings. */
import { CodedError } from '../../contract/result.ts';
import { MODALITIES, type Modality } from '../../contract/verdict.ts';
import type { BehaviourModel } from '../../ml/behaviour.ts';
import type { KeystrokeColumns } from '../../ml/features/keystrokes.ts';
import type { PointerColumns } from '../../ml/features/pointer-columns.ts';
import type { Population } from '../../ml/population/population.ts';
import { enrolPerson } from '../evaluation/enrol.ts';
import type { RecordedSession } from '../evaluation/recorded-session.ts';
import type { Criteria, Criterion } from '../engine/judge.ts';

export interface KnownBehaviour<Columns> {
  /** Null while too little is known. */
  readonly model: BehaviourModel<Columns> | null;
  /** Keystrokes or pointer actions that were learned. */
  readonly actions: number;
  /** Whether they make a whole baseline. */
  readonly established: boolean;
}

export interface KnownPerson {
  readonly name: string;
  readonly keyboard: KnownBehaviour<KeystrokeColumns>;
  readonly pointer: KnownBehaviour<PointerColumns>;
}

export const UNKNOWN = { model: null, actions: 0, established: false } as const;

/** Whether anything can be compared with somebody. */
export const isKnown = (person: KnownPerson): boolean => MODALITIES.some((modality) => person[modality].model !== null);

const actionsIn = (session: RecordedSession, modality: Modality): number =>
  (modality === 'keyboard' ? session.keystrokes : session.pointing).count;

const enrol = <Columns>(
  modality: Modality,
  sessions: readonly RecordedSession[],
  population: Population,
  criterionOf: (criteria: Criteria) => Criterion<Columns>,
): KnownBehaviour<Columns> => {
  const own = sessions
    .filter((session) => actionsIn(session, modality) > 0)
    .map((session) => ({ ...session, windows: session.windows.filter((window) => window.modality === modality) }));
  const actions = own.reduce((sum, session) => sum + actionsIn(session, modality), 0);
  const enrolled = own.length === 0 ? null : enrolPerson(modality, own, population);
  if (enrolled === null) return { ...UNKNOWN, actions };
  const { model, limit } = criterionOf(enrolled.criteria);
  return { model, actions, established: limit !== null };
};

/**
 * Enrols somebody as the agent would; nothing is stored.
 *
 * @param sessions one sitting each, the earliest first.
 * @param modalities that are needed; of others nothing is learned.
 * @throws CodedError `not-enough-data` when nothing can be compared with what was learned.
 */
export const enrolFromRecordings = (
  name: string,
  sessions: readonly RecordedSession[],
  population: Population,
  modalities: readonly Modality[],
): KnownPerson => {
  const known = {
    name,
    keyboard: modalities.includes('keyboard')
      ? enrol('keyboard', sessions, population, ({ keyboard }) => keyboard)
      : UNKNOWN,
    pointer: modalities.includes('pointer')
      ? enrol('pointer', sessions, population, ({ pointer }) => pointer)
      : UNKNOWN,
  };
  if (isKnown(known)) return known;
  throw new CodedError(
    'not-enough-data',
    `The recordings to learn ${name} from hold too little: ${String(known.keyboard.actions)} keystrokes and ` +
      `${String(known.pointer.actions)} pointer actions could be used. Give more or longer ones.`,
  );
};
