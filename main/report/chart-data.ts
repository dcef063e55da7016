/** What the charts of a report draw, in the columns that the chart library takes. */
import type { ReplayReport, TimelineEntry } from '../../contract/replay.ts';
import { MODALITIES, MODELS, type Modality, type ModelName } from '../../contract/verdict.ts';
import { actionStarts, thinTimeline, timeStarts } from './run-axis.ts';

const MS_PER_MINUTE = 60_000;
/** Points that one curve draws; more could not be told apart. */
const MOST_POINTS = 4_000;
/** Windows over which a model's scores are averaged for its curve: single ones scatter too much to be read. */
export const AVERAGED_WINDOWS = 10;

/** A position on both axes that the reader can choose from. */
interface Position {
  readonly actions: number;
  readonly minutes: number;
}

interface Curve {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

export interface ChartData {
  readonly actions: readonly number[];
  readonly minutes: readonly number[];
  readonly trust: readonly number[];
  readonly models: readonly Curve[];
  readonly sessions: readonly { readonly name: string; readonly from: Position; readonly to: Position }[];
  readonly levels: ReplayReport['levels'];
  readonly marks: readonly (Position & { readonly kind: 'prompt' | 'lock'; readonly trust: number })[];
}

const MODEL_NAMES: Readonly<Record<ModelName, string>> = {
  'isolation-forest': 'isolation forest',
  centroid: 'centroid',
  digraph: 'digraphs, tail area',
  'cohort-forest': 'cohort forest',
  'timing-likelihood': 'key timings, likelihood',
  'movement-likelihood': 'movements, likelihood',
  'speed-mixture': 'speed, mixture',
};
export const describeModel = (modality: Modality, model: ModelName): string => `${modality}: ${MODEL_NAMES[model]}`;

const minutes = (durationMs: number): number => durationMs / MS_PER_MINUTE;

/** For each entry that the model scored, the mean of its last {@link AVERAGED_WINDOWS} scores; null for the others. */
const averageScores = (
  timeline: readonly TimelineEntry[],
  modality: Modality,
  model: ModelName,
): readonly (number | null)[] => {
  const last: number[] = [];
  return timeline.map((entry) => {
    const score = entry.modality === modality ? entry.byModel[model] : undefined;
    if (score === undefined) return null;
    last.push(score);
    if (last.length > AVERAGED_WINDOWS) last.shift();
    return last.reduce((sum, value) => sum + value, 0) / last.length;
  });
};

/** Columns for both charts, thinned to {@link MOST_POINTS}; curves without any value are left out. */
export const chartData = (run: ReplayReport): ChartData => {
  const actionsAt = actionStarts(run);
  const timeAt = timeStarts(run);
  const position = (session: number): Position => ({
    actions: actionsAt[session] as number,
    minutes: minutes(timeAt[session] as number),
  });
  const entries = thinTimeline(run.timeline, MOST_POINTS);
  const kept = new Set(entries);
  const curves = MODALITIES.flatMap((modality) =>
    MODELS.map((model) => ({
      name: describeModel(modality, model),
      values: averageScores(run.timeline, modality, model).filter((_, i) => kept.has(run.timeline[i] as TimelineEntry)),
    })),
  );
  const mark = (kind: 'prompt' | 'lock') => (occurrence: ReplayReport['prompts'][number]) => ({
    kind,
    actions: (actionsAt[occurrence.session] ?? 0) + occurrence.actionsInSession,
    minutes: minutes(occurrence.t),
    trust: occurrence.trust,
  });
  return {
    actions: entries.map((entry) => (actionsAt[entry.session] ?? 0) + entry.actions),
    minutes: entries.map((entry) => minutes(entry.t)),
    trust: entries.map((entry) => entry.trust),
    models: curves.filter((curve) => curve.values.some((value) => value !== null)),
    sessions: run.sessions.map(({ name }, i) => ({
      name,
      from: position(i),
      to: position(i + 1),
    })),
    levels: run.levels,
    marks: [...run.prompts.map(mark('prompt')), ...run.locks.map(mark('lock'))],
  };
};
