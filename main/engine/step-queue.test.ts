import { expect, it } from 'vitest';
import { createStepQueue } from './step-queue.ts';

function* counting(steps: number, log: string[], name: string): Generator<void, string> {
  for (let step = 1; step <= steps; step += 1) {
    log.push(`${name}${String(step)}`);
    yield;
  }
  return name;
}

function* breaking(): Generator<void, string> {
  yield;
  throw new Error('broken');
}

it('works one thing off after the other, and answers each', async () => {
  const log: string[] = [];
  const queue = createStepQueue();
  queue.step();
  const answers = Promise.all([queue.run(counting(2, log, 'a')), queue.run(counting(1, log, 'b'))]);
  while (queue.busy) queue.step();
  expect(await answers).toEqual(['a', 'b']);
  expect(log).toEqual(['a1', 'a2', 'b1']);
});

it('rejects what fails, and goes on with the next', async () => {
  const queue = createStepQueue();
  const failing = queue.run(breaking());
  const next = queue.run(counting(1, [], 'next'));
  const outcomes = Promise.allSettled([failing, next]);
  while (queue.busy) queue.step();
  expect(await outcomes).toMatchObject([{ reason: { message: 'broken' } }, { value: 'next' }]);
});

it('rejects all that waits when it is abandoned', async () => {
  const queue = createStepQueue();
  const outcomes = Promise.allSettled([queue.run(counting(3, [], 'a')), queue.run(counting(3, [], 'b'))]);
  queue.step();
  queue.abandon(new Error('over'));
  expect(queue.busy).toBe(false);
  expect(await outcomes).toMatchObject([{ reason: { message: 'over' } }, { reason: { message: 'over' } }]);
});
