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
  const parts = [
    { weight: weights.behaviour, points: trust },
    { weight: weights.network, points: network === null ? null : MOST * network },
    { weight: weights.timeOfDay, points: timeOfDay === null ? null : MOST * timeOfDay },
  ].flatMap(({ weight, points }) => (points === null ? [] : [{ weight, points }]));
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  // Divided last, as the policy's check does: rounding must not put a score below a limit that the check found it above.
  const mean = parts.reduce((sum, { weight, points }) => sum + weight * points, 0) / total;
  return { score: Math.min(trust, mean), behaviour: trust / MOST, network, timeOfDay };
};

/** The level by the composite score; while learning there is none. */
export const levelOf = (
  level: TrustLevel,
  score: number,
  levels: Pick<Policy, 'promptBelow' | 'lockBelow'>,
): TrustLevel => (level === 'learning' ? level : trustLevel(score, levels));
