/** Figures of an evaluation as people read them: the terminal and the report write them alike. */
import type { Evaluation, Goal, SetFigures, TakeoverFigures } from '../../contract/evaluation.ts';
import type { Modality, ModelName } from '../../contract/verdict.ts';

/** Where there is no figure. */
export const NOTHING = '–';

export const formatPercent = (share: number | null | undefined, digits = 1): string =>
  share === null || share === undefined ? NOTHING : `${(100 * share).toFixed(digits)} %`;

export const formatFraction = (value: number | null | undefined): string =>
  value === null || value === undefined ? NOTHING : value.toFixed(3);

/** A number of actions or seconds, or that it lies beyond `limit`. */
export const formatUntil = (value: number | null, limit?: number): string => {
  if (value !== null) return value.toLocaleString('en-GB', { maximumFractionDigits: 0 });
  return limit === undefined ? 'not reached' : `> ${limit.toLocaleString('en-GB')}`;
};

export const formatRate = (value: number | null): string => (value === null ? NOTHING : value.toFixed(2));

const FORMATS: Readonly<Record<Goal['unit'], (value: number) => string>> = {
  percent: (value) => formatPercent(value),
  fraction: formatFraction,
  actions: (value) => formatUntil(value),
  per10k: formatRate,
};

/** One row of the table of goals, as text. */
export interface GoalText {
  readonly measure: string;
  readonly isolationForest: string;
  readonly bestPublished: string;
  readonly goal: string;
  readonly figure: string;
  readonly met: string;
}

export const describeGoal = ({
  measure,
  unit,
  isolationForest,
  bestPublished,
  goal,
  bound,
  figure,
  met,
}: Goal): GoalText => {
  const format = FORMATS[unit];
  const known = (value: number | null): string => (value === null ? NOTHING : format(value));
  return {
    measure,
    isolationForest: known(isolationForest),
    bestPublished: known(bestPublished),
    goal: `${bound === 'at-most' ? '≤' : '≥'} ${format(goal)}`,
    figure: met !== null && figure === null ? 'not reached' : known(figure),
    met: met === null ? 'not measured' : met ? 'yes' : 'no',
  };
};

const ACTION_NAMES: Readonly<Record<Modality, string>> = { keyboard: 'keystrokes', pointer: 'actions' };
export const actionsOf = (modality: Modality): string => ACTION_NAMES[modality];

const POPULATIONS: Readonly<Record<SetFigures['population'], string>> = {
  'other-half': 'people of its other half and of the other sets',
  'other-sets': 'people of the other sets',
  shipped: 'the population that comes with the program',
};
export const describePopulation = (population: SetFigures['population']): string => POPULATIONS[population];

export const MODEL_LABELS: Readonly<Record<ModelName, string>> = {
  'isolation-forest': 'isolation forest',
  centroid: 'centroid',
  digraph: 'digraphs, tail area (ITAD)',
  'cohort-forest': 'cohort forest',
  'timing-likelihood': 'timing likelihood (decides)',
  'movement-likelihood': 'movement likelihood (decides with the next)',
  'speed-mixture': 'speed mixture (decides with the one before)',
};

/** What happened in the takeovers, sentence by sentence. */
export const describeTakeover = (figures: TakeoverFigures): readonly string[] => {
  const { modality, limitActions: limit } = figures;
  const name = actionsOf(modality);
  const { falseLocksPer10kActionsCi95: ci95 } = figures;
  return [
    `Takeover: locked after ${formatUntil(figures.actionsToLock.median, limit)} ${name} (median), ${formatUntil(figures.actionsToLock.p90, limit)} (90th percentile); asked for a code after ${formatUntil(figures.actionsToPrompt.median, limit)} and ${formatUntil(figures.actionsToPrompt.p90, limit)}.`,
    `Seconds of activity to the lock: ${formatUntil(figures.secondsToLock.median)} (median), ${formatUntil(figures.secondsToLock.p90)} (90th percentile). ANIA: ${formatUntil(figures.ania)} ${name}.`,
    `Never caught within ${formatUntil(limit)} ${name}: ${formatPercent(figures.neverCaughtShare)} of ${formatUntil(figures.takeovers)} takeovers; ${formatPercent(figures.shortMaterialShare)} ended before that for want of recordings (estimate if they had not: ${formatPercent(figures.neverCaughtShareIfLonger)}).`,
    `In ${formatUntil(figures.genuineActions)} genuine ${name}: ${formatUntil(figures.falseLocks)} false locks (${formatRate(figures.falseLocksPer10kActions)} per 10,000${ci95 === null ? '' : `, 95 % ${ci95.map(formatRate).join('–')}`}), ${formatUntil(figures.falsePrompts)} false prompts; ANGA: ${figures.anga === null ? NOTHING : formatUntil(figures.anga)}; ${formatPercent(figures.genuineNeverLockedShare)} of people never locked wrongly.`,
    `Wrong locks a working day: ${formatRate(figures.promisedFalseLocksPerDay)} promised, ${formatRate(figures.achievedFalseLocksPerDay)} seen; for ${formatPercent(figures.notEnforcedShare)} of people the agent would not act, as the promise is beyond the budget.`,
  ];
};

export const describeSet = ({ people, modality, population, enrolment }: SetFigures): string =>
  `${formatUntil(people)} people with the ${modality}, judged by ${describePopulation(population)}. ` +
  `Enrolment took ${formatUntil(enrolment.actionsNeeded.median)} ${actionsOf(modality)} (median); ` +
  `${formatUntil(enrolment.failed)} could not be enrolled.`;

export const describeEvaluation = ({ seed, version, population, peopleOfEachHalf }: Evaluation): string =>
  `Samehand ${version}, seed ${String(seed)}, population ${population === 'shipped' ? 'as shipped' : 'cross-fitted: nobody is judged by a population that they or their impostors are part of; the weights of the models and the curve of wrong locks are those that come with the program'}` +
  `${peopleOfEachHalf === null ? '' : `; only ${String(peopleOfEachHalf)} people of each half were scored`}.`;
