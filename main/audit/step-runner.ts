/** Runs several pieces of work in turns, a step of each at a time. */

export interface StepRunner {
  /** Takes the first step at once, the others in turn with other work. The returned function gives the work up. */
  run<Y, T>(work: Generator<Y, T, void>, on: StepListener<Y, T>): () => void;
}

export interface StepListener<Y, T> {
  readonly onStep?: (value: Y) => void;
  readonly onDone: (value: T) => void;
  readonly onFailed: (cause: unknown) => void;
}

/** `defer` calls back once what has arrived meanwhile was looked at. */
export const createStepRunner = (defer: (callback: () => void) => void): StepRunner => {
  /** Each takes a step, and answers whether there is another. */
  const waiting: (() => boolean)[] = [];
  let deferred = false;

  const goOn = (): void => {
    if (deferred || waiting.length === 0) return;
    deferred = true;
    defer(() => {
      deferred = false;
      const step = waiting.shift();
      if (step?.() === true) waiting.push(step);
      goOn();
    });
  };

  return {
    run: (work, on) => {
      const step = (): boolean => {
        try {
          const next = work.next();
          if (next.done === true) on.onDone(next.value);
          else on.onStep?.(next.value);
          return next.done !== true;
        } catch (cause) {
          on.onFailed(cause);
          return false;
        }
      };
      if (step()) waiting.push(step);
      goOn();
      return () => {
        const place = waiting.indexOf(step);
        if (place >= 0) waiting.splice(place, 1);
      };
    },
  };
};
