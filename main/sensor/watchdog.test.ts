import { describe, expect, it } from 'vitest';
import { createWatchdog } from './watchdog.ts';

/** Timers that go off when the clock is moved, all that are due, in order; what is late goes off late. */
const setUp = (ms: number) => {
  let now = 0;
  let timers: { readonly at: number; readonly callback: () => void }[] = [];
  const barks: number[] = [];
  const watchdog = createWatchdog(
    (callback, delay) => {
      const timer = { at: now + delay, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    ms,
    () => barks.push(now),
  );
  const to = (time: number): void => {
    now = time;
    const due = timers.filter(({ at }) => at <= now);
    timers = timers.filter(({ at }) => at > now);
    for (const { callback } of due) callback();
  };
  return { ...watchdog, to, barks };
};

describe('watchdog', () => {
  it('barks once, after the silence that is allowed', () => {
    const { to, barks } = setUp(1_900);
    for (const time of [1_499, 1_500, 1_899, 1_900, 5_000, 9_000]) to(time);
    expect(barks).toEqual([1_900]);
  });

  it('is content while it is fed', () => {
    const { to, feed, barks } = setUp(1_900);
    for (let time = 1_000; time < 60_000; time += 1_800) {
      to(time);
      feed();
    }
    expect(barks).toEqual([]);
  });

  it('lets one who slept hear what came meanwhile', () => {
    const { to, feed, barks } = setUp(1_900);
    to(3_600_000);
    expect(barks).toEqual([]);
    feed();
    to(3_601_000);
    expect(barks).toEqual([]);
  });

  it('allows more or less from then on', () => {
    const { to, allow, barks } = setUp(10_000);
    to(9_000);
    allow(1_000);
    for (const time of [9_600, 9_999, 10_000]) to(time);
    expect(barks).toEqual([10_000]);
  });

  it('is quiet once stopped, in its last moment too', () => {
    const { to, stop, barks } = setUp(1_900);
    to(1_500);
    stop();
    to(60_000);
    expect(barks).toEqual([]);
  });
});
