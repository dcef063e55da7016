/** Enrolment sessions with one held back in turn: what constants are chosen on, so that no test session is looked at. */
import { slicePointing } from '../../ml/features/pointer-columns.ts';
import { sliceKeystrokes } from '../../ml/features/keystrokes.ts';
import type { RecordedSession } from '../../main/evaluation/recorded-session.ts';
import type { RecordedPerson } from './recorded-people.ts';

export interface HeldBack {
  readonly enrol: readonly RecordedSession[];
  readonly held: RecordedSession;
}

/** Held back in turn at most; more tell little that is new. */
const MOST_TURNS = 4;

/** The windows that lie within a share of the session, with the actions that they hold. */
const cut = (session: RecordedSession, piece: number, pieces: number): RecordedSession => {
  const { windows, keystrokes, pointing } = session;
  const kept = windows.slice(
    Math.floor((piece * windows.length) / pieces),
    Math.floor(((piece + 1) * windows.length) / pieces),
  );
  const bounds = (modality: 'keyboard' | 'pointer'): [number, number] => {
    const own = kept.filter((window) => window.modality === modality);
    return [own[0]?.from ?? 0, own.at(-1)?.to ?? 0];
  };
  const [fromKey, toKey] = bounds('keyboard');
  const [fromAction, toAction] = bounds('pointer');
  return {
    name: `${session.name} ${String(piece + 1)}/${String(pieces)}`,
    keystrokes: sliceKeystrokes(keystrokes, fromKey, toKey),
    pointing: slicePointing(pointing, fromAction, toAction),
    windows: kept.map((window) => {
      const base = window.modality === 'keyboard' ? fromKey : fromAction;
      return { ...window, from: window.from - base, to: window.to - base };
    }),
  };
};

/** Every way to hold one of the last enrolment sessions back; a single session is cut into `pieces` first. */
export const holdBack = ({ enrol }: Pick<RecordedPerson, 'enrol'>, pieces = 3): readonly HeldBack[] => {
  const [only] = enrol;
  const sessions =
    enrol.length === 1 && only !== undefined ? Array.from({ length: pieces }, (_, i) => cut(only, i, pieces)) : enrol;
  if (sessions.length < 2) return [];
  return sessions.slice(-MOST_TURNS).map((held) => ({ enrol: sessions.filter((session) => session !== held), held }));
};
