/** Trains one modality at a time, in steps between which windows are judged. */
import type { Policy } from '../../contract/policy.ts';
import { MODALITIES, type Modality } from '../../contract/verdict.ts';
import type { Learner, Trained } from './learner.ts';

export interface Trainer {
  readonly busy: boolean;
  /** Starts a training unless one is under way or there is nothing new to learn. */
  start(modality: Modality): void;
  /** Starts the training that is due, if any. */
  startDue(): void;
  /** Runs one step, which may take some tens of milliseconds; does nothing when not busy. */
  step(): void;
  /** Runs the training under way to its end. */
  finish(): void;
  abandon(): void;
}

export interface TrainerOptions {
  readonly learners: Readonly<Record<Modality, Learner>>;
  readonly policy: () => Policy;
  readonly seconds: () => number;
  readonly onTrained: (modality: Modality, trained: Trained) => void;
}

export const createTrainer = ({ learners, policy, seconds, onTrained }: TrainerOptions): Trainer => {
  let training: { readonly modality: Modality; readonly steps: Generator<void, Trained> } | null = null;

  const start = (modality: Modality): void => {
    if (training !== null) return;
    const steps = learners[modality].train(policy(), seconds());
    if (steps !== null) training = { modality, steps };
  };

  const step = (): void => {
    if (training === null) return;
    const { modality, steps } = training;
    const next = steps.next();
    if (next.done !== true) return;
    training = null;
    onTrained(modality, next.value);
  };

  const isBusy = (): boolean => training !== null;

  return {
    get busy() {
      return isBusy();
    },
    start,
    startDue: () => {
      const due = MODALITIES.find((modality) => learners[modality].due(policy(), seconds()));
      if (due !== undefined) start(due);
    },
    step,
    finish: () => {
      while (isBusy()) step();
    },
    abandon: () => {
      training = null;
    },
  };
};
