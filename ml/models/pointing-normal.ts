/** The standard normal distribution. */

/** Beyond this the distribution function is 0 or 1. */
const FAR = 7;
const TERMS = 200;
const HALVINGS = 60;

export const normalDensity = (x: number): number => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);

/** Distribution function (G. Marsaglia, "Evaluating the normal distribution", Journal of Statistical Software 11, 2004). */
export const normalShare = (x: number): number => {
  if (Math.abs(x) > FAR) return x < 0 ? 0 : 1;
  let sum = x;
  let term = x;
  for (let i = 3; i < TERMS; i += 2) {
    term *= (x * x) / i;
    sum += term;
  }
  return 0.5 + sum * normalDensity(x);
};

/** Quantile, by halving; `share` within 0…1. */
export const normalQuantile = (share: number): number => {
  let low = -FAR;
  let high = FAR;
  for (let i = 0; i < HALVINGS; i += 1) {
    const middle = (low + high) / 2;
    if (normalShare(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};

/** Mean of a normal variable that is cut off at ±`limit`. */
export const clippedMean = (mean: number, sd: number, limit: number): number => {
  const low = (-limit - mean) / sd;
  const high = (limit - mean) / sd;
  const below = normalShare(low);
  const above = 1 - normalShare(high);
  return limit * (above - below) + mean * (1 - above - below) + sd * (normalDensity(low) - normalDensity(high));
};
