/** Wrong locks a working day, as people say it. */

export interface WrongLocks {
  readonly key: 'rare' | 'oneIn' | 'perDay';
  /** Days for `rare` and `oneIn`, locks for `perDay`. */
  readonly value: number;
}

/** Nobody's estimate can be believed beyond this many days. */
const MOST_DAYS = 1_000;

export const wrongLocks = (perDay: number): WrongLocks => {
  if (perDay * MOST_DAYS < 1) return { key: 'rare', value: MOST_DAYS };
  return perDay < 1 ? { key: 'oneIn', value: Math.round(1 / perDay) } : { key: 'perDay', value: perDay };
};
