/**
 * Trust over time as an exponentially weighted average of the evidence (S. W. Roberts, "Control chart tests based on
 * geometric moving averages", Technometrics 1, 1959).
 */

/**
 * The average after some more actions, in nats an action.
 *
 * @param average before; a sitting begins at what the user's own hands are expected to give.
 * @param llr natural-log likelihood ratio genuine : impostor of exactly these actions.
 * @param memory actions after which what came before weighs 1/e; positive.
 */
export const updateAverage = (average: number, llr: number, actions: number, memory: number): number =>
  actions === 0 ? average : average + (1 - Math.exp(-actions / memory)) * (llr / actions - average);
