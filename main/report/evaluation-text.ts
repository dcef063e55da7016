/** An evaluation as lines for the terminal: the goals first, then each set. */
import type { Evaluation, PointerTrials, SetFigures, TypingTrials } from '../../contract/evaluation.ts';
import { MODELS, type ModelName } from '../../contract/verdict.ts';
import {
  describeEvaluation,
  describeGoal,
  describeSet,
  describeTakeover,
  formatFraction,
  formatPercent,
  MODEL_LABELS,
  NOTHING,
  type GoalText,
} from './evaluation-format.ts';

type Row = readonly string[];

/** Columns as wide as their widest cell; the first to the left, the others to the right. */
const table = (rows: readonly Row[]): string[] => {
  const widths = (rows[0] ?? []).map((_, col) => Math.max(...rows.map((row) => row[col]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, col) => (col === 0 ? cell.padEnd(widths[col] ?? 0) : cell.padStart(widths[col] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
};

export const GOAL_HEADER: GoalText = {
  measure: 'Figures to reach',
  isolationForest: 'isol. forest',
  bestPublished: 'best known',
  goal: 'goal',
  figure: 'here',
  met: 'met',
};

export const goalRow = ({ measure, isolationForest, bestPublished, goal, figure, met }: GoalText): Row => [
  measure,
  isolationForest,
  bestPublished,
  goal,
  figure,
  met,
];

const interval = (ci95: readonly [number, number] | null): string =>
  ci95 === null ? NOTHING : ci95.map((value) => (100 * value).toFixed(1)).join('–');

/** Typing gives estimates, pointing plain numbers: one form for both. */
export const trialRow = (kind: string, trials: TypingTrials | PointerTrials): Row => {
  const { eer, auc } = trials;
  const isTyping = 'eerMedian' in trials ? null : trials;
  const mean = typeof eer === 'number' ? eer : (eer?.mean ?? null);
  const area = typeof auc === 'number' ? auc : (auc?.mean ?? null);
  const median = 'eerMedian' in trials ? trials.eerMedian : (isTyping?.eer?.median ?? null);
  const ci95 = 'eerCi95' in trials ? trials.eerCi95 : (isTyping?.eer?.ci95 ?? null);
  return [
    kind,
    formatPercent(mean),
    interval(ci95),
    formatPercent(median),
    formatPercent(trials.fnmrAt?.['0.01']),
    formatPercent(trials.fnmrAt?.['0.001']),
    formatFraction(area),
    formatPercent(trials.abstentionShare),
    formatPercent(trials.backgroundFmr),
  ];
};

export const TRIAL_HEADER: Row = [
  'Trials',
  'EER',
  '95 %',
  'median',
  'FNMR@1 %',
  '@0.1 %',
  'AUC',
  'abstained',
  'background',
];

const KIND_LABELS: Readonly<Record<string, string>> = { session: 'whole sessions', block15s: '10 actions, about 15 s' };
export const describeKind = (kind: string): string => KIND_LABELS[kind] ?? `${kind} keystrokes`;

/** Kinds of trials in order: what is shortest first. */
export const trialsOf = ({
  keyboard,
  pointer,
}: SetFigures): readonly (readonly [string, TypingTrials | PointerTrials])[] =>
  keyboard === undefined
    ? pointer === undefined
      ? []
      : [
          ['block15s', pointer.block15s],
          ['session', pointer.session],
        ]
    : Object.entries(keyboard);

/** The kind of trials by which models are compared. */
export const comparedKind = ({ modality }: SetFigures): string => (modality === 'keyboard' ? '50' : 'block15s');

export const modelRow = (model: ModelName, figures: TypingTrials['comparison'][ModelName]): Row => [
  MODEL_LABELS[model],
  formatPercent(figures?.eer),
  formatFraction(figures?.auc),
  formatPercent(figures?.fused?.eerOfDecidingAlone),
  formatPercent(figures?.fused?.eer),
];

export const MODEL_HEADER = ['EER', 'AUC', 'deciding alone', 'fused with it'];

const setLines = (name: string, figures: SetFigures): string[] => {
  const kind = comparedKind(figures);
  const comparison = trialsOf(figures).find(([each]) => each === kind)?.[1].comparison ?? {};
  const models = MODELS.filter((model) => comparison[model] !== undefined);
  return [
    name,
    describeSet(figures),
    '',
    ...table([TRIAL_HEADER, ...trialsOf(figures).map(([each, trials]) => trialRow(describeKind(each), trials))]),
    '',
    ...table([
      [`Models, ${describeKind(kind)}`, ...MODEL_HEADER],
      ...models.map((model) => modelRow(model, comparison[model])),
    ]),
    '',
    ...describeTakeover(figures.takeover),
    '',
  ];
};

/** The table of goals alone. */
export const goalLines = ({ goals }: Pick<Evaluation, 'goals'>): readonly string[] =>
  table([goalRow(GOAL_HEADER), ...goals.map((goal) => goalRow(describeGoal(goal)))]);

export const evaluationLines = (evaluation: Evaluation): readonly string[] => [
  ...Object.entries(evaluation.sets).flatMap(([name, figures]) => setLines(name, figures)),
  ...(['keyboard', 'pointer'] as const).flatMap((modality) => {
    const figures = evaluation.takeover[modality];
    return figures === undefined ? [] : [`All sets with the ${modality} together`, ...describeTakeover(figures), ''];
  }),
  ...goalLines(evaluation),
  '',
  describeEvaluation(evaluation),
];
