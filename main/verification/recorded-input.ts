/** Recordings as one stretch of behaviour to judge, or as sittings to learn from. */
import { basename } from 'node:path';
import { joinKeystrokes, type KeystrokeColumns } from '../../ml/features/keystrokes.ts';
import { joinPointing, type PointerColumns } from '../../ml/features/pointer-columns.ts';
import { readSession, type RecordedSession } from '../evaluation/recorded-session.ts';

/** What was recorded, in each modality. */
export interface RecordedInput {
  readonly keyboard: KeystrokeColumns;
  readonly pointer: PointerColumns;
}

/**
 * Reads recordings as the agent would have seen them.
 *
 * @param slotOf numbers the keys; a stored profile needs the numbers of its own installation. Any by default.
 * @throws CodedError `recording-missing`, `recording-invalid`.
 */
export const readSittings = async (
  paths: readonly string[],
  slotOf?: (code: number) => number,
): Promise<readonly RecordedSession[]> => {
  const sessions: RecordedSession[] = [];
  const options = { gridMs: null, ...(slotOf === undefined ? {} : { slotOf }) };
  for (const path of paths) sessions.push(await readSession(path, basename(path), options));
  return sessions;
};

/** All of them as one. */
export const joinSittings = (sessions: readonly RecordedSession[]): RecordedInput => ({
  keyboard: joinKeystrokes(sessions.map(({ keystrokes }) => keystrokes)),
  pointer: joinPointing(sessions.map(({ pointing }) => pointing)),
});
