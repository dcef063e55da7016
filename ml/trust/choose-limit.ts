/** How much doubt this user's session may gather before it is locked: as little as the budget of wrong locks allows. */
import { typicalLimit, typicalWrongLocks, type DecisionPopulation } from '../population/decision-population.ts';
import type { Random } from '../random.ts';
import type { SequentialParameters } from './sequential.ts';

/** Evidence of some consecutive actions: its ratio, and how many actions it rests on. */
export interface Evidence {
  readonly llr: number;
  readonly actions: number;
}

export interface LimitInput {
  /** Held-back evidence of the user in order of time, one list a sitting: given before the sitting was learned. */
  readonly genuine: readonly (readonly Evidence[])[];
  readonly population: DecisionPopulation;
  readonly actionsPerDay: number;
  /** Wrong locks a working day that the policy allows. */
  readonly budgetPerDay: number;
}

export interface ChosenLimit extends SequentialParameters {
  /** Wrong locks a working day to be expected. */
  readonly falseLocksPerDay: number;
}

/** Pieces of evidence drawn together, so that what hangs together stays together. */
const BLOCK = 10;
/** Working days simulated. */
const DAYS = 100;
/** From one candidate to the next, and how far beyond what people typically need. */
const STEP = 1.15;
const MOST = 4;
/** Share of the budget that the limit is chosen for: the rest is for days unlike any that were seen. */
const BUDGETED = 0.8;
/** Share of the user's own evidence an action at which doubt does not move: some reserve for weaker days. */
const DRIFT = 0.5;
/** Hops that the population's evidence counts for against the user's own: five hundred keystrokes. */
const PRIOR_PIECES = 50;
/** Someone who is hardly told from others is not watched more sharply for it. */
const LEAST_OWN = 0.25;
/** With less held-back evidence the user's own says too little, and what is typical of people stands for it. */
const ENOUGH_PIECES = 30;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Evidence an action that the user's own hands give, shrunk towards what people's typically do; null when enough of it is against them. */
const ownEvidence = ({ genuine, population }: LimitInput): number | null => {
  const all = genuine.flat();
  const actions = sum(all.map((evidence) => evidence.actions));
  const total = sum(all.map(({ llr }) => llr));
  if (all.length >= ENOUGH_PIECES && total <= 0) return null;
  const typicalActions = all.length === 0 ? 1 : (PRIOR_PIECES * actions) / all.length;
  const own = (total + typicalActions * population.ownEvidence) / (actions + typicalActions);
  return Math.max(own, LEAST_OWN * population.ownEvidence);
};

/** Locks in `DAYS` simulated days for each limit: one walk serves all candidates. */
function* countLocks(
  { genuine, actionsPerDay }: LimitInput,
  drift: number,
  limits: readonly number[],
  random: Random,
): Generator<void, number[]> {
  const usable = genuine.filter(({ length }) => length >= BLOCK);
  const doubts = limits.map(() => 0);
  const locks = limits.map(() => 0);
  if (sum(usable.map(({ length }) => length)) < ENOUGH_PIECES) return locks;
  let actions = 0;
  for (let day = 1; day <= DAYS; day += 1) {
    while (actions < actionsPerDay * day) {
      const sitting = usable[Math.floor(random() * usable.length)] ?? [];
      const start = Math.floor(random() * (sitting.length - BLOCK + 1));
      for (const evidence of sitting.slice(start, start + BLOCK)) {
        const step = drift * evidence.actions - evidence.llr;
        actions += evidence.actions;
        for (let i = 0; i < limits.length; i += 1) {
          const doubt = Math.max(0, (doubts[i] ?? 0) + step);
          const isLocked = doubt > (limits[i] ?? 0);
          if (isLocked) locks[i] = (locks[i] ?? 0) + 1;
          doubts[i] = isLocked ? 0 : doubt;
        }
      }
    }
    yield;
  }
  return locks;
}

/**
 * The user's drift and limit in units of the evidence that their own hands give. The limit is what people typically need
 * for the budget, and more when a moving-block bootstrap (Künsch 1989) of the user's own held-back evidence still breaks
 * it: a few sittings understate how much days differ, so that it never goes below the typical one. A step for every
 * simulated day.
 *
 * @returns null when the held-back evidence speaks against the user on the whole.
 */
export function* chooseLimit(input: LimitInput, random: Random): Generator<void, ChosenLimit | null> {
  const { population, actionsPerDay, budgetPerDay } = input;
  const own = ownEvidence(input);
  if (own === null) return null;
  const drift = DRIFT * own;
  const typical = typicalLimit(population, (BUDGETED * budgetPerDay) / actionsPerDay);
  const candidates: number[] = [];
  for (let limit = typical; limit <= typical * MOST; limit *= STEP) candidates.push(limit);
  const limits = candidates.map((limit) => limit * own);
  const locks = yield* countLocks(input, drift, limits, random);
  const fitting = locks.findIndex((count) => count / DAYS <= budgetPerDay);
  const chosen = fitting === -1 ? candidates.length - 1 : fitting;
  const expected = typicalWrongLocks(population, candidates[chosen] ?? typical) * actionsPerDay;
  return {
    drift,
    limit: limits[chosen] ?? typical * own,
    falseLocksPerDay: Math.max(expected, (locks[chosen] ?? 0) / DAYS),
  };
}
