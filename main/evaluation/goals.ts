/** The figures to reach, beside what is reached: today's field on the same recordings, the goal, and this evaluation. */
import type { Evaluation, Goal } from '../../contract/evaluation.ts';

type Figures = Pick<Evaluation, 'sets' | 'takeover'>;

interface GoalRow extends Omit<Goal, 'figure' | 'met'> {
  /** Undefined where it was not measured; null where it lies beyond what was watched. */
  readonly read: (figures: Figures) => number | null | undefined;
}

const typingRow = (
  set: string,
  keystrokes: number,
  isolationForest: number,
  bestPublished: number,
  goal: number,
): GoalRow => ({
  measure: `${set}, ${String(keystrokes)} keys, EER`,
  unit: 'percent',
  isolationForest,
  bestPublished,
  goal,
  bound: 'at-most',
  read: ({ sets }) => sets[set]?.keyboard?.[String(keystrokes)]?.eer?.mean,
});

const ROWS: readonly GoalRow[] = [
  typingRow('villani-freetext', 50, 0.186, 0.105, 0.07),
  typingRow('villani-freetext', 200, 0.197, 0.066, 0.03),
  typingRow('fakeprofile-freetext', 50, 0.159, 0.142, 0.08),
  typingRow('fakeprofile-freetext', 200, 0.09, 0.056, 0.03),
  {
    measure: 'balabit-mouse, per session, AUC',
    unit: 'fraction',
    isolationForest: 0.84,
    bestPublished: 0.93,
    goal: 0.96,
    bound: 'at-least',
    read: ({ sets }) => sets['balabit-mouse']?.pointer?.session.auc ?? undefined,
  },
  {
    measure: 'balabit-mouse, per session, EER',
    unit: 'percent',
    isolationForest: 0.21,
    bestPublished: 0.126,
    goal: 0.09,
    bound: 'at-most',
    read: ({ sets }) => sets['balabit-mouse']?.pointer?.session.eer ?? undefined,
  },
  {
    measure: 'sapimouse, about 15 s (10 actions), AUC',
    unit: 'fraction',
    isolationForest: 0.74,
    bestPublished: 0.94,
    goal: 0.95,
    bound: 'at-least',
    read: ({ sets }) => sets.sapimouse?.pointer?.block15s.auc ?? undefined,
  },
  {
    measure: 'keyboard takeover, keystrokes to lock, median',
    unit: 'actions',
    isolationForest: null,
    bestPublished: 46,
    goal: 80,
    bound: 'at-most',
    read: ({ takeover }) => takeover.keyboard?.actionsToLock.median,
  },
  {
    measure: 'keyboard takeover, keystrokes to lock, 90th percentile',
    unit: 'actions',
    isolationForest: null,
    bestPublished: 296,
    goal: 250,
    bound: 'at-most',
    read: ({ takeover }) => takeover.keyboard?.actionsToLock.p90,
  },
  {
    measure: 'keyboard takeover, never caught within 1,000',
    unit: 'percent',
    isolationForest: null,
    bestPublished: 0.1,
    goal: 0.02,
    bound: 'at-most',
    read: ({ takeover }) => takeover.keyboard?.neverCaughtShare ?? undefined,
  },
  {
    measure: 'keyboard, false locks per 10,000 keystrokes',
    unit: 'per10k',
    isolationForest: null,
    bestPublished: 6,
    goal: 0.5,
    bound: 'at-most',
    read: ({ takeover }) => takeover.keyboard?.falseLocksPer10kActions ?? undefined,
  },
  {
    measure: 'pointer takeover, actions to lock, median',
    unit: 'actions',
    isolationForest: null,
    bestPublished: null,
    goal: 40,
    bound: 'at-most',
    read: ({ takeover }) => takeover.pointer?.actionsToLock.median,
  },
  {
    measure: 'pointer takeover, never caught within 200',
    unit: 'percent',
    isolationForest: null,
    bestPublished: null,
    goal: 0.1,
    bound: 'at-most',
    read: ({ takeover }) => takeover.pointer?.neverCaughtShare ?? undefined,
  },
  {
    measure: 'pointer, false locks per 10,000 actions',
    unit: 'per10k',
    isolationForest: null,
    bestPublished: null,
    goal: 2,
    bound: 'at-most',
    read: ({ takeover }) => takeover.pointer?.falseLocksPer10kActions ?? undefined,
  },
];

export const compareWithGoals = (figures: Figures): Goal[] =>
  ROWS.map(({ read, ...row }) => {
    const figure = read(figures);
    if (figure === undefined) return { ...row, figure: null, met: null };
    const met = figure !== null && (row.bound === 'at-most' ? figure <= row.goal : figure >= row.goal);
    return { ...row, figure, met };
  });
