/** A small evaluation for tests of what shows one. */
import type {
  Evaluation,
  PointerTrials,
  SetFigures,
  TakeoverFigures,
  TypingTrials,
} from '../../contract/evaluation.ts';
import type { Modality } from '../../contract/verdict.ts';

const common = {
  people: 2,
  genuineTrials: 40,
  impostorTrials: 400,
  fnmrAt: { '0.01': 0.2, '0.001': 0.4 },
  det: { fmr: [0.001, 0.01, 0.1, 1], fnmr: [0.4, 0.2, 0.03, 0] },
  abstentionShare: 0.01,
  byModel: { 'isolation-forest': 0.15 },
  comparison: {
    'isolation-forest': {
      eer: 0.15,
      auc: 0.9,
      fused: { eer: 0.049, auc: 0.985, eerOfDecidingAlone: 0.051, aucOfDecidingAlone: 0.981 },
    },
    'timing-likelihood': { eer: 0.051, auc: 0.981, fused: null },
  },
  backgroundFmr: 0.07,
};

const typing: TypingTrials = {
  ...common,
  eer: { mean: 0.051, median: 0.04, ci95: [0.03, 0.08] },
  auc: { mean: 0.981, median: 0.99, ci95: [0.96, 0.995] },
};

const pointing: PointerTrials = {
  ...common,
  eer: 0.088,
  eerMedian: 0.07,
  eerCi95: [0.05, 0.12],
  auc: 0.957,
  aucMedian: 0.97,
  aucCi95: [0.93, 0.98],
  backgroundFmr: null,
};

const takeover = (modality: Modality): TakeoverFigures => ({
  modality,
  people: 2,
  takeovers: 20,
  limitActions: modality === 'keyboard' ? 1_000 : 200,
  actionsToLock: { median: 70, p90: null },
  actionsToPrompt: { median: 50, p90: 190 },
  secondsToLock: { median: 21.4, p90: null },
  secondsToPrompt: { median: 15, p90: 60 },
  neverCaughtShare: 0.12,
  neverCaughtShareIfLonger: 0.11,
  neverCaughtShareWhereEnforced: 0.1,
  neverPromptedShare: 0.05,
  shortMaterialShare: 0.02,
  genuineActions: 20_000,
  falseLocks: 1,
  falsePrompts: 3,
  falseLocksPer10kActions: 0.5,
  falseLocksPer10kActionsCi95: [0, 1.2],
  falsePromptsPer10kActions: 1.5,
  anga: 20_000,
  ania: 96.4,
  genuineNeverLockedShare: 0.5,
  abstentionShare: 0.01,
  notEnforcedShare: 0,
  promisedFalseLocksPerDay: 0.08,
  achievedFalseLocksPerDay: 0.4,
  curve: { actions: [0, 50, 100, 200], locked: [0, 0.2, 0.7, 0.88], prompted: [0, 0.5, 0.8, 0.95] },
});

/** @param name of the first of two people. */
const figures = (modality: Modality, name: string): SetFigures => {
  const kinds = modality === 'keyboard' ? ['50', 'session'] : ['block15s', 'session'];
  return {
    modality,
    people: 2,
    population: 'other-half',
    enrolment: { people: 2, failed: 0, failureToEnrolShare: 0, actionsNeeded: { median: 1_120, p90: 1_120 } },
    ...(modality === 'keyboard'
      ? { keyboard: { '50': typing, session: typing } }
      : { pointer: { session: pointing, block15s: pointing } }),
    takeover: takeover(modality),
    persons: [name, 'bo'].map((person, i) => ({
      name: person,
      enrolled: true,
      eer: Object.fromEntries(kinds.map((kind) => [kind, 0.02 + 0.06 * i])),
      auc: {},
      genuineActions: 10_000,
      falseLocks: i,
      falsePrompts: i,
      neverCaughtShare: 0.12,
      actionsToLock: { median: 70, p90: null },
    })),
  };
};

export const sampleEvaluation = (name = 'al'): Evaluation => ({
  version: '1.2.3',
  seed: 4,
  population: 'cross-fit',
  peopleOfEachHalf: null,
  sets: { typists: figures('keyboard', name), [`mouse ${name}`]: figures('pointer', name) },
  takeover: { keyboard: takeover('keyboard'), pointer: takeover('pointer') },
  goals: [
    {
      measure: 'typists, 50 keys, EER',
      unit: 'percent',
      isolationForest: 0.186,
      bestPublished: 0.105,
      goal: 0.07,
      bound: 'at-most',
      figure: 0.051,
      met: true,
    },
    {
      measure: 'keystrokes to lock, 90th percentile',
      unit: 'actions',
      isolationForest: null,
      bestPublished: 296,
      goal: 250,
      bound: 'at-most',
      figure: null,
      met: false,
    },
    {
      measure: 'mouse, AUC',
      unit: 'fraction',
      isolationForest: 0.84,
      bestPublished: 0.93,
      goal: 0.96,
      bound: 'at-least',
      figure: null,
      met: null,
    },
  ],
});
