/** Count, mean and sum of squares around the mean: all that is kept of numbers seen one by one. */

export interface Moments {
  /** May be a fraction, where what is old or doubtful counts for less. */
  readonly n: number;
  readonly mean: number;
  readonly squares: number;
}

export const NO_MOMENTS: Moments = { n: 0, mean: 0, squares: 0 };

/** Those of both together (Chan, Golub and LeVeque 1983). */
export const mergeMoments = (one: Moments, other: Moments): Moments => {
  const n = one.n + other.n;
  if (n === 0) return NO_MOMENTS;
  const delta = other.mean - one.mean;
  return {
    n,
    mean: one.mean + (delta * other.n) / n,
    squares: one.squares + other.squares + (delta * delta * one.n * other.n) / n,
  };
};

/** The same mean and variance at a weight of at most `most`. */
export const boundMoments = (moments: Moments, most: number): Moments =>
  moments.n <= most ? moments : { n: most, mean: moments.mean, squares: (moments.squares * most) / moments.n };

/** Gathers values by group; values come one at a time (Welford 1962). */
export interface GroupedMoments {
  add(group: number, value: number): void;
  readonly groups: ReadonlyMap<number, Moments>;
}

export const createGroupedMoments = (): GroupedMoments => {
  const groups = new Map<number, { n: number; mean: number; squares: number }>();
  return {
    groups,
    add: (group, value) => {
      const own = groups.get(group);
      if (own === undefined) {
        groups.set(group, { n: 1, mean: value, squares: 0 });
        return;
      }
      own.n += 1;
      const delta = value - own.mean;
      own.mean += delta / own.n;
      own.squares += delta * (value - own.mean);
    },
  };
};
