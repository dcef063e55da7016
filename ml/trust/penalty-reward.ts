/**
 * Trust over time by penalty and reward: S. Mondal, P. Bours, "A computational approach to the continuous
 * authentication biometric system", Information Sciences 304 (2015), 28–53, equations 1 and 2.
 */

export const TRUST_MAX = 100;
export const TRUST_MIN = 0;

export interface TrustParameters {
  /** A: score at which trust does not move, 0–1. */
  readonly neutralScore: number;
  /** B: width of the transition from penalty to reward, in units of the score. */
  readonly width: number;
  /** C: largest reward. */
  readonly maxReward: number;
  /** D: largest penalty. */
  readonly maxPenalty: number;
}

/**
 * How far one window moves trust.
 *
 * @param score probability that the window is the user's, 0–1.
 * @returns points of trust, between −`maxPenalty` and +`maxReward`.
 */
export const trustChange = (score: number, { neutralScore, width, maxReward, maxPenalty }: TrustParameters): number => {
  const change =
    -maxPenalty + (maxPenalty * (1 + 1 / maxReward)) / (1 / maxReward + Math.exp(-(score - neutralScore) / width));
  return Math.min(change, maxReward);
};

/** Trust after a window, kept within 0–100. */
export const updateTrust = (trust: number, score: number, parameters: TrustParameters): number =>
  Math.min(TRUST_MAX, Math.max(TRUST_MIN, trust + trustChange(score, parameters)));

/** The posterior probability of the user at even prior odds, from a natural-log likelihood ratio. */
export const probabilityOf = (llr: number): number => 1 / (1 + Math.exp(-llr));
