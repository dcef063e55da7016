/** Simulated people as recordings in a folder of data sets, for tests. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createRandom } from '../../ml/random.ts';
import { createPerson, generateSession, type SessionOptions } from '../../ml/simulation/session.ts';
import { createRecordingWriter } from '../../main/sensor/recording-writer.ts';

/** An empty folder that goes when the test is over. */
export const dataFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'samehand-evaluation-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
};

export const TYPING_PROTOCOL = { modality: 'keyboard', enrol: ['day-*'], test: ['test'], clockGridMs: null };

export const writeProtocol = async (set: string, protocol: unknown): Promise<void> => {
  await mkdir(set, { recursive: true });
  await writeFile(join(set, 'protocol.json'), JSON.stringify(protocol));
};

const TYPING: SessionOptions = { keystrokes: 500, pointerActions: 0 };
const ENROLMENT_DAYS = 3;

/** @param sitting tells one sitting of a person from another. */
export const writeSitting = async (
  path: string,
  person: number,
  sitting: number,
  options: SessionOptions = TYPING,
): Promise<void> => {
  const writer = await createRecordingWriter(path);
  const events = generateSession(createPerson(person), options, createRandom(sitting));
  for (const { timeMs, kind, code, x, y } of events) writer.write(timeMs, kind, code, x, y);
  await writer.finish();
};

/**
 * Three days of typing to enrol from and one to test, by {@link TYPING_PROTOCOL}.
 *
 * @param person whose hands they are: the same number under two names is one person twice, on days of their own.
 */
export const writeTypist = async (set: string, name: string, person: number): Promise<void> => {
  const folder = join(set, name);
  await mkdir(folder, { recursive: true });
  const days = Array.from(name, (letter) => letter.charCodeAt(0)).reduce((sum, code) => sum * 31 + code, 7);
  for (let day = 0; day < ENROLMENT_DAYS; day += 1) {
    await writeSitting(join(folder, `day-${String(day)}.csv.gz`), person, days + day);
  }
  await writeSitting(join(folder, 'test.csv.gz'), person, days + ENROLMENT_DAYS);
};
