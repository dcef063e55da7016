/** What the models that decide say of a whole window, by name, for showing beside the others. */
import type { ModelName, Timing } from '../../contract/verdict.ts';
import type { Judgement } from './judge.ts';

const MODEL_OF: Readonly<Record<Timing, ModelName>> = {
  dwell: 'timing-likelihood',
  downDown: 'timing-likelihood',
  flight: 'timing-likelihood',
  movement: 'movement-likelihood',
  speed: 'speed-mixture',
};

/** @param share of the window's actions that the judgement rests on, 0–1. */
export const byDecidingModel = (
  { weighed }: Pick<Judgement, 'weighed'>,
  share: number,
): Partial<Record<ModelName, number>> => {
  const by: Partial<Record<ModelName, number>> = {};
  for (const { timing, llr } of weighed?.parts ?? []) {
    const model = MODEL_OF[timing];
    by[model] = (by[model] ?? 0) + llr / share;
  }
  return by;
};
