/**
 * Trust over time as a sequential probability ratio test (A. Wald, "Sequential tests of statistical hypotheses", Annals
 * of Mathematical Statistics 16, 1945) that begins anew whenever it has accepted the user. With an upper bound of zero it
 * is Page's cumulative sum.
 */

export interface SprtParameters {
  /** Evidence an action, in nats, at which the ratio does not move. */
  readonly drift: number;
  /** Ratio, in nats, at which the hands are accepted as the user's and the next test begins. */
  readonly accept: number;
}

/**
 * The ratio of the running test after some more actions, in nats; 0 where a test begins. It falls with evidence against
 * the user, and the caller's lower bound says how far it may.
 *
 * @param llr natural-log likelihood ratio genuine : impostor of exactly these actions.
 */
export const updateRatio = (ratio: number, llr: number, actions: number, { drift, accept }: SprtParameters): number => {
  const next = ratio + llr - drift * actions;
  return next >= accept ? 0 : next;
};
