/** How much doubt this user's session may gather before it is locked: as little as the budget of wrong locks allows. */
import type { Random } from '../random.ts';
import type { SequentialParameters } from './sequential.ts';

/** Evidence of some consecutive actions: its ratio, and how many actions it rests on. */
export interface Evidence {
  readonly llr: number;
  readonly actions: number;
}

export interface LimitInput {
  /** Held-back evidence of the user in order of time, one list a sitting or fold. */
  readonly genuine: readonly (readonly Evidence[])[];
  /** Evidence an action that other people's hands are expected to give, in nats. */
  readonly ofOthers: number;
  readonly actionsPerDay: number;
  /** Wrong locks a working day that the policy allows. */
  readonly budgetPerDay: number;
}

export interface ChosenLimit extends SequentialParameters {
  /** Wrong locks a working day to be expected, at least the bound of the rule of three; `Infinity` when it cannot be said. */
  readonly falseLocksPerDay: number;
}

/** Pieces of evidence drawn together, so that what hangs together stays together. */
const BLOCK = 10;
/** Working days simulated: none seen in 100 means below 0.03 a day with 95 % confidence. */
const DAYS = 100;
/** A lock needs the evidence of at least this many typical foreign actions, and is given up beyond this many. */
const LEAST_ACTIONS = 25;
const MOST_ACTIONS = 400;
/** From one candidate to the next. */
const STEP = 1.15;
/** Held-back sittings understate how much days differ. */
const MARGIN = 1.5;
/** Below this gap an action tells next to nothing of who made it. */
const LEAST_GAP = 0.005;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Locks in `DAYS` simulated days for each limit: one walk serves all candidates. */
function* countLocks(
  genuine: LimitInput['genuine'],
  drift: number,
  limits: readonly number[],
  actionsPerDay: number,
  random: Random,
): Generator<void, number[]> {
  const usable = genuine.filter(({ length }) => length >= BLOCK);
  const doubts = limits.map(() => 0);
  const locks = limits.map(() => 0);
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
 * Drift midway between the user's and other people's evidence, and the smallest limit whose expected wrong locks, by a
 * moving-block bootstrap (Künsch 1989) of the held-back evidence, are within the budget. It can only be as good as the
 * held-back sittings are like the days to come. A step for every simulated day.
 *
 * @returns null when the held-back evidence does not tell the user from others, or there is too little of it.
 */
export function* chooseLimit(input: LimitInput, random: Random): Generator<void, ChosenLimit | null> {
  const { genuine, ofOthers, actionsPerDay, budgetPerDay } = input;
  const all = genuine.flat();
  const actions = sum(all.map((evidence) => evidence.actions));
  const own = sum(all.map(({ llr }) => llr)) / actions;
  const gap = own - ofOthers;
  if (!genuine.some(({ length }) => length >= BLOCK) || !(gap > LEAST_GAP)) return null;
  const drift = ofOthers + gap / 2;
  // Each foreign action brings doubt by half the gap.
  const limits: number[] = [];
  for (let limit = (LEAST_ACTIONS * gap) / 2; limit <= (MOST_ACTIONS * gap) / 2; limit *= STEP) limits.push(limit);
  const locks = yield* countLocks(genuine, drift, limits, actionsPerDay, random);
  const fitting = locks.findIndex((count) => Math.max(count, 3) / DAYS <= budgetPerDay);
  const chosen = fitting === -1 ? limits.length - 1 : fitting;
  return {
    drift,
    limit: (limits[chosen] ?? 0) * MARGIN,
    falseLocksPerDay: Math.max(locks[chosen] ?? 0, 3) / DAYS,
  };
}
