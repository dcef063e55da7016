/**
 * Trust over time as a sequential test: Page's cumulative sum (E. S. Page, "Continuous inspection schemes", Biometrika
 * 41, 1954) of the evidence against the user. Evidence for the user never piles up beyond full trust, so that a
 * stranger gains nothing from how long the user worked before.
 */

export const TRUST_MAX = 100;

/** What is chosen for each user and modality, from windows held back. */
export interface SequentialParameters {
  /** Evidence an action, in nats, at which doubt does not move: midway between the user's and other people's. */
  readonly drift: number;
  /** Doubt, in nats, at which the session is locked. */
  readonly limit: number;
}

/** Beyond the limit doubt grows no further than this many times the limit, so that trust can come back. */
const DOUBT_MAX = 1.3;

/**
 * Doubt after some more actions, as a share of the limit (1 is the limit). Shares of different modalities add up.
 *
 * @param llr natural-log likelihood ratio genuine : impostor of exactly these actions.
 */
export const updateDoubt = (
  doubt: number,
  llr: number,
  actions: number,
  { drift, limit }: SequentialParameters,
): number => Math.min(DOUBT_MAX, Math.max(0, doubt + (drift * actions - llr) / limit));

/** Trust, 0–100: full without doubt, and exactly `lockBelow` when doubt reaches its limit. */
export const trustOf = (doubt: number, lockBelow: number): number =>
  Math.max(0, TRUST_MAX - doubt * (TRUST_MAX - lockBelow));

/** The doubt that trust came from: the inverse of {@link trustOf}, the least that it can have been where trust is 0. */
export const doubtOf = (trust: number, lockBelow: number): number => (TRUST_MAX - trust) / (TRUST_MAX - lockBelow);
