/** What people's own held-back sittings teach about wrong locks, in one modality. */
export interface DecisionPopulation {
  /** Evidence an action, in nats, that people's own hands typically give in a sitting that was held back. */
  readonly ownEvidence: number;
  /** Wrong locks an action, over people, by limit; the limit in units of a person's own evidence an action. Ascending. */
  readonly wrongLocks: readonly { readonly limit: number; readonly perAction: number }[];
}

/** Points of the curve, of two: below the first and beyond the last it goes on in a straight line on a log scale. */
const lineThrough = ({ wrongLocks }: DecisionPopulation, above: (limit: number, rate: number) => boolean) => {
  const found = wrongLocks.findIndex(({ limit, perAction }) => above(limit, perAction));
  const end = Math.max(1, found === -1 ? wrongLocks.length - 1 : found);
  const low = wrongLocks[end - 1] ?? { limit: 0, perAction: 1 };
  const high = wrongLocks[end] ?? { limit: 1, perAction: 1 };
  const slope = (Math.log(high.perAction) - Math.log(low.perAction)) / (high.limit - low.limit);
  return { low, slope };
};

/** How far beyond the last limit that was seen the curve is believed, as a multiple of it. */
const BELIEVED = 3;
const mostBelieved = ({ wrongLocks }: DecisionPopulation): number => BELIEVED * (wrongLocks.at(-1)?.limit ?? 0);

/**
 * The limit at which people typically suffer `perAction` wrong locks an action: log-linear between and beyond what was
 * seen, but never so far beyond that nothing speaks for it.
 */
export const typicalLimit = (population: DecisionPopulation, perAction: number): number => {
  const { low, slope } = lineThrough(population, (_, rate) => rate <= perAction);
  const limit = low.limit + (Math.log(perAction) - Math.log(low.perAction)) / slope;
  return Math.min(limit, mostBelieved(population));
};

/** Wrong locks an action that people typically suffer at a limit; no fewer are promised beyond where the curve is believed. */
export const typicalWrongLocks = (population: DecisionPopulation, limit: number): number => {
  const at = Math.min(limit, mostBelieved(population));
  const { low, slope } = lineThrough(population, (beyond) => beyond >= at);
  return Math.exp(Math.log(low.perAction) + slope * (at - low.limit));
};
