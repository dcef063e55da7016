/** One recorded person as models see them: trained on the enrolment sessions, raw scores for any other session. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { FEATURE_COUNTS } from '../../main/engine/learner.ts';
import { WINDOWS, overlapOf } from '../../main/engine/window-shape.ts';
import { defaultPolicy } from '../../contract/policy.ts';
import type { Modality } from '../../contract/verdict.ts';
import { createExtractor } from '../../ml/features/extractor.ts';
import { sliceKeystrokes, type KeystrokeColumns } from '../../ml/features/keystrokes.ts';
import { MIN_EVIDENCE } from '../../ml/features/window.ts';
import {
  absorbAll,
  createDigraphProfile,
  scoreDigraphs,
  type DigraphProfile,
} from '../../ml/models/digraph-profile.ts';
import type { ModelScores, PopulationCalibration } from '../../ml/models/fusion.ts';
import { createWindowScorer, type ModalityProfile } from '../../ml/profile.ts';
import { createRandom } from '../../ml/random.ts';
import { finish } from '../../ml/steps.ts';
import { trainProfile, type TrainingWindow } from '../../ml/training.ts';
import { createKeySlots } from '../../main/sensor/key-slots.ts';
import { createPipeline } from '../../main/sensor/pipeline.ts';
import { readRecording } from '../../main/sensor/recording-reader.ts';
import type { KindNumber } from '../../contract/events.ts';

export interface Protocol {
  readonly modality: Modality;
  readonly enrol: readonly string[];
  readonly test: readonly string[];
  readonly clockGridMs: number | null;
}

export interface RecordedWindow {
  readonly vector: Float32Array;
  readonly keystrokes: KeystrokeColumns | null;
  readonly leaving: KeystrokeColumns | null;
}

export interface RecordedPerson {
  readonly profile: ModalityProfile;
  readonly test: readonly RecordedWindow[];
  readonly score: (window: RecordedWindow) => ModelScores;
}

export const readProtocol = (set: string): Protocol =>
  JSON.parse(readFileSync(join(set, 'protocol.json'), 'utf8')) as Protocol;

const SEED = 1;
const MIN_SHARED = 20;
/** Any slots will do: nothing here depends on which key has which. */
export const SLOTS = createKeySlots(new Uint8Array(32));

const copy = (columns: KeystrokeColumns): KeystrokeColumns => {
  const view = sliceKeystrokes(columns, 0, columns.count);
  return {
    count: view.count,
    slot: view.slot.slice(),
    prevSlot: view.prevSlot.slice(),
    dwellMs: view.dwellMs.slice(),
    flightMs: view.flightMs.slice(),
    downDownMs: view.downDownMs.slice(),
  };
};

/** The windows of a recording. A clock that differs between people is rounded to the protocol's grid. */
const windowsOf = async (
  path: string,
  { modality, clockGridMs }: Protocol,
): Promise<{ windows: RecordedWindow[]; keystrokes: KeystrokeColumns[] }> => {
  const windows: RecordedWindow[] = [];
  const keystrokes: KeystrokeColumns[] = [];
  const extractor = createExtractor(WINDOWS, (window) => {
    if (window.leaving !== null) keystrokes.push(copy(window.leaving));
    if (window.modality !== modality || window.evidence < MIN_EVIDENCE) return;
    windows.push({
      vector: window.vector.slice(),
      keystrokes: window.keystrokes === null ? null : copy(window.keystrokes),
      leaving: window.leaving === null ? null : copy(window.leaving),
    });
  });
  const pipeline = createPipeline({ slotOf: SLOTS, deliver: extractor.push });
  const grid = (ms: number): number => (clockGridMs === null ? ms : Math.round(ms / clockGridMs) * clockGridMs);
  await readRecording(path, (t, kind: KindNumber, code, x, y) => {
    pipeline.push(grid(t), kind, code, x, y);
  });
  pipeline.flush();
  const rest = extractor.drain();
  if (rest !== null) keystrokes.push(copy(rest));
  return { windows, keystrokes };
};

const sessionsOf = (folder: string, patterns: readonly string[]): string[] =>
  readdirSync(folder)
    .filter((file) => patterns.some((pattern) => matchesGlob(file, `${pattern}.csv.gz`)))
    .sort();

const digraphScore = (profile: DigraphProfile, { keystrokes }: RecordedWindow): number | undefined => {
  if (keystrokes === null) return undefined;
  const { score, shared } = scoreDigraphs(profile, keystrokes);
  return shared < MIN_SHARED ? undefined : score;
};

/** Enrols a person as the engine does and returns how any window scores against them; null with too little data. */
export const enrolPerson = async (
  folder: string,
  protocol: Protocol,
  population: PopulationCalibration,
): Promise<RecordedPerson | null> => {
  const { modality } = protocol;
  const digraphs = createDigraphProfile();
  const random = createRandom(SEED);
  const training: TrainingWindow[] = [];
  for (const file of sessionsOf(folder, protocol.enrol)) {
    for (const window of (await windowsOf(join(folder, file), protocol)).windows) {
      training.push({ vector: window.vector, session: file, digraph: digraphScore(digraphs, window) });
      if (window.leaving !== null) absorbAll(digraphs, window.leaving, random);
    }
  }
  if (training.length < 10) return null;
  const { actionsPerDay, falseLockBudgetPerDay } = defaultPolicy();
  const profile = finish(
    trainProfile(training, {
      modality,
      version: 1,
      trainedAt: '',
      seed: SEED,
      population,
      overlap: overlapOf(modality),
      ...WINDOWS[modality],
      ofOthers: 0,
      actionsPerDay,
      budgetPerDay: falseLockBudgetPerDay,
    }),
  );
  const test: RecordedWindow[] = [];
  for (const file of sessionsOf(folder, protocol.test))
    test.push(...(await windowsOf(join(folder, file), protocol)).windows);
  const windowScore = createWindowScorer(profile, FEATURE_COUNTS[modality]);
  return {
    profile,
    test,
    score: (window) => {
      const digraph = digraphScore(digraphs, window);
      return { ...windowScore(window.vector), ...(digraph === undefined ? {} : { digraph }) };
    },
  };
};

/** Keystrokes of a person by session, enrolment and test apart; null for a set without a keyboard. */
export interface RecordedTyping {
  readonly enrol: readonly KeystrokeColumns[];
  /** One list a session. */
  readonly test: readonly (readonly KeystrokeColumns[])[];
}

export const readTyping = async (folder: string, protocol: Protocol): Promise<RecordedTyping> => {
  const sessions = (patterns: readonly string[]): Promise<KeystrokeColumns[][]> =>
    Promise.all(
      sessionsOf(folder, patterns).map(async (file) => (await windowsOf(join(folder, file), protocol)).keystrokes),
    );
  return { enrol: (await sessions(protocol.enrol)).flat(), test: await sessions(protocol.test) };
};

/** The people of a set, by the names of their folders. */
export const peopleOf = (set: string): readonly string[] =>
  readdirSync(set, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
