import { beforeEach, describe, expect, it } from 'vitest';
import type { Schedule } from '../shared/schedule.ts';
import { watchListeners, type ListenersWatch } from './listeners-watch.ts';

let listening: number;
let pending: (() => void)[];
let watch: ListenersWatch;
let outcome: string | null;
let looked: boolean;

const schedule: Schedule = (callback) => {
  pending.push(callback);
  return () => {
    pending = pending.filter((each) => each !== callback);
  };
};

/** Lets so many seconds pass. */
const pass = async (seconds: number): Promise<void> => {
  for (let second = 0; second < seconds; second += 1) pending.shift()?.();
  await Promise.resolve();
};

beforeEach(() => {
  listening = 0;
  pending = [];
  outcome = null;
  looked = false;
  watch = watchListeners(() => listening, schedule);
  void watch.nobody.then((why) => (outcome = why));
  void watch.looked.then(() => (looked = true));
});

describe('the watch over who looks', () => {
  it('waits for the first as long as the address can be opened', async () => {
    await pass(119);
    expect([outcome, looked]).toEqual([null, false]);
    await pass(1);
    expect(outcome).toBe('unopened');
    expect(pending).toEqual([]);
  });

  it('ends a minute after the last has left, not in the middle of a reload', async () => {
    listening = 2;
    await pass(1);
    expect(looked).toBe(true);
    listening = 0;
    await pass(59);
    listening = 1;
    await pass(1);
    listening = 0;
    await pass(59);
    expect(outcome).toBeNull();
    await pass(1);
    expect(outcome).toBe('left');
  });

  it('lasts for as long as somebody looks', async () => {
    listening = 1;
    await pass(10_000);
    expect(outcome).toBeNull();
  });

  it('leaves no timer when it is stopped', () => {
    watch.stop();
    expect(pending).toEqual([]);
  });
});
