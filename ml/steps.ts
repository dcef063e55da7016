/** Long computations are generators that yield between their steps, so that a thread can do other work meanwhile. */

/** Runs the steps to their end, without other work between them. */
export const finish = <T>(steps: Generator<void, T>): T => {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
};
