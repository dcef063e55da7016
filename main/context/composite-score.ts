/** Trust together with circumstances. Strange ones tighten, familiar ones loosen nothing. */
import type { CompositeScore } from '../../contract/context.ts';
import type { Policy } from '../../contract/policy.ts';
import type { TrustLevel } from '../../contract/verdict.ts';
import { trustLevel } from '../../ml/trust/trust-level.ts';

const MOST = 100;

export interface Circumstances {
  /** 0 strange, 1 familiar; null where it is not looked at or not known. */
  readonly network: number | null;
  readonly timeOfDay: number | null;
}

/**
 * min(trust, 100 · Σ wᵢsᵢ / Σ wᵢ) over what is known.
 *
 * @param trust 0–100
 */
export const compositeScore = (
  trust: number,
  { network, timeOfDay }: Circumstances,
  weights: Policy['weights'],
): CompositeScore => {
  const behaviour = trust / MOST;
  const parts = [
    { weight: weights.behaviour, score: behaviour },
    { weight: weights.network, score: network },
    { weight: weights.timeOfDay, score: timeOfDay },
  ].flatMap(({ weight, score }) => (score === null ? [] : [{ weight, score }]));
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  const mean = parts.reduce((sum, { weight, score }) => sum + weight * score, 0) / total;
  return { score: Math.min(trust, MOST * mean), behaviour, network, timeOfDay };
};

/** The level by the composite score; while learning there is none. */
export const levelOf = (
  level: TrustLevel,
  score: number,
  levels: Pick<Policy, 'promptBelow' | 'lockBelow'>,
): TrustLevel => (level === 'learning' ? level : trustLevel(score, levels));
