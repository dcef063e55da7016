/** Long computations that somebody waits for: one after the other, each in steps. */

export interface StepQueue {
  readonly busy: boolean;
  /** Resolves to what the steps end with, or rejects with what they throw. */
  run<T>(steps: Generator<void, T>): Promise<T>;
  /** Runs one step of what is first; does nothing when not busy. */
  step(): void;
  /** Rejects all that is not done. */
  abandon(cause: Error): void;
}

interface Waiting {
  /** Whether that was the last step. */
  readonly step: () => boolean;
  readonly reject: (cause: unknown) => void;
}

export const createStepQueue = (): StepQueue => {
  const waiting: Waiting[] = [];
  return {
    get busy() {
      return waiting.length > 0;
    },
    run: (steps) =>
      new Promise((resolve, reject) => {
        const step = (): boolean => {
          const next = steps.next();
          if (next.done === true) resolve(next.value);
          return next.done === true;
        };
        waiting.push({ step, reject });
      }),
    step: () => {
      const [first] = waiting;
      if (first === undefined) return;
      try {
        if (!first.step()) return;
      } catch (cause) {
        first.reject(cause);
      }
      waiting.shift();
    },
    abandon: (cause) => {
      for (const { reject } of waiting.splice(0)) reject(cause);
    },
  };
};
