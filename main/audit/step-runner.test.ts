import { beforeEach, describe, expect, it } from 'vitest';
import { createStepRunner, type StepListener, type StepRunner } from './step-runner.ts';

let deferred: (() => void)[] = [];
let seen: string[] = [];
let runner: StepRunner;
beforeEach(() => {
  deferred = [];
  seen = [];
  runner = createStepRunner((callback) => deferred.push(callback));
});

const settle = (): void => {
  for (let next = deferred.shift(); next !== undefined; next = deferred.shift()) next();
};
const work = function* (name: string, steps: number): Generator<number, string, void> {
  for (let step = 1; step <= steps; step += 1) {
    seen.push(`${name}${String(step)}`);
    yield step;
  }
  return name;
};
const listener: StepListener<number, string> = {
  onDone: (name) => seen.push(`${name} done`),
  onFailed: (cause) => seen.push(String(cause)),
};

describe('a step runner', () => {
  it('takes the first step at once, and the others in turn', () => {
    runner.run(work('a', 3), listener);
    expect(seen).toEqual(['a1']);
    runner.run(work('b', 1), listener);
    runner.run(work('c', 0), listener);
    settle();
    expect(seen).toEqual(['a1', 'b1', 'c done', 'a2', 'b done', 'a3', 'a done']);
  });

  it('gives up what nobody wants, and goes on with the rest', () => {
    const giveUp = runner.run(work('a', 3), listener);
    runner.run(work('b', 2), listener);
    giveUp();
    giveUp();
    settle();
    expect(seen).toEqual(['a1', 'b1', 'b2', 'b done']);
  });

  it('tells of what fails, and of steps', () => {
    const failing = function* (): Generator<number, string, void> {
      yield 1;
      throw new Error('broken');
    };
    runner.run(failing(), { ...listener, onStep: (value) => seen.push(`step ${String(value)}`) });
    runner.run(work('b', 1), listener);
    settle();
    expect(seen).toEqual(['step 1', 'b1', 'Error: broken', 'b done']);
  });
});
