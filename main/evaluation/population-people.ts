/** Recorded people in the form in which a population is estimated from them. */
import type { Modality } from '../../contract/verdict.ts';
import { clockOf } from '../../ml/models/pointing-clock.ts';
import type { PopulationPerson } from './estimate-population.ts';
import type { PopulationSource } from './halves.ts';
import type { ReadOptions, RecordedSession } from './recorded-session.ts';

/** Ticks of a remote desktop, in ms. */
const COARSE_TICK_MS = 110;

export type ReadRecording = (path: string, options: ReadOptions) => Promise<RecordedSession>;

const isNativelyCoarse = (sessions: readonly RecordedSession[]): boolean =>
  sessions.filter(({ pointing }) => clockOf(pointing) === 'coarse').length * 2 > sessions.length;

export const readPopulationPerson = async (
  { enrol, test, gridMs }: PopulationSource,
  modality: Modality,
  read: ReadRecording,
): Promise<PopulationPerson> => {
  const readAll = (options: ReadOptions): Promise<RecordedSession[]> =>
    Promise.all([...enrol, ...test].map((path) => read(path, options)));
  const sessions = await readAll({ gridMs });
  if (modality === 'keyboard') return { sessions, coarse: [] };
  if (isNativelyCoarse(sessions)) return { sessions: [], coarse: sessions };
  return { sessions, coarse: await readAll({ gridMs, tickMs: COARSE_TICK_MS }) };
};
