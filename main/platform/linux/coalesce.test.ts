import { describe, expect, it } from 'vitest';
import { coalesce } from './coalesce.ts';

/** A task that goes on until the test ends it. */
const manualTask = () => {
  const ends: ((error?: Error) => void)[] = [];
  const task = (): Promise<void> =>
    new Promise((resolve, reject) => {
      ends.push((error) => {
        if (error === undefined) resolve();
        else reject(error);
      });
    });
  return { ends, task };
};

describe('coalesce', () => {
  it('runs once more for all who ask meanwhile, and they wait for that run', async () => {
    const { ends, task } = manualTask();
    const run = coalesce(task);
    const first = run();
    const asked = [run(), run(), run()];
    expect(ends).toHaveLength(1);
    ends[0]?.();
    await first;
    // The second run begins after the first ended.
    await new Promise((resolve) => setImmediate(resolve));
    expect(ends).toHaveLength(2);
    ends[1]?.();
    await Promise.all(asked);
    const last = run();
    expect(ends).toHaveLength(3);
    ends[2]?.();
    await last;
  });

  it('goes on after a run that failed', async () => {
    const { ends, task } = manualTask();
    const run = coalesce(task);
    const first = run();
    const second = run();
    ends[0]?.(new Error('failed'));
    await expect(first).rejects.toThrow('failed');
    await new Promise((resolve) => setImmediate(resolve));
    ends[1]?.();
    await expect(second).resolves.toBeUndefined();
  });
});
