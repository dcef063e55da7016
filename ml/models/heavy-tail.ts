/**
 * Student's t density with four degrees of freedom, to the power of a quarter and without its constant: tails heavy enough
 * for hesitations, and tempered because successive keystrokes are not independent.
 */

/**
 * Square of the scale, in units of 1 / variance, times the degrees of freedom. At 2 the density would have the variance it
 * is given, at 4 it has a core as wide as a normal one. Between 2 and 4 enrolment sittings show no difference; the widest
 * doubts those least whose later sittings differ from their enrolment.
 */
const DEGREES_OF_SCALE = 4;
/** Power to which densities are taken. */
const POWER = 0.25;

/** A distribution, with what its density is reckoned from. */
export interface Predictive {
  readonly mean: number;
  readonly variance: number;
  /** Tempered density at the mean. */
  readonly height: number;
  /** By how much the squared deviation counts. */
  readonly inverse: number;
}

/** The next time of the user, and of anybody else. */
export interface Expectation {
  readonly own: Predictive;
  readonly others: Predictive;
}

/** @param variance positive. */
export const predictive = (mean: number, variance: number): Predictive => ({
  mean,
  variance,
  height: variance ** (-POWER / 2),
  inverse: 1 / (DEGREES_OF_SCALE * variance),
});

/**
 * Tempered density at `deviation` from the mean. Its exponent is −¼ · (4 + 1) / 2 = −(½ + ⅛): roots are several times
 * faster than a general power, and this is called a hundred times a keystroke.
 */
export const density = ({ height, inverse }: Predictive, deviation: number): number => {
  const root = Math.sqrt(1 + deviation * deviation * inverse);
  return height / (root * Math.sqrt(Math.sqrt(root)));
};
