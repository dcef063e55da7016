/** Simulated people as recordings on disk. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatRow, RECORDING_HEADER } from '../../main/sensor/recording-format.ts';
import type { SessionOptions } from '../../ml/simulation/session.ts';
import { sitting } from './simulated-input.ts';

/** Writes a sitting of simulated person `person` and returns the file's path. */
export const recordSitting = (folder: string, person: number, day: number, options: SessionOptions): string => {
  const rows = sitting(person, day, options).map(({ timeMs, kind, code, x, y }) => formatRow(timeMs, kind, code, x, y));
  const path = join(folder, `person-${String(person)}-day-${String(day)}.csv`);
  writeFileSync(path, `${RECORDING_HEADER}\n${rows.join('')}`);
  return path;
};
