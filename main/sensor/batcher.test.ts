import { describe, expect, it } from 'vitest';
import { BATCH_EVENTS, BATCH_MS } from '../../contract/events.ts';
import { createBatcher } from './batcher.ts';

/** A timer that goes off when told. */
const manualTimer = () => {
  let pending: (() => void) | null = null;
  const asked: number[] = [];
  return {
    asked,
    pending: () => pending !== null,
    fire: () => pending?.(),
    schedule: (callback: () => void, ms: number) => {
      asked.push(ms);
      pending = callback;
      return () => {
        pending = null;
      };
    },
  };
};

const setUp = () => {
  const batches: { seq: number; count: number; dropped: number; t: number[]; slot: number[] }[] = [];
  const timer = manualTimer();
  const batcher = createBatcher({
    schedule: timer.schedule,
    deliver: ({ seq, count, dropped, t, slot }) =>
      batches.push({ seq, count, dropped, t: [...t.subarray(0, count)], slot: [...slot.subarray(0, count)] }),
  });
  const add = (...times: readonly number[]): void => {
    for (const t of times) batcher.add(t, 0, t + 1, 0, 0, 0);
  };
  return { ...batcher, add, batches, timer };
};

describe('batcher', () => {
  it('delivers a full batch at once and starts the next', () => {
    const { add, flush, batches } = setUp();
    add(...Array(BATCH_EVENTS + 2).keys());
    flush();
    expect(batches.map(({ seq, count }) => [seq, count])).toEqual([
      [0, BATCH_EVENTS],
      [1, 2],
    ]);
    expect(batches[1]?.t).toEqual([64, 65]);
    expect(batches[1]?.slot).toEqual([65, 66]);
  });

  it('waits no longer than allowed, from the first event of a batch', () => {
    const { add, batches, timer } = setUp();
    expect(timer.pending()).toBe(false);
    add(1, 2);
    expect(timer.asked).toEqual([BATCH_MS]);
    timer.fire();
    expect(batches.map(({ t }) => t)).toEqual([[1, 2]]);
    expect(timer.pending()).toBe(false);
    add(3);
    expect(timer.asked).toEqual([BATCH_MS, BATCH_MS]);
  });

  it('stops the timer with a full batch, and never delivers an empty one', () => {
    const { add, flush, batches, timer } = setUp();
    add(...Array(BATCH_EVENTS).keys());
    expect(timer.pending()).toBe(false);
    flush();
    expect(batches).toHaveLength(1);
  });

  it('carries the sum of what was lost', () => {
    const { add, flush, noteDropped, dropped, batches } = setUp();
    noteDropped(64);
    noteDropped(3);
    add(1);
    flush();
    expect(batches[0]?.dropped).toBe(67);
    expect(dropped()).toBe(67);
  });
});
