const EULER_GAMMA = 0.5772156649015329;

/**
 * c(n) of Liu, Ting and Zhou 2008 (equation 1, from Preiss 1999): mean path length of an unsuccessful search in a binary
 * search tree of n nodes, 2 H(n − 1) − 2 (n − 1) / n with their estimate H(i) ≈ ln i + γ. The estimate is poor for n = 2,
 * where the exact value is 1 (as in Liu, Ting and Zhou 2012); nothing is left to search for n ≤ 1.
 */
export const averagePathLength = (n: number): number => {
  if (n <= 1) return 0;
  if (n === 2) return 1;
  return 2 * (Math.log(n - 1) + EULER_GAMMA) - (2 * (n - 1)) / n;
};
