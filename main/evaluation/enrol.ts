/** Enrols a recorded person through the engine itself, and hands out what it judges by. */
import { defaultPolicy, type Policy } from '../../contract/policy.ts';
import { unwrap } from '../../contract/result.ts';
import type { Modality, ModelName } from '../../contract/verdict.ts';
import type { Population } from '../../ml/population/population.ts';
import { createEngine, type Engine } from '../engine/engine.ts';
import type { Criteria, Judge } from '../engine/judge.ts';
import { FEATURE_COUNTS } from '../engine/learner.ts';
import { openBehaviourStore } from '../store/behaviour-store.ts';
import { IN_MEMORY } from '../store/database.ts';
import { toFeatureWindow } from './feature-window.ts';
import type { RecordedSession } from './recorded-session.ts';

export interface EnrolledPerson {
  /** Keystrokes or pointer actions of the modality that were enrolled from. */
  readonly actions: number;
  /** Those of them after which the modality could first be judged; null where it never could. */
  readonly actionsNeeded: number | null;
  /** A judge in full trust. */
  judge(): Judge;
  readonly criteria: Criteria;
  /** What the window models say of a window, in standard deviations of the person's own. */
  scoreWindow(modality: Modality, vector: Float32Array): Partial<Record<ModelName, number>>;
  /** Wrong locks a working day that the agent promises; null where it cannot tell the person from others. */
  readonly promisedFalseLocksPerDay: number | null;
  /** Frees what the engine holds; judges and scores stay good. */
  close(): void;
}

const EPOCH_MS = Date.UTC(2026, 0, 5, 8);
/** Between two sittings: an evening. */
const BREAK_MS = 12 * 3_600_000;

const enrolAll = (
  modality: Modality,
  sessions: readonly RecordedSession[],
  population: Population,
  policy: Policy,
  seed: number,
): { readonly engine: Engine; readonly actionsNeeded: number | null } => {
  let actions = 0;
  let actionsNeeded: number | null = null;
  const note = (fresh: number): void => {
    actions += fresh;
    const { model, limit } = engine.criteria[modality];
    if (actionsNeeded === null && model !== null && limit !== null) actionsNeeded = actions;
  };
  let nowMs = EPOCH_MS;
  let ids = 0;
  const store = unwrap(openBehaviourStore({ path: IN_MEMORY, key: null, features: FEATURE_COUNTS }));
  const engine = createEngine({
    store,
    policy: { ...policy, mode: 'learn' },
    user: 'evaluation',
    population,
    seed,
    now: () => nowMs,
    newId: () => {
      ids += 1;
      return `sitting-${String(ids)}`;
    },
    emit: () => undefined,
  });
  for (const session of sessions) {
    const startMs = nowMs;
    engine.attend(true);
    engine.anchor('unlock');
    for (const window of session.windows) {
      nowMs = startMs + window.endMs;
      engine.take(toFeatureWindow(session, window));
      while (engine.busy) engine.step();
      if (window.modality === modality) note(window.fresh);
    }
    engine.attend(false);
    nowMs += BREAK_MS;
  }
  engine.trainNow();
  engine.configure(policy);
  note(0);
  return { engine, actionsNeeded };
};

/**
 * @param sessions of the enrolment, in order.
 * @returns null when the person's recordings do not make a baseline in the modality (failure to enrol).
 */
export const enrolPerson = (
  modality: Modality,
  sessions: readonly RecordedSession[],
  population: Population,
  policy: Policy = defaultPolicy(),
  seed = 1,
): EnrolledPerson | null => {
  const { engine, actionsNeeded } = enrolAll(modality, sessions, population, policy, seed);
  const { criteria } = engine;
  if (criteria[modality].model === null) {
    engine.close();
    return null;
  }
  const promised = criteria[modality].limit?.falseLocksPerDay ?? null;
  return {
    actions: sessions.reduce(
      (sum, { keystrokes, pointing }) => sum + (modality === 'keyboard' ? keystrokes.count : pointing.count),
      0,
    ),
    actionsNeeded,
    judge: () => engine.forkJudge(),
    criteria,
    scoreWindow: (which, vector) => engine.scoreWindow(which, vector),
    promisedFalseLocksPerDay: promised,
    close: () => {
      engine.close();
    },
  };
};
