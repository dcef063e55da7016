/** From standardised scores of several models to one log-likelihood ratio, genuine : impostor. */
import { MODELS, type ModelName } from '../../contract/verdict.ts';
import type { TimingKind } from '../population/timing-scales.ts';
import type { KindRatios } from './digraph-likelihood.ts';

export type ModelScores = Partial<Record<ModelName, number>>;

/** Linear logistic regression over the standardised scores of exactly these models (Brümmer and du Preez 2006). */
export interface FusionRule {
  readonly models: readonly ModelName[];
  readonly bias: number;
  readonly weights: readonly number[];
}

/** Turns mean ratios of the digraph likelihood into evidence: a logistic regression over stretches of `actions` keystrokes. */
export interface LikelihoodRule {
  readonly actions: number;
  readonly bias: number;
  readonly weights: Readonly<Record<TimingKind, number>>;
}

/** What the population teaches about the models of one modality. */
export interface PopulationCalibration {
  /** For the keyboard only. */
  readonly likelihood?: LikelihoodRule | undefined;
  /** Evidence an action that other people's hands give on average, in nats, where no model of the user tells it. */
  readonly ofOthers?: number | undefined;
  /** Standard deviation of genuine raw scores, as people typically have it. */
  readonly typicalSpread: Readonly<Partial<Record<ModelName, number>>>;
  /** One rule for every set of models that can answer. */
  readonly rules: readonly FusionRule[];
}

/** Bounds of a fused ratio (about 400 : 1), so that one window never decides alone. */
const LLR_LIMIT = 6;

const ruleFor = (rules: readonly FusionRule[], models: readonly ModelName[]): FusionRule | undefined =>
  rules.find((rule) => rule.models.length === models.length && rule.models.every((model) => models.includes(model)));

const apply = (rule: FusionRule, z: ModelScores): number => {
  const sum = rule.models.reduce((total, model, i) => total + (rule.weights[i] ?? 0) * (z[model] ?? 0), rule.bias);
  return Math.min(LLR_LIMIT, Math.max(-LLR_LIMIT, sum));
};

/**
 * Fuses what the models say.
 *
 * @param z standardised scores of the models that could answer.
 * @returns the fused natural-log likelihood ratio and each model's own; null when there is no rule for these models.
 */
export const fuse = (
  z: ModelScores,
  { rules }: PopulationCalibration,
): { readonly llr: number; readonly byModel: ModelScores } | null => {
  const present = MODELS.filter((model) => z[model] !== undefined);
  const rule = ruleFor(rules, present);
  if (rule === undefined) return null;
  const byModel: ModelScores = {};
  for (const model of present) {
    const own = ruleFor(rules, [model]);
    if (own !== undefined) byModel[model] = apply(own, z);
  }
  return { llr: apply(rule, z), byModel };
};

/** Evidence in nats of `actions` keystrokes whose ratios add up to `ratios`. */
export const evidenceOf = (
  ratios: KindRatios,
  actions: number,
  { actions: per, bias, weights }: LikelihoodRule,
): number =>
  (bias * actions +
    weights.dwell * ratios.dwell +
    weights.downDown * ratios.downDown +
    weights.flight * ratios.flight) /
  per;
