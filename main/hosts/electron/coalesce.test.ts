import { describe, expect, it } from 'vitest';
import { createCoalescer } from './coalesce.ts';

/** Time that passes when the test says so. */
const bench = () => {
  let now = 0;
  let timers: { at: number; callback: () => void }[] = [];
  const sent: [at: number, value: number][] = [];
  const coalescer = createCoalescer<number>({
    everyMs: 100,
    clock: () => now,
    schedule: (callback, ms) => {
      const timer = { at: now + ms, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
    send: (value) => sent.push([now, value]),
  });
  return {
    ...coalescer,
    sent,
    passTo: (time: number) => {
      for (const timer of timers.filter(({ at }) => at <= time)) {
        timers = timers.filter((each) => each !== timer);
        now = timer.at;
        timer.callback();
      }
      now = time;
    },
  };
};

describe('a stream of states', () => {
  it('is sent at most every 100 ms, the first at once and the last never lost', () => {
    const { offer, passTo, sent } = bench();
    for (let time = 0; time <= 1_000; time += 10) {
      passTo(time);
      offer(time);
    }
    passTo(5_000);
    expect(sent[0]).toEqual([0, 0]);
    expect(sent.at(-1)).toEqual([1_100, 1_000]);
    expect(sent).toHaveLength(12);
    offer(7);
    expect(sent.at(-1)).toEqual([5_000, 7]);
  });

  it('ends with nothing on its way', () => {
    const { offer, stop, passTo, sent } = bench();
    offer(1);
    offer(2);
    stop();
    passTo(1_000);
    expect(sent).toEqual([[0, 1]]);
  });
});
