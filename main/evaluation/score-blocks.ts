/** Scores of stretches of a recorded session by every model, against a user who was enrolled. */
import type { BehaviourModel, Weighed } from '../../ml/behaviour.ts';
import { sliceKeystrokes, type KeystrokeColumns } from '../../ml/features/keystrokes.ts';
import { slicePointing, type PointerColumns } from '../../ml/features/pointer-columns.ts';
import { MIN_EVIDENCE } from '../../ml/features/window.ts';
import { scoreDigraphs, type DigraphProfile } from '../../ml/models/digraph-profile.ts';
import { WINDOWS } from '../engine/window-shape.ts';
import { byDecidingModel } from '../engine/by-deciding-model.ts';
import type { WindowScorer } from './cohort-scorer.ts';
import type { EnrolledPerson } from './enrol.ts';
import type { RecordedSession, RecordedWindow } from './recorded-session.ts';
import type { Scores } from './trials.ts';

/** Keystrokes in a block. */
export const BLOCK_KEYSTROKES = [25, 50, 100, 200] as const;

/** A user as all models know them. */
export interface KnownTypist {
  readonly enrolled: EnrolledPerson;
  readonly model: BehaviourModel<KeystrokeColumns>;
  readonly digraphs: DigraphProfile;
  readonly cohort: WindowScorer | null;
}

export interface KnownPointer {
  readonly enrolled: EnrolledPerson;
  readonly model: BehaviourModel<PointerColumns>;
  readonly cohort: WindowScorer | null;
}

/** Null where there was too little to say anything: the model abstains. */
export type Scored = Scores | null;

const decided = (weighed: Weighed | null): Scored =>
  weighed === null || weighed.compared === 0 ? null : { ...byDecidingModel({ weighed }, 1), decides: weighed.llr };

/** Mean over windows of what each window model says; a model that says nothing of one of them is left out. */
const averageWindows = (
  { enrolled, cohort }: Pick<KnownTypist, 'enrolled' | 'cohort'>,
  windows: readonly RecordedWindow[],
): Scores => {
  const all = windows.map(({ modality, vector }): Scores => {
    const scores = enrolled.scoreWindow(modality, vector);
    return cohort === null ? scores : { ...scores, 'cohort-forest': cohort(vector) };
  });
  const names = Object.keys(all[0] ?? {}) as (keyof Scores)[];
  const means: Scores = {};
  for (const name of names) {
    const mean = all.reduce((sum, scores) => sum + (scores[name] ?? NaN), 0) / all.length;
    if (Number.isFinite(mean)) means[name] = mean;
  }
  return means;
};

const usableWithin = ({ windows }: RecordedSession, modality: RecordedWindow['modality'], from: number, to: number) =>
  windows.filter(
    (window) =>
      window.modality === modality && window.evidence >= MIN_EVIDENCE && window.from >= from && window.to <= to,
  );

const digraphScore = (digraphs: DigraphProfile, columns: KeystrokeColumns): Scores => {
  const { score } = scoreDigraphs(digraphs, columns);
  return Number.isNaN(score) ? {} : { digraph: score };
};

/** @param windows of the part: the window models have no other grid. */
const scoreTypingPart = (
  user: KnownTypist,
  keystrokes: KeystrokeColumns,
  windows: readonly RecordedWindow[],
  weighed: Weighed | null,
): Scored => {
  const scores = decided(weighed);
  if (scores === null) return null;
  return { ...averageWindows(user, windows), ...digraphScore(user.digraphs, keystrokes), ...scores };
};

/** The windows within a block, which for them begins on their own grid: at most a hop earlier. */
const windowsOfBlock = (session: RecordedSession, from: number, length: number): readonly RecordedWindow[] => {
  const { hop } = WINDOWS.keyboard;
  const start = Math.floor(from / hop) * hop;
  return usableWithin(session, 'keyboard', start, start + length);
};

/** Blocks of `length` keystrokes, each by itself, a new one every half block. */
export const scoreTypingBlocks = (user: KnownTypist, session: RecordedSession, length: number): Scored[] => {
  const step = Math.floor(length / 2);
  const count = Math.max(0, Math.floor((session.keystrokes.count - length) / step) + 1);
  return Array.from({ length: count }, (_, i) => {
    const from = i * step;
    const block = sliceKeystrokes(session.keystrokes, from, from + length);
    const weighed = user.model.watch().weigh(block, length);
    return scoreTypingPart(user, block, windowsOfBlock(session, from, length), weighed);
  });
};

export const scoreTypingSession = (user: KnownTypist, session: RecordedSession): Scored => {
  const { keystrokes } = session;
  const windows = usableWithin(session, 'keyboard', 0, keystrokes.count);
  return scoreTypingPart(user, keystrokes, windows, user.model.weighSitting(keystrokes));
};

/** Windows of ten actions, every five, each by itself: about 15 s of pointing. */
export const scorePointerBlocks = (user: KnownPointer, session: RecordedSession): Scored[] =>
  session.windows
    .filter(({ modality }) => modality === 'pointer')
    .map((window) => {
      const { from, to, evidence } = window;
      if (evidence < MIN_EVIDENCE) return null;
      const scores = decided(user.model.watch().weigh(slicePointing(session.pointing, from, to), to - from));
      return scores === null ? null : { ...averageWindows(user, [window]), ...scores };
    });

export const scorePointerSession = (user: KnownPointer, session: RecordedSession): Scored => {
  const { count } = session.pointing;
  const scores = decided(user.model.weighSitting(session.pointing));
  if (scores === null) return null;
  return { ...averageWindows(user, usableWithin(session, 'pointer', 0, count)), ...scores };
};
