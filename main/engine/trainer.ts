/** Trains one modality at a time, and chooses limits anew when the policy tolerates another number of wrong locks. */
import type { Policy } from '../../contract/policy.ts';
import { MODALITIES, type Modality } from '../../contract/verdict.ts';
import type { Learner, Trained } from './learner.ts';
import type { FittedLimit } from './tolerance.ts';

/** All of it is done in steps, between which windows are judged. */
export interface Trainer {
  readonly busy: boolean;
  /** Starts a training unless something is under way or there is nothing new to learn. */
  start(modality: Modality): void;
  /** Starts what is due, if anything: a limit chosen for another policy first. */
  startDue(): void;
  /** Starts to choose a limit anew that the policy in force does not fit any more; after what is under way. */
  followPolicy(): void;
  /** Runs one step, which may take some tens of milliseconds; does nothing when not busy. */
  step(): void;
  /** Runs what is under way to its end. */
  finish(): void;
  abandon(): void;
}

export interface TrainerOptions {
  readonly learners: Readonly<Record<Modality, Learner>>;
  readonly policy: () => Policy;
  readonly seconds: () => number;
  readonly onTrained: (modality: Modality, trained: Trained) => void;
  readonly onLimitChosen: (modality: Modality, limit: FittedLimit | null) => void;
}

/** Ends with what puts its outcome in force. */
type Work = Generator<void, () => void>;

export const createTrainer = (options: TrainerOptions): Trainer => {
  const { learners, policy, seconds, onTrained, onLimitChosen } = options;
  let work: Work | null = null;

  function* train(modality: Modality, steps: Generator<void, Trained>): Work {
    const trained = yield* steps;
    return () => {
      onTrained(modality, trained);
    };
  }

  function* choose(modality: Modality, steps: Generator<void, FittedLimit | null>): Work {
    const limit = yield* steps;
    return () => {
      onLimitChosen(modality, limit);
    };
  }

  const start = (modality: Modality): void => {
    if (work !== null) return;
    const steps = learners[modality].train(policy(), seconds());
    if (steps !== null) work = train(modality, steps);
  };

  const followPolicy = (): void => {
    if (work !== null) return;
    const stale = MODALITIES.find((modality) => learners[modality].isLimitStale(policy()));
    const steps = stale === undefined ? null : learners[stale].limitFor(policy());
    if (stale !== undefined && steps !== null) work = choose(stale, steps);
  };

  const step = (): void => {
    if (work === null) return;
    const next = work.next();
    if (next.done !== true) return;
    work = null;
    next.value();
    followPolicy();
  };

  const isBusy = (): boolean => work !== null;

  return {
    get busy() {
      return isBusy();
    },
    start,
    startDue: () => {
      followPolicy();
      const due = MODALITIES.find((modality) => learners[modality].due(policy(), seconds()));
      if (due !== undefined) start(due);
    },
    followPolicy,
    step,
    finish: () => {
      while (isBusy()) step();
    },
    abandon: () => {
      work = null;
    },
  };
};
